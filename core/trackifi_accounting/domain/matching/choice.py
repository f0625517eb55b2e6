"""Which customers a partner may still be matched with."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Final

from trackifi_accounting.domain.matching.entries import Entry
from trackifi_accounting.domain.matching.identifiers import in_conflict
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

# More customers than this with one name are not told apart by it, so that thousands of equal names cost no more.
MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The customers, without the pairs a person rejected and the customers that are linked already."""

    index: Index
    rejected: frozenset[tuple[str, str]]
    linked: frozenset[str]

    def among(self, partner: Entry, ids: Collection[str]) -> list[Entry]:
        """The entries among the first `MOST` ids that no decision and no identifier forbids, in order of id."""
        if not ids:
            return []
        entries = (self.index.entry(found) for found in islice(ids, MOST))
        return [entry for entry in entries if self._allowed(partner, entry)]

    def _allowed(self, partner: Entry, customer: Entry) -> bool:
        return not (
            customer.record.id in self.linked
            or in_conflict(partner.ids, customer.ids)
            or (partner.record.id, customer.record.id) in self.rejected
        )


def propose(partner: Entry, customer: Entry, reason: str, score: int, band: Band, **facts: str) -> Suggestion:
    """The suggestion of that pair; identifiers that were ignored are said among the facts."""
    if ignored := partner.ids.ignored + customer.ids.ignored:
        facts["ignored"] = ", ".join(dict.fromkeys(ignored))
    return Suggestion(
        left_id=partner.record.id, right_id=customer.record.id, band=band, score=score, reason=reason, facts=facts
    )
