"""Business partners, suggestions, links and products."""

from typing import Annotated

from fastapi import Body, Query
from trackifi_accounting.domain.partners.business_partners import KIND_OF, PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell
from trackifi_accounting_adapters.web.partners.schemas import (
    LinkChoiceOut,
    LinkConflictOut,
    LinkOut,
    LinksIn,
    MatchingOut,
    PartnerList,
    PartnerOut,
    ProductList,
    ProductOut,
    RejectedOut,
    RejectionIn,
    SavedLinksOut,
    SuggestionList,
    SuggestionOut,
)
from trackifi_accounting_adapters.web.problems.language import Reader

operations = Operations(
    "/companies/{company}/integrations/{provider}", tags=["Business partners"], built_as=GuardedRoute
)
Role = Annotated[PartnerRole | None, Query(description="Only partners of this register.")]
Linked = Annotated[LinkFilter, Query(description="Which rows.")]
Inactive = Annotated[bool, Query(description="Inactive partners, too.")]
Suggest = Annotated[bool, Query(description="Suggest a customer or freelancer for each unlinked row.")]
Kind = Annotated[PartyKind, Query(description="Customers, or freelancers.")]


@operations.get("/partners", responses=READ)
def list_partners(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    tell: Tell,
    role: Role = None,
    linked: Linked = LinkFilter.ALL,
    text: parameters.Search = "",
    inactive: Inactive = False,
    suggest: Suggest = False,
    limit: parameters.Limit = 50,
    offset: parameters.Offset = 0,
) -> PartnerList:
    """Imported partners with their links, and with the suggestions that were found when data last changed."""
    name = installation.registry()[provider].name
    query = PartnerQuery(role=role, linked=linked, text=text, inactive=inactive, limit=limit, offset=offset)
    with installation.store().read(company) as work:
        found = work.partners.page(name, query)
        total = work.partners.count(name, query)
        links = work.links.of_partners(name, [one.id for one in found])
        maybe = work.suggestions.of_partners(name, [one.id for one in found]) if suggest else {}
    told = {one.id: LinkOut.made_of(links[one.id], one, tell) for one in found if one.id in links}
    kinds = {one.id: KIND_OF[one.role] for one in found}
    offered = {of: SuggestionOut.made_of(one, kinds[of], tell.language) for of, one in maybe.items()}
    items = [PartnerOut.made_of(one, told.get(one.id), offered.get(one.id)) for one in found]
    return PartnerList(items=items, total=total)


@operations.get("/suggestions", responses=READ)
def list_suggestions(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    installation: Installation,
    language: Reader,
    limit: parameters.Limit = 200,
    offset: parameters.Offset = 0,
) -> SuggestionList:
    """At most one suggestion for each unlinked partner; nothing is saved before a person has looked.

    They are found by a worker when data has changed; ``matching`` tells how far it is.
    """
    name = installation.registry()[provider].name
    with installation.store().read(company) as work:
        found = work.suggestions.page(name, kind, limit=limit + 1, offset=offset)
        state = work.matching.state(name)
    items = [SuggestionOut.made_of(one, kind, language) for one in found[:limit]]
    matching = MatchingOut.made_of(state, installation.clock().now())
    return SuggestionList(items=items, more=len(found) > limit, matching=matching)


@operations.post("/suggestions/rejections", responses=WRITE | BODY)
def reject_suggestion(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    rejected: Annotated[RejectionIn, Body()],
    installation: Installation,
    who: Who,
) -> RejectedOut:
    """Never suggest this pair again; the next best may be suggested. Twice is fine."""
    partner, party = PartnerId(rejected.partner), PartyId(rejected.party)
    installation.reject_suggestion()(company, provider, partner, party, by=who.actor)
    return RejectedOut(partner=partner, party=party)


@operations.put("/links", responses=WRITE | BODY)
def save_links(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    chosen: Annotated[LinksIn, Body()],
    installation: Installation,
    who: Who,
    tell: Tell,
) -> SavedLinksOut:
    """Save the rows that are clear; of two that exclude each other neither is guessed."""
    choices = tuple(choice.to_domain() for choice in chosen.choices)
    done = installation.save_links()(company, provider, choices, by=who.actor)
    return SavedLinksOut(
        saved=[LinkChoiceOut.model_validate(one) for one in done.saved],
        conflicts=[LinkConflictOut.made_of(one, tell) for one in done.conflicts],
    )


@operations.get("/products", responses=READ)
def list_products(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    limit: parameters.Limit = 100,
    offset: parameters.Offset = 0,
) -> ProductList:
    """Imported active products."""
    name = installation.registry()[provider].name
    with installation.store().read(company) as work:
        found = work.products.page(name, limit=limit, offset=offset)
        total = work.products.count(name)
    return ProductList(items=[ProductOut.model_validate(one) for one in found], total=total)
