"""How alike two names are, 0 to 100: words equal or misspelt, weighed by rarity, and the letters as a whole."""

from collections.abc import Callable
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Levenshtein

from trackifi_accounting.domain.matching.names import Name

LEAST_LETTERS: Final = 68.0
_LEAST_WINKLER: Final = 0.84
_LEAST_LEVENSHTEIN: Final = 0.6


def similarity(left: Name, right: Name, weight: Callable[[str], float]) -> float:
    """The mean of the words' and the letters' agreement; symmetric for one `weight`."""
    letters = max(fuzz.ratio(left.compact, right.compact), fuzz.ratio(left.ordered, right.ordered))
    if letters < LEAST_LETTERS:
        return 0.0
    return (letters + 100 * _words(left.words, right.words, weight)) / 2


def _words(left: tuple[str, ...], right: tuple[str, ...], weight: Callable[[str], float]) -> float:
    common = set(left) & set(right)
    ours = sorted(set(left) - common)
    theirs = sorted(set(right) - common)
    total = sum(map(weight, set(left))) + sum(map(weight, set(right)))
    shared = 2 * sum(map(weight, common))
    pairs = sorted((-_word(a, b), a, b) for a in ours for b in theirs)
    used: set[tuple[int, str]] = set()
    for alike, a, b in pairs:
        if alike and (0, a) not in used and (1, b) not in used:
            used.update(((0, a), (1, b)))
            shared -= alike * (weight(a) + weight(b))
    return shared / total if total else 0.0


def _word(left: str, right: str) -> float:
    if left.isdigit() or right.isdigit():
        return 0.0
    alike = JaroWinkler.similarity(left, right)
    if alike < _LEAST_WINKLER or Levenshtein.normalized_similarity(left, right) < _LEAST_LEVENSHTEIN:
        return 0.0
    return alike
