"""Initials that repeat a name: "Esimerkkialan keskusliitto EK" is the name without them."""

from collections.abc import Sequence
from typing import Final

_LETTERS: Final = range(2, 9)
_WORDS: Final = 3


def without_initials(words: Sequence[str]) -> Sequence[str]:
    """The words without a first or last one that abbreviates all the others; the same words when there is none."""
    if len(words) >= _WORDS:
        for initials, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
            if initials[0] == rest[0][0] and len(initials) in _LETTERS and abbreviates(initials, rest):
                return rest
    return words


def abbreviates(initials: str, words: Sequence[str]) -> bool:
    """Whether the initials are the first letter of every word, each perhaps with later letters of that word."""
    if not words:
        return not initials
    if not initials.startswith(words[0][0]):
        return False
    later, taken = iter(words[0][1:]), 1
    while not abbreviates(initials[taken:], words[1:]):
        if taken >= len(initials) or initials[taken] not in later:
            return False
        taken += 1
    return True
