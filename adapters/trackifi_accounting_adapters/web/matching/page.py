"""Business partners beyond one page: accept every certain suggestion, look for duplicates."""

from collections.abc import Sequence
from itertools import islice

from fastapi import Request, Response
from trackifi_accounting.domain.partners.links import LinkConflict
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import PartyId

from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.visitor import Who

pages = Operations(built_as=PageRoute)
MOST = 200
"""Rows of a report or a list; who has more begins with these."""


@pages.post("/settings/integrations/{provider}/partners/certain", name="page_accept_certain")
def accept(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Save every certain suggestion, and report. Pressed again, it goes on with what is left."""
    who.must("save_links")
    plugin = container.registry()[provider]
    done = container.accept_certain()(who.company, plugin.name, by=who.actor)
    shown = done.conflicts[:MOST]
    with container.store().read(who.company) as work:
        ids = {one for conflict in shown for one in (conflict.choice.partner, conflict.other) if one}
        partners = work.partners.ever(plugin.name, ids)
    parties = {kind: container.host().some_parties(who.company, kind, _parties_of(shown, kind)) for kind in PartyKind}
    tell = telling(request, provider)
    return page(
        request,
        "accepted.html",
        plugin=plugin,
        integration=integration_of(container, who, provider),
        tab="partners",
        done=done,
        conflicts=[(one, tell(Problem(code=one.code))) for one in shown],
        partners=partners,
        parties=parties,
    )


@pages.get("/settings/integrations/{provider}/partners/duplicates", name="page_duplicates")
def duplicates(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Compare the whole register with itself: seconds for a large one, so only when somebody asks."""
    plugin = container.registry()[provider]
    every = (one for kind in PartyKind for one in container.find_duplicates()(who.company, plugin.name, kind))
    found = list(islice(every, MOST + 1))
    with container.store().read(who.company) as work:
        partners = work.partners.ever(plugin.name, {id_ for one in found for id_ in (one.partner, one.first)})
    pairs = [(partners[one.partner], partners[one.first], one.reason) for one in found[:MOST]]
    integration = integration_of(container, who, provider)
    return page(
        request,
        "duplicates.html",
        plugin=plugin,
        integration=integration,
        tab="partners",
        pairs=pairs,
        more=len(found) > MOST,
    )


def _parties_of(conflicts: Sequence[LinkConflict], kind: PartyKind) -> set[PartyId]:
    return {one.choice.party for one in conflicts if one.choice.kind is kind and one.choice.party}
