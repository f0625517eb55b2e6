"""Partners that look like duplicates of each other, and pairs that are never suggested again."""

from itertools import islice
from typing import Annotated

from fastapi import Query
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import READ
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.partners.duplicates_schemas import DuplicateList, DuplicateOut, RejectionList
from trackifi_accounting_adapters.web.partners.schemas import RejectedOut

operations = Operations(
    "/companies/{company}/integrations/{provider}", tags=["Business partners"], built_as=GuardedRoute
)
Kind = Annotated[PartyKind, Query(description="Customers, or freelancers.")]


@operations.get("/duplicates", responses=READ)
def list_duplicates(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    installation: Installation,
    limit: parameters.Limit = 200,
    offset: parameters.Offset = 0,
) -> DuplicateList:
    """Active partners that repeat an earlier one; nothing is merged. Of a large register it takes seconds."""
    name = installation.registry()[provider].name
    found = list(islice(installation.find_duplicates()(company, name, kind), offset, offset + limit + 1))
    return DuplicateList(items=[DuplicateOut.made_of(one) for one in found[:limit]], more=len(found) > limit)


@operations.get("/suggestions/rejections", responses=READ)
def list_rejections(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    limit: parameters.Limit = 200,
    offset: parameters.Offset = 0,
) -> RejectionList:
    """The pairs that a person rejected; they are never suggested again, and may still be linked by hand."""
    name = installation.registry()[provider].name
    with installation.store().read(company) as work:
        pairs = sorted(work.links.rejected(name))
    shown = [RejectedOut(partner=partner, party=party) for partner, party in pairs[offset : offset + limit]]
    return RejectionList(items=shown, more=len(pairs) > offset + limit)
