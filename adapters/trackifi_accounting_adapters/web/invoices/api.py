"""Invoices, handed over: the same operations for customers' and freelancers'."""

from typing import Annotated

from fastapi import Body, Query
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceId

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.kinds import Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.values import ID_PATTERN
from trackifi_accounting_adapters.web.invoices.schemas import InvoiceIn, InvoiceList, InvoiceOut

After = Annotated[InvoiceId | None, Query(pattern=ID_PATTERN, description="Begin after this id.")]


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    name, said = f"{kind}_invoice", f"{kind} invoice"
    operations = Operations(f"/companies/{{company}}/{kind}-invoices", tags=["Hand-over"], built_as=GuardedRoute)
    put = operations.put("/{invoice}", name=f"put_{name}", summary=f"Hand over a {said}", responses=WRITE | BODY)
    get = operations.get("/{invoice}", name=f"get_{name}", summary=f"Give a {said}", responses=READ)
    page = operations.get("", name=f"list_{name}s", summary=f"List {said}s", responses=READ)
    put(_put)
    get(_get)
    page(_page)
    return operations


def _put(
    *,
    company: parameters.Company,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    record: Annotated[InvoiceIn, Body()],
    installation: Installation,
) -> InvoiceOut:
    """Take it, for the first time or again; refused while it is on its way to a provider."""
    kept = record.to_domain(kind, invoice)
    installation.hand_over().invoice(company, kept)
    return InvoiceOut.made_of(kept)


def _get(
    *, company: parameters.Company, kind: Kind, invoice: parameters.InvoiceKey, installation: Installation
) -> InvoiceOut:
    """As it was handed over."""
    return InvoiceOut.made_of(installation.host().invoice(company, kind, invoice))


def _page(
    *,
    company: parameters.Company,
    kind: Kind,
    installation: Installation,
    limit: parameters.Limit = 100,
    after: After = None,
) -> InvoiceList:
    """By id; `next` of one page is `after` of the following one."""
    found = installation.host().invoices(company, kind, limit=limit + 1, after=after)
    last = found[limit - 1].id if len(found) > limit else None
    return InvoiceList(items=[InvoiceOut.made_of(one) for one in found[:limit]], next=last)
