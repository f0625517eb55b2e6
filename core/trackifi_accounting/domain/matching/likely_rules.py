"""Rules that can only be likely: parts of names, names within names, misspellings."""

from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.choice import Choice, propose
from trackifi_accounting.domain.matching.entries import Entry, name_keys
from trackifi_accounting.domain.matching.legal_forms import in_conflict
from trackifi_accounting.domain.matching.name_rules import of_keys
from trackifi_accounting.domain.matching.neighbours import part_keys
from trackifi_accounting.domain.matching.similarity import LEAST_LETTERS, similarity
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

_LEAST_SIMILARITY: Final = 84.0
_OTHER_FORM: Final = 5.0


def one_of_the_names(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """A part, a former or another name of one is the name or such a name of the other."""
    keys = part_keys(partner)
    whole = of_keys(partner, choice, keys)
    own = [] if partner.name.weak else name_keys(partner.name)
    neighbours = choice.index.neighbours
    theirs = [found for key in (*own, *keys) for found in neighbours.by_part(key)]
    for customer in (*whole, *choice.among(partner, dict.fromkeys(theirs))):
        yield propose(partner, customer, "one_of_the_names", 85, Band.LIKELY, shared=customer.record.name)


def name_within_name(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """All words of one in the other, on exactly one customer, with a rare word among them."""
    if partner.name.weak:
        return
    neighbours, ours = choice.index.neighbours, frozenset(partner.name.words)
    ids = sorted(found for shape in neighbours.containing(ours) for found in neighbours.bearers(shape))
    found = choice.among(partner, ids)
    if len(found) == 1:
        extra = ", ".join(sorted(ours.symmetric_difference(found[0].name.words)))
        yield propose(partner, found[0], "name_contains_name", 60, Band.LIKELY, extra=extra)


def similar_name(partner: Entry, choice: Choice, least: float = _LEAST_SIMILARITY) -> Iterator[Suggestion]:
    """Similar at least so much (0 to 100), the most similar first."""
    if partner.name.weak:
        return
    neighbours = choice.index.neighbours
    ranked: list[tuple[float, str, Entry]] = []
    for shape in neighbours.resembling(partner.name.compact, LEAST_LETTERS):
        for customer in choice.among(partner, neighbours.bearers(shape)):
            alike = similarity(partner.name, customer.name, neighbours.weight)
            alike -= _OTHER_FORM * in_conflict(partner.name.forms, customer.name.forms)
            if alike >= least:
                ranked.append((-alike, customer.record.id, customer))
    for alike, _, customer in sorted(ranked, key=lambda row: row[:2]):
        shown = round(-alike)
        yield propose(partner, customer, "similar_name", shown - 10, Band.LIKELY, similarity=str(shown))
