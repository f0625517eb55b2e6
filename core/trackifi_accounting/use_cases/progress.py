"""How long work tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many of ``what`` are done; ``total`` is None when nobody knows it."""

    what: str
    done: int
    total: int | None = None


Progress = Callable[[Step], None]


def unwatched(_step: Step) -> None:
    """Nobody looks."""
