"""Registers with twins: names that two companies of different business ids carry, on one side or the other."""

import random
from collections.abc import Callable, Sequence
from typing import Final

from trackifi_accounting.domain.matching.records import Record

from benchmarks.matching.generated import Registers, business_id, named

PARTNERS: Final = 800
CUSTOMERS: Final = 740
ALONE: Final = 460
TWINS: Final = 60
_HALF: Final = 0.5


def twin_registers(seed: int = 1) -> Registers:
    """520 partners are customers, told by their names only: 460 alone, 60 with a twin on one side or the other.

    Nothing but its name tells one that has a twin: the other side has no number. No name or number is a real one's.
    """
    chance = random.Random(seed)
    names = iter(dict.fromkeys(named(chance) for _ in range(4_000)))
    sides = _Sides(chance)
    for place in range(ALONE + TWINS):
        name, twinned = next(names), place >= ALONE
        on_partners = twinned and place % 2 == 0
        partner = sides.partner(name, numbered=on_partners or (not twinned and chance.random() < _HALF))
        sides.truth[partner.id] = sides.customer(name, numbered=twinned and not on_partners).id
        if twinned:
            (sides.partner if on_partners else sides.customer)(name, numbered=True)
    while len(sides.partners) < PARTNERS:
        sides.partner(next(names), numbered=chance.random() < _HALF)
    while len(sides.customers) < CUSTOMERS:
        sides.customer(next(names), numbered=chance.random() < _HALF)
    chance.shuffle(sides.partners)
    return Registers(partners=sides.partners, customers=sides.customers, truth=sides.truth)


class _Sides:
    def __init__(self, chance: random.Random) -> None:
        self.partners: list[Record] = []
        self.customers: list[Record] = []
        self.truth: dict[str, str] = {}
        self._chance = chance
        self._numbers = (found for one in range(1, 9_000) if (found := business_id(one)))

    def partner(self, name: str, *, numbered: bool) -> Record:
        self.partners.append(self._record(f"P{len(self.partners):04}", name, numbered=numbered))
        return self.partners[-1]

    def customer(self, name: str, *, numbered: bool) -> Record:
        self.customers.append(self._record(f"C{len(self.customers):04}", name, numbered=numbered))
        return self.customers[-1]

    def _record(self, identity: str, name: str, *, numbered: bool) -> Record:
        number = next(self._numbers) if numbered else None
        return Record(id=identity, name=self._chance.choice(_SPELLINGS)(name), business_id=number)


_SPELLINGS: Sequence[Callable[[str], str]] = (
    lambda name: name,
    lambda name: name.upper(),
    lambda name: name.rpartition(" ")[0],
    lambda name: f"{name.replace(' ', '-', 1)}.",
    lambda name: f"{name} / Ostolaskut",
    lambda name: f"{name.rpartition(' ')[2]} {name.rpartition(' ')[0]}",
)
