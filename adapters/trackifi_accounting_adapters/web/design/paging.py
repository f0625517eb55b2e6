"""Pages of a list: what is shown, and where the pages beside it start."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

LARGEST = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """Some rows; ``previous`` and ``following`` are starts, None where there is no page."""

    rows: Sequence[Any]
    previous: int | None
    following: int | None

    @classmethod
    def of(cls, found: Sequence[Any], *, start: int, limit: int) -> "Paged":
        """Made of up to one row more than are shown: it tells whether others follow, and nothing is counted."""
        following = start + limit if len(found) > limit else None
        return cls(rows=found[:limit], previous=max(0, start - limit) if start else None, following=following)


def start_of(request: Request) -> int:
    """The address's ``start``; 0 when it makes no sense."""
    text = request.query_params.get("start", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST)) else 0
    return min(number, LARGEST)
