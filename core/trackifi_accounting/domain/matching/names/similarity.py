"""How alike two names are, 0 to 100: words equal or misspelt, weighed by rarity, and the letters as a whole."""

from collections.abc import Callable, Iterable
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, JaroWinkler

from trackifi_accounting.domain.matching.names.names import Name

Weight = Callable[[str], float]

LEAST_LETTERS: Final = 68.0
_LEAST_WINKLER: Final = 0.84
_LEAST_KEPT: Final = 0.66
_LONG: Final = 8  # letters
_NUMERALS: Final = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})


def similarity(left: Name, right: Name, weight: Weight) -> float:
    """The mean of the words' and the letters' agreement; symmetric. Names with different numbers are not alike."""
    letters = letters_alike(left, right)
    if letters < LEAST_LETTERS or numbers(left.words) != numbers(right.words):
        return 0.0
    return (letters + 100 * _words(frozenset(left.words), frozenset(right.words), weight)) / 2


def letters_alike(left: Name, right: Name) -> float:
    """The letters' agreement, written as is or with the words sorted, 0 to 100."""
    return max(fuzz.ratio(left.compact, right.compact), fuzz.ratio(left.ordered, right.ordered))


def numbers(words: Iterable[str]) -> list[str]:
    """The numerals of a name, Roman ones too: "Esimerkki 2" and "Esimerkki II" are sisters, never misspellings."""
    return sorted(word for word in words if word.isdigit() or word in _NUMERALS)


def _words(left: frozenset[str], right: frozenset[str], weight: Weight) -> float:
    common = left & right
    shared = 2 * sum(map(weight, sorted(common)))
    total = sum(map(weight, sorted(left))) + sum(map(weight, sorted(right)))
    for alike, ours, theirs in misspelt(left - common, right - common):
        shared += alike * (weight(ours) + weight(theirs))
    return shared / total if total else 0.0


def misspelt(left: Iterable[str], right: Iterable[str]) -> list[tuple[float, str, str]]:
    """Pairs of words that may be misspellings of each other, each word once, the most alike first; 0 to 1."""
    alike = ((-word_similarity(ours, theirs), ours, theirs) for ours in left for theirs in right)
    pairs: list[tuple[float, str, str]] = []
    used_left: set[str] = set()
    used_right: set[str] = set()
    for found, ours, theirs in sorted(alike):
        if found and ours not in used_left and theirs not in used_right:
            used_left.add(ours)
            used_right.add(theirs)
            pairs.append((-found, ours, theirs))
    return pairs


def word_similarity(left: str, right: str) -> float:
    """How alike two words are, 0 to 1; 0 below what a misspelling is, and for anything with a digit.

    Endings change with grammar, beginnings with the meaning: a word that begins otherwise is another word unless it
    is a long one with a single slip, or its first two letters have changed places.
    """
    if not (left.isalpha() and right.isalpha()):
        return 0.0
    if left[0] != right[0] and not _slip_at_the_start(left, right):
        return 0.0
    alike = JaroWinkler.similarity(left, right)
    if alike < _LEAST_WINKLER or OSA.normalized_similarity(left, right) < _LEAST_KEPT:
        return 0.0
    return alike


def _slip_at_the_start(left: str, right: str) -> bool:
    # Cheap things first: this is asked of very many pairs.
    if abs(len(left) - len(right)) > 1 or (min(len(left), len(right)) < _LONG and left[:2] != right[1::-1]):
        return False
    return OSA.distance(left, right, score_cutoff=1) == 1


def extra_words(left: Name, right: Name) -> tuple[list[str], list[str]]:
    """The words of each that the other has neither equal nor misspelt, in order."""
    common = set(left.words) & set(right.words)
    pairs = misspelt(set(left.words) - common, set(right.words) - common)
    ours, theirs = {pair[1] for pair in pairs} | common, {pair[2] for pair in pairs} | common
    return [word for word in left.words if word not in ours], [word for word in right.words if word not in theirs]
