"""What an integration's rights and its last examination tell: what is in the way, and what deserves a look."""

from collections.abc import Iterator

from trackifi_accounting.domain.activation.access import Access, Capability
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem

SHOWN = 2
"""So many surplus rights are named as examples."""


def hindrances(access: Access) -> Iterator[Problem]:
    """What leaves a part of the work undone."""
    if missing := [one for one in Capability if one in access.missing]:
        yield Problem(code="right_missing", facts={"rights": ", ".join(missing)})
    if access.documents is False:
        yield Problem(code="documents_off")


def findings(integration: Integration) -> tuple[Problem, ...]:
    """Everything that is known, from the most to the least in the way; nothing before a key was accepted."""
    access = integration.access
    if not (integration.usable and access):
        return ()
    return (*hindrances(access), *integration.findings, *_advice(access))


def _advice(access: Access) -> Iterator[Problem]:
    if own := [one for one in PartyKind if one in access.own_invoices_only]:
        yield Problem(code="own_invoices_only", facts={"kinds": ", ".join(own)})
    if access.surplus:
        facts = {"count": str(len(access.surplus)), "rights": ", ".join(access.surplus[:SHOWN])}
        yield Problem(code="rights_surplus", facts=facts)
