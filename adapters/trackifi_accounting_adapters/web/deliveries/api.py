"""Deliveries and history, page by page."""

from typing import Annotated

from fastapi import Query
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow

from trackifi_accounting_adapters.web.deliveries.history_schemas import HistoryEntryOut, HistoryList
from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryList, DeliveryOut
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import READ
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell

operations = Operations("/companies/{company}", built_as=GuardedRoute)
Show = Annotated[DeliveryShow, Query(description="Only those that this filter of the pages shows.")]
Kind = Annotated[PartyKind | None, Query(description="Only invoices of this kind.")]


@operations.get("/integrations/{provider}/deliveries", responses=READ, tags=["Deliveries"])
def list_deliveries(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    tell: Tell,
    kind: Kind = None,
    show: Show = DeliveryShow.ALL,
    limit: parameters.Limit = 100,
    offset: parameters.Offset = 0,
) -> DeliveryList:
    """What was sent or is on its way, the newest request first."""
    name = installation.registry()[provider].name
    lists = installation.delivery_lists()
    found = lists.page(company, name, kind=kind, show=show, limit=limit, offset=offset)
    return DeliveryList(items=[DeliveryOut.made_of(one, tell) for one in found])


@operations.get("/history", responses=READ, tags=["History"])
def list_history(
    *,
    company: parameters.Company,
    installation: Installation,
    limit: parameters.Limit = 100,
    offset: parameters.Offset = 0,
) -> HistoryList:
    """Who did what, the newest first."""
    with installation.store().read(company) as work:
        found = work.audit.page(limit=limit, offset=offset)
    return HistoryList(items=[HistoryEntryOut.model_validate(one) for one in found])
