"""Whether two names are close enough to support another piece of evidence."""

from typing import Final

from rapidfuzz import fuzz

from trackifi_accounting.domain.matching.entries import name_keys
from trackifi_accounting.domain.matching.names import Name

_CLOSE: Final = 75.0


def names_agree(left: Name, right: Name) -> bool:
    """Equal keys, all words of one in the other, or most letters; symmetric. Weak names never agree."""
    if left.weak or right.weak:
        return False
    if not set(name_keys(left)).isdisjoint(name_keys(right)):
        return True
    ours, theirs = set(left.words), set(right.words)
    return ours <= theirs or theirs <= ours or fuzz.ratio(left.ordered, right.ordered) >= _CLOSE
