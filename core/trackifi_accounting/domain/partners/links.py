"""Links: which business partner a customer or freelancer is at the provider."""

from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, PartnerId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A saved link. ``stale`` is the problem code that makes it unusable, or None.

    ``partner_name`` and ``partner_business_id`` are what the partner looked like when the link was saved, so that a
    later sync can tell whether it is still the same business.
    """

    kind: PartyKind
    party: PartyId
    partner: PartnerId
    partner_name: str
    partner_business_id: str | None
    saved_at: datetime
    saved_by: Actor
    stale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChoice:
    """One row of the Business Partners tab as the user left it; ``party`` None takes the link away."""

    partner: PartnerId
    kind: PartyKind
    party: PartyId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConflict:
    """A choice that was not saved, with the problem code that says why."""

    choice: LinkChoice
    code: str
    other: PartnerId | None = None


def conflicts(choices: tuple[LinkChoice, ...]) -> tuple[LinkConflict, ...]:
    """Find parties chosen for more than one partner in one save; none of those rows is guessed to be the right one."""
    rows: dict[tuple[PartyKind, PartyId], list[LinkChoice]] = {}
    for choice in choices:
        if choice.party is not None:
            rows.setdefault((choice.kind, choice.party), []).append(choice)
    return tuple(
        LinkConflict(choice=choice, code="link_chosen_twice", other=others[0])
        for same in rows.values()
        for choice in same
        if (others := [other.partner for other in same if other.partner != choice.partner])
    )
