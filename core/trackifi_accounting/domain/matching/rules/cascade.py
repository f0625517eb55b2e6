"""The cascade: the first rule that finds a customer makes the suggestion."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.namesakes import Namesakes, keys_of
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, named, numbered
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.choice import Choice
from trackifi_accounting.domain.matching.rules.likely_rules import name_within_name, one_of_the_names, similar_name
from trackifi_accounting.domain.matching.rules.name_rules import same_core, same_key, same_name, told
from trackifi_accounting.domain.matching.rules.number_rules import (
    same_address,
    same_address_only,
    same_identifier,
    same_unchecked_number,
)
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

Rule = Callable[[ParsedRecord, Choice], Iterable[Suggestion]]

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
BY_NAME: Final = frozenset({"same_name", "same_name_key", "same_name_core"})
"""Reasons of what is certain by its name alone."""
OTHER_PARTNER: Final = "same_name_other_partner"
"""The reason that takes their place where another partner has the name."""
RIVALS: Final = frozenset({OTHER_PARTNER, "same_name_other_customer"})
"""Reasons of a name that another company carries: nobody links it without having seen that."""
_UNLINKED: Final[Mapping[str, str]] = MappingProxyType({})


def suggest(
    partners: Iterable[Record],
    customers: Sequence[Record] | Index,
    *,
    rejected: Collection[tuple[str, str]] = (),
    linked: Mapping[str, str] = _UNLINKED,
    rules: Sequence[Rule] = EQUALITIES + RESEMBLANCES,
    namesakes: Namesakes | None = None,
) -> Iterator[Suggestion]:
    """At most one suggestion for each partner, in the partners' order.

    ``namesakes`` are all partners of the register when ``partners`` are some of them; otherwise these are all, and
    the first suggestion comes when they have been read: a name that two of them carry makes neither certain.

    `rejected` are (partner id, customer id) pairs; `linked` maps partner ids to customer ids that are saved: those
    partners get no suggestion and those customers are suggested to nobody. `EQUALITIES` alone give every certain one.
    """
    choice = _choice(customers, rejected, linked)
    # Most records are told by a number, and the reading of names is what takes the time.
    nameless = [rule for rule in rules[:1] if rule in NAMELESS]
    by_name = rules[len(nameless) :]
    every = Namesakes() if namesakes is None else namesakes
    found: list[tuple[Suggestion, tuple[str, ...]]] = []
    for partner in partners:
        free, entry = partner.id not in linked, numbered(partner)
        suggestion = _first(nameless, entry, choice) if free else None
        if suggestion and namesakes is not None:
            found.append((suggestion, ()))
            continue
        entry = named(entry, choice.index.named)
        if free and suggestion is None:
            suggestion = _first(by_name, entry, choice)
        doubtful = suggestion is not None and suggestion.reason in BY_NAME
        keys = keys_of(entry) if (doubtful or namesakes is None) and entry.name.words else ()
        if namesakes is None:
            every.add(partner, keys)
        if suggestion:
            found.append((suggestion, keys if doubtful else ()))
    for suggestion, keys in found:
        yield _doubted(suggestion, keys, every, choice) if keys else suggestion


def _doubted(suggestion: Suggestion, keys: tuple[str, ...], namesakes: Namesakes, choice: Choice) -> Suggestion:
    rival = namesakes.rival(suggestion.left_id, keys, choice.index.entry(suggestion.right_id))
    if rival is None:
        return suggestion
    facts = {name: value for name, value in suggestion.facts.items() if name == "ignored"} | {"other": told(rival)}
    return replace(suggestion, band=Band.LIKELY, score=70, reason=OTHER_PARTNER, facts=facts)


def _first(rules: Sequence[Rule], entry: ParsedRecord, choice: Choice) -> Suggestion | None:
    for rule in rules:
        for suggestion in rule(entry, choice):
            return suggestion
    return None


def _choice(
    customers: Sequence[Record] | Index, rejected: Collection[tuple[str, str]], linked: Mapping[str, str]
) -> Choice:
    index = customers if isinstance(customers, Index) else Index(customers)
    return Choice(index=index, rejected=frozenset(rejected), linked=frozenset(linked.values()))
