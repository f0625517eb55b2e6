"""The part of two texts in which they part ways, so that a sentence with both stays short."""

from itertools import takewhile
from typing import Final

_LETTERS: Final = 24  # of each side, from shortly before they part


def where_they_part(ours: str, theirs: str) -> tuple[str, str]:
    """Both in so few letters, with dots where something was left out; short ones as they are."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    start = max(alike - _LETTERS // 2, 0)
    return _cut(ours, start), _cut(theirs, start)


def _cut(text: str, start: int) -> str:
    shown = text[start : start + _LETTERS].replace("\n", " ")
    return f"{'…' if start else ''}{shown}{'…' if len(text) > start + _LETTERS else ''}"
