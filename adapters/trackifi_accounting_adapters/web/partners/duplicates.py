"""Partners that look like duplicates of each other, for the rows of one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.matching.rules.duplicates import duplicates
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId, ProviderName
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.use_cases.matching.suggest_links import partner_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The other partner, and a code of what they have in common."""

    other: BusinessPartner
    reason: str


def alike(work: UnitOfWork, provider: ProviderName, partners: Sequence[BusinessPartner]) -> dict[PartnerId, Likeness]:
    """By partner; found among those of the same name or number, so the cost does not grow with the register."""
    near = work.partners.alike(provider, partners)
    found: dict[PartnerId, Likeness] = {}
    for role in PartnerRole:
        known = {one.id: one for one in near if one.role is role}
        for first, later, reason in duplicates(partner_record(known[one]) for one in sorted(known)):
            one, other = PartnerId(first), PartnerId(later)
            found[other] = Likeness(other=known[one], reason=reason)
            found.setdefault(one, Likeness(other=known[other], reason=reason))
    return found
