"""Namesakes among the partners: a name that two companies carry makes nobody certain."""

from bisect import insort
from collections.abc import Iterable
from itertools import combinations
from operator import attrgetter
from typing import Final

from trackifi_accounting.domain.matching.identifiers import number_of
from trackifi_accounting.domain.matching.names.names import words_of
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, core_keys, name_keys, read
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.agreement import contradict
from trackifi_accounting.domain.matching.rules.choice import MOST

_id: Final = attrgetter("id")


class Namesakes:
    """The partners of a register by the keys of their names, linked ones too.

    Rows of one name that contradict each other nowhere are one company in the register twice; where two of them do,
    in number, town or legal form, or one of them contradicts the customer, each of them has a rival. So it has where
    one carries a number, and neither another of the very same words nor the customer does.
    """

    def __init__(self, partners: Iterable[Record] = ()) -> None:
        # Nearly every name has one bearer: the record alone then stands in for the list.
        self._bearers: dict[str, Record | list[Record]] = {}
        self._contested: dict[str, bool] = {}
        for partner in partners:
            self.add(partner, keys_of(read(partner)))

    def add(self, partner: Record, keys: Iterable[str]) -> None:
        """Take one in that is not there yet."""
        bearers = self._bearers
        for key in keys:
            if (found := bearers.setdefault(key, partner)) is not partner:
                self._contested.pop(key, None)
                together = found if isinstance(found, list) else [found]
                insort(together, partner, key=_id)
                bearers[key] = together

    def rival(self, partner_id: str, keys: Iterable[str], customer: ParsedRecord) -> Record | None:
        """The first other bearer of a name where its bearers and the customer are not one company; mostly None."""
        for key in keys:
            found = self._bearers.get(key)
            if isinstance(found, list) and (rival := self._rival(key, found, partner_id, customer)):
                return rival
        return None

    def sharing(self, keys: Iterable[str]) -> set[str]:
        """The ids of all partners with one of the keys."""
        found = (self._bearers.get(key, ()) for key in keys)
        return {one.id for some in found for one in ((some,) if isinstance(some, Record) else some)}

    def _rival(self, key: str, bearers: list[Record], partner_id: str, customer: ParsedRecord) -> Record | None:
        others = [one for one in bearers[: MOST + 1] if one.id != partner_id]
        if len(bearers) <= MOST and (found := next((one for one in others if contradict(read(one), customer)), None)):
            return found
        return others[0] if self._of_two_companies(key, bearers) or _half_numbered(bearers, customer) else None

    def _of_two_companies(self, key: str, bearers: list[Record]) -> bool:
        known = self._contested.get(key)
        if known is None:
            # More are not looked at one by one: such a name tells nobody apart.
            pairs = combinations(map(read, bearers), 2) if len(bearers) <= MOST else ()
            known = len(bearers) > MOST or any(contradict(one, other) for one, other in pairs)
            self._contested[key] = known
        return known


def _half_numbered(bearers: list[Record], customer: ParsedRecord) -> bool:
    """Whether of two of them, the same word for word, one carries a number and neither the other nor the customer.

    Rows that spell a name in two ways are mostly one company's: whoever typed it in had not found it.
    """
    if number_of(customer.ids):
        return False
    numbered: dict[tuple[str, ...], set[bool]] = {}
    for one in map(read, bearers[:MOST]):
        numbered.setdefault(tuple(words_of(one.name.exact)), set()).add(bool(number_of(one.ids)))
    return any(len(both) > 1 for both in numbered.values())


def keys_of(entry: ParsedRecord) -> tuple[str, ...]:
    """What a name is counted by: as written, with its words sorted, and without what only adds to it."""
    own, core = name_keys(entry.name), core_keys(entry)
    return tuple(dict.fromkeys(own + core)) if core else own
