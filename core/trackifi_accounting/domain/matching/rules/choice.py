"""Which customers a partner may still be matched with."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Final

from trackifi_accounting.domain.matching.identifiers import NONE, in_conflict
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

# More customers than this with one name are not told apart by it, so that thousands of equal names cost no more.
MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The customers that a partner may be matched with: neither rejected by a person nor linked already."""

    index: Index
    rejected: frozenset[tuple[str, str]]
    linked: frozenset[str]

    def among(self, partner: ParsedRecord, ids: Collection[str]) -> list[ParsedRecord]:
        """The entries among the first `MOST` ids that no decision and no identifier forbids, in order of id."""
        if not ids:
            return []
        if len(ids) == 1:
            (only,) = ids
            entry = self.index.entry(only)
            return [entry] if self._allowed(partner, entry) else []
        entries = (self.index.entry(found) for found in islice(ids, MOST))
        return [entry for entry in entries if self._allowed(partner, entry)]

    def _allowed(self, partner: ParsedRecord, customer: ParsedRecord) -> bool:
        if partner.ids is not NONE and customer.ids is not NONE and in_conflict(partner.ids, customer.ids):
            return False
        identity = customer.record.id
        return identity not in self.linked and not (self.rejected and (partner.record.id, identity) in self.rejected)


def propose(
    partner: ParsedRecord, customer: ParsedRecord, reason: str, score: int, band: Band, **facts: str
) -> Suggestion:
    """The suggestion of that pair; identifiers that were ignored are said among the facts."""
    if (partner.ids is not NONE or customer.ids is not NONE) and (
        ignored := partner.ids.ignored + customer.ids.ignored
    ):
        facts["ignored"] = ", ".join(dict.fromkeys(ignored))
    return Suggestion(
        left_id=partner.record.id, right_id=customer.record.id, band=band, score=score, reason=reason, facts=facts
    )
