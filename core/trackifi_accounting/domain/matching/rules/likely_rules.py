"""Rules that can only be likely: parts of names, names within names, misspellings."""

from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.names.legal_forms import in_conflict, of_company
from trackifi_accounting.domain.matching.names.names import Name
from trackifi_accounting.domain.matching.names.similarity import LEAST_LETTERS, extra_words, similarity
from trackifi_accounting.domain.matching.names.text import latin
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, name_keys, part_keys
from trackifi_accounting.domain.matching.regions import REGIONAL
from trackifi_accounting.domain.matching.rules.choice import MOST, Choice, propose
from trackifi_accounting.domain.matching.rules.name_rules import of_keys
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

_LEAST_SIMILARITY: Final = 84.0
_OTHER_FORM: Final = 15.0
_MOST_LETTERS: Final = 0.6


def one_of_the_names(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    """A part, a former or another name of one is the name or such a name of the other."""
    keys = part_keys(partner)
    own = () if partner.name.weak else name_keys(partner.name)
    neighbours = choice.index.neighbours
    theirs = dict.fromkeys(found for key in own for found in neighbours.by_part(key))
    for customer in (*of_keys(partner, choice, "key", keys), *choice.among(partner, theirs)):
        yield propose(partner, customer, "one_of_the_names", 85, Band.LIKELY, shared=customer.record.name)


def name_within_name(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    """All words of one in the other, a rare one among them, and one customer with the fewest words to spare.

    Two registered company names that differ in a word are two companies: "Esimerkki Oy", "Esimerkki Holding Oy".
    """
    ours, neighbours = partner.head, choice.index.neighbours
    if ours.weak or partner.personal:
        return
    # Customers of one shape may differ in their legal forms: each one's own name is judged.
    shapes = {shape: _fitting(ours, shape, choice) for shape in neighbours.containing(frozenset(ours.words))}
    spare = {shape: len(set(ours.words) ^ set(neighbours.name(shape).words)) for shape, ids in shapes.items() if ids}
    nearest = [shape for shape in spare if spare[shape] == min(spare.values())]
    found = choice.among(partner, sorted(found for shape in nearest for found in shapes[shape]))
    if len(found) == 1:
        extra = " ".join((*extra_words(ours, found[0].name)[0], *extra_words(ours, found[0].name)[1]))
        yield propose(partner, found[0], "name_contains_name", 60, Band.LIKELY, extra=extra)


def _fitting(ours: Name, shape: str, choice: Choice) -> list[str]:
    bearers = choice.index.neighbours.bearers(shape)[:MOST]
    return [found for found in bearers if _within(ours, choice.index.entry(found).name)]


def similar_name(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    """Similar at least so much (0 to 100), the most similar first."""
    ours, neighbours = partner.head, choice.index.neighbours
    if ours.weak:
        return
    ranked: list[tuple[float, str, ParsedRecord]] = []
    for shape in neighbours.resembling(ours.compact, LEAST_LETTERS):
        for customer in choice.among(partner, neighbours.bearers(shape)):
            alike = _alike(ours, customer.name, choice)
            if alike >= _LEAST_SIMILARITY:
                ranked.append((-alike, customer.record.id, customer))
    for alike, _, customer in sorted(ranked, key=lambda row: row[:2]):
        yield _similar(partner, customer, round(-alike))


def _similar(partner: ParsedRecord, customer: ParsedRecord, alike: int) -> Suggestion:
    ours, theirs = partner.head, customer.name
    foreign = [word for word in (*ours.spelled, *theirs.spelled) if latin(word) != word]
    if foreign and latin(ours.compact) == latin(theirs.compact):
        return propose(partner, customer, "other_alphabet", 85, Band.LIKELY, word=" ".join(foreign))
    differing = ", ".join((*_only(ours, theirs), *_only(theirs, ours)))
    facts = {"similarity": str(alike), "differing": differing or customer.record.name}
    return propose(partner, customer, "similar_name", max(0, alike - 10), Band.LIKELY, **facts)


def _only(one: Name, other: Name) -> list[str]:
    return [spelt for word, spelt in zip(one.words, one.spelled, strict=True) if word not in other.words]


def _alike(ours: Name, theirs: Name, choice: Choice) -> float:
    alike = similarity(ours, theirs, choice.index.neighbours.weight)
    only_ours, only_theirs = extra_words(ours, theirs) if alike else ([], [])
    if bool(only_ours) != bool(only_theirs) and not _informal(ours, theirs):
        return 0.0
    return alike - _OTHER_FORM * in_conflict(ours.forms, theirs.forms)


def _within(ours: Name, theirs: Name) -> bool:
    """Whether the shorter stands in the longer as it is, or is most of it, and the longer need not be registered.

    Another legal form, or a region in the longer one, is another association.
    """
    shorter, longer = sorted((ours, theirs), key=lambda name: len(name.words))
    if in_conflict(ours.forms, theirs.forms) or not REGIONAL.isdisjoint(set(longer.words) - set(shorter.words)):
        return False
    whole = f" {' '.join(shorter.words)} " in f" {' '.join(longer.words)} "
    return _informal(ours, theirs) and (whole or len(shorter.compact) > _MOST_LETTERS * len(longer.compact))


def _informal(ours: Name, theirs: Name) -> bool:
    """Whether one of the two need not be a company's name as registered."""
    return not (of_company(ours.forms) and of_company(theirs.forms))
