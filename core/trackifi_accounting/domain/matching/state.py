"""How far the matching of one company's register has come."""

from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.values.references import PartnerId


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingState:
    """The state of matching one register: what was matched and what is to be; times are aware, UTC.

    ``matched_at`` is when the last complete matching began, None before the first. ``due`` is when to match again,
    ``since`` from when on changes of partners and parties are not matched yet. ``claimed_until`` is set while
    somebody is at it; then ``done`` of ``total`` partners are matched.
    """

    matched_at: datetime | None = None
    due: datetime | None = None
    since: datetime | None = None
    claimed_until: datetime | None = None
    done: int = 0
    total: int = 0

    def runs(self, now: datetime) -> bool:
        """Whether somebody is at it; who has not told of progress for so long has died."""
        return self.claimed_until is not None and self.claimed_until > now

    def is_due(self, now: datetime) -> bool:
        """Whether it is time, or whoever was at it has died."""
        marked = self.due is not None and self.due <= now
        return not self.runs(now) and (marked or self.claimed_until is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A customer or freelancer as it was when last matched, and the partner it was linked to."""

    record: Record
    partner: PartnerId | None = None
