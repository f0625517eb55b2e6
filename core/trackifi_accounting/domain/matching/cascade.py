"""The cascade: the first rule that finds a customer makes the suggestion."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from trackifi_accounting.domain.matching.choice import Choice
from trackifi_accounting.domain.matching.entries import Entry, named, numbered, read
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.likely_rules import name_within_name, one_of_the_names, similar_name
from trackifi_accounting.domain.matching.name_rules import same_core, same_key, same_name
from trackifi_accounting.domain.matching.number_rules import (
    same_address,
    same_address_only,
    same_identifier,
    same_unchecked_number,
)
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Suggestion

Rule = Callable[[Entry, Choice], Iterable[Suggestion]]

EQUALITIES: Final[tuple[Rule, ...]] = (same_identifier, same_address, same_name, same_key, same_core)
RESEMBLANCES: Final[tuple[Rule, ...]] = (
    same_unchecked_number,
    one_of_the_names,
    name_within_name,
    similar_name,
    same_address_only,
)
NAMELESS: Final[tuple[Rule, ...]] = (same_identifier,)
"""Rules that look at no name."""
_UNLINKED: Final[Mapping[str, str]] = MappingProxyType({})


def suggest(
    partners: Iterable[Record],
    customers: Sequence[Record] | Index,
    *,
    rejected: Collection[tuple[str, str]] = (),
    linked: Mapping[str, str] = _UNLINKED,
    rules: Sequence[Rule] = EQUALITIES + RESEMBLANCES,
) -> Iterator[Suggestion]:
    """At most one suggestion for each partner, in the partners' order; partners are read one by one.

    `rejected` are (partner id, customer id) pairs; `linked` maps partner ids to customer ids that are saved: those
    partners get no suggestion and those customers are suggested to nobody. `EQUALITIES` alone give every certain one.
    """
    choice = _choice(customers, rejected, linked)
    # Most records are told by a number, and the reading of names is what takes the time.
    nameless = [rule for rule in rules[:1] if rule in NAMELESS]
    by_name = rules[len(nameless) :]
    for partner in partners:
        if partner.id not in linked:
            entry = numbered(partner)
            found = _first(nameless, entry, choice) or _first(by_name, named(entry, choice.index.named), choice)
            if found:
                yield found


def alternatives(
    partner: Record,
    customers: Sequence[Record] | Index,
    limit: int = 3,
    *,
    rejected: Collection[tuple[str, str]] = (),
    linked: Mapping[str, str] = _UNLINKED,
) -> list[Suggestion]:
    """The best customers for that partner, each once, the strongest reason first; weaker ones than `suggest` gives."""
    choice, entry = _choice(customers, rejected, linked), read(partner)
    found: dict[str, Suggestion] = {}
    for rule in (*EQUALITIES, *RESEMBLANCES):
        for suggestion in rule(entry, choice):
            found.setdefault(suggestion.right_id, suggestion)
    for suggestion in similar_name(entry, choice, least=0.0) if len(found) < limit else ():
        found.setdefault(suggestion.right_id, suggestion)
    return list(found.values())[:limit]


def _first(rules: Sequence[Rule], entry: Entry, choice: Choice) -> Suggestion | None:
    for rule in rules:
        for suggestion in rule(entry, choice):
            return suggestion
    return None


def _choice(
    customers: Sequence[Record] | Index, rejected: Collection[tuple[str, str]], linked: Mapping[str, str]
) -> Choice:
    index = customers if isinstance(customers, Index) else Index(customers)
    return Choice(index=index, rejected=frozenset(rejected), linked=frozenset(linked.values()))
