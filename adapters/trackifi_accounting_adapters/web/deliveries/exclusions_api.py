"""Exclude an invoice from sending, and take that back: the same for customers' and freelancers' invoices."""

from fastapi import Response
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_accounting_adapters.web.deliveries.exclusion_schemas import ExclusionIn
from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryOut
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.kinds import Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    prefix = f"/companies/{{company}}/integrations/{{provider}}/{kind}-invoices/{{invoice}}/exclusion"
    operations = Operations(prefix, tags=["Deliveries"], built_as=GuardedRoute)
    name, said = f"{kind}_invoice", f"a {kind} invoice"
    operations.put("", name=f"exclude_{name}", summary=f"Exclude {said}", responses=WRITE | BODY)(_exclude)
    take_back = operations.delete(
        "", name=f"take_back_{name}", summary=f"Take the exclusion of {said} back", responses=WRITE, status_code=204
    )
    take_back(_take_back)
    return operations


def _exclude(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    body: ExclusionIn,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> DeliveryOut:
    """Nothing sends it until this is taken back; one that is on its way or there already can't be excluded."""
    name = installation.registry()[provider].name
    done = installation.exclude()(company, name, kind, invoice, reason=body.reason, by=who.actor)
    return DeliveryOut.made_of(done, tell)


def _take_back(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    who: Who,
) -> Response:
    """Take it back: the invoice goes on where it was, and is sent if that had been asked for. Twice is fine."""
    name = installation.registry()[provider].name
    installation.take_back()(company, name, kind, invoice, by=who.actor)
    return Response(status_code=204)
