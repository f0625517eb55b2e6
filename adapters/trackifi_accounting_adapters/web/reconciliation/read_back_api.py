"""Reading back from the provider: the examination of an integration, and what became of sent invoices."""

from typing import Annotated

from fastapi import Query

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import CALL
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell
from trackifi_accounting_adapters.web.reconciliation.read_back_schemas import ExaminationOut, RefreshedOut

operations = Operations("/companies/{company}/integrations/{provider}", built_as=GuardedRoute)
Full = Annotated[bool, Query(description="Read every invoice of the last 400 days: only so are deleted ones seen.")]


@operations.get("/examination", responses=CALL, tags=["Integrations"])
def examine_integration(
    *, company: parameters.Company, provider: parameters.Provider, installation: Installation, tell: Tell
) -> ExaminationOut:
    """Look at rights, settings and periods at the provider, now. Reads only; what is found blocks nothing by itself."""
    return ExaminationOut.made_of(installation.examine()(company, provider), tell)


@operations.post("/refresh", responses=CALL, tags=["Deliveries"])
def refresh_deliveries(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    who: Who,
    tell: Tell,
    full: Full = False,
) -> RefreshedOut:
    """Read back state and sums of sent invoices. An invoice that was removed is told, and never made again by this."""
    return RefreshedOut.made_of(installation.refresh_deliveries()(company, provider, by=who.actor, full=full), tell)
