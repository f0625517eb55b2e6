"""How long work tells how far it is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many of ``what`` are done; ``total`` is None when nobody knows it."""

    what: str
    done: int
    total: int | None = None


class Stopped(Exception):
    """Raised by a progress to have the work stop where it is; it is gone on with later."""


Progress = Callable[[Step], None]


def unwatched(_step: Step) -> None:
    """Nobody looks."""
