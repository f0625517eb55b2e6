"""Pages of ascending ids, forwards and backwards."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which part of a list is asked for. ``previous`` is the last id already seen, None for the start."""

    size: int = 50
    page: int = 0
    previous: int | None = None
    descending: bool = True

    def of(self, ids: Sequence[int]) -> Sequence[int]:
        """The ids of the page, in the order asked for; ``ids`` are ascending."""
        if not self.descending:
            start = (0 if self.previous is None else bisect_right(ids, self.previous)) + self.page * self.size
            return ids[start : start + self.size]
        end = (len(ids) if self.previous is None else bisect_left(ids, self.previous)) - self.page * self.size
        return ids[max(0, end - self.size) : end][::-1] if end > 0 else ()
