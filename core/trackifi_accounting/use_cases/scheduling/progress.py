"""How long work tells how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVarTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of long work: so many of ``what`` are done; ``total`` is None when nobody knows it."""

    what: str
    done: int
    total: int | None = None


class Stopped(Exception):
    """The error by which a progress has the work stop where it is; it is gone on with later."""


Progress = Callable[[Step], None]


Pair = TypeVarTuple("Pair")


def one_by_one(todo: Sequence[tuple[*Pair]], do: Callable[[*Pair], int], *, what: str, progress: Progress) -> int:
    """Do each and give the sum; ``progress`` is told before each, so one that raises Stopped ends it between two."""
    total = 0
    for count, one in enumerate(todo):
        progress(Step(what=what, done=count, total=len(todo)))
        total += do(*one)
    return total


def no_progress(_step: Step) -> None:
    """Nobody looks."""
