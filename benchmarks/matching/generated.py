"""Synthetic registers of any size: partners that are customers in another spelling, and strangers."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trackifi_accounting.domain.matching.records import Record

_SYLLABLES = (
    "ka",
    "ko",
    "ku",
    "ki",
    "ta",
    "to",
    "tu",
    "ti",
    "va",
    "vo",
    "ve",
    "vi",
    "la",
    "lo",
    "lu",
    "li",
    "ma",
    "mo",
    "mu",
    "mi",
    "sa",
    "so",
    "su",
    "si",
    "ra",
    "ro",
    "ru",
    "ri",
    "pa",
    "po",
    "pe",
    "pi",
    "na",
    "no",
    "nu",
    "ni",
    "hä",
    "hö",
    "jä",
    "jö",
)
_TRADES = (
    "Rakennus",
    "Sähkö",
    "Maalaus",
    "Kuljetus",
    "Tilitoimisto",
    "Konepaja",
    "Siivous",
    "Putki",
    "Huolto",
    "Palvelut",
    "Metsä",
    "Energia",
    "Kiinteistöt",
    "Suunnittelu",
)
_FORMS = ["Oy", "Oy", "Oy", "Oy", "Oyj", "Ky", "Oy", "Ab"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Both sides and the answer: partner id to customer id, strangers left out."""

    partners: Sequence[Record]
    customers: Sequence[Record]
    truth: dict[str, str] = field(default_factory=dict)


def registers(size: int, seed: int = 1) -> Registers:
    """`size` partners and `size` customers; 60 % of the partners are customers. No name or number is a real one's."""
    chance = random.Random(seed)
    names = list(dict.fromkeys(named(chance) for _ in range(size * 3)))[: size * 2]
    customers = [_customer(number, name, chance) for number, name in enumerate(names[:size])]
    partners, truth = [], {}
    for number in range(size):
        same = chance.random() < 0.6
        name = customers[number].name if same else names[size + number]
        known = customers[number].business_id if same and chance.random() < 0.3 else None
        partners.append(Record(id=f"P{number:06}", name=chance.choice(_CHANGES)(name, chance), business_id=known))
        if same:
            truth[f"P{number:06}"] = customers[number].id
    chance.shuffle(partners)
    return Registers(partners=partners, customers=customers, truth=truth)


def named(chance: random.Random) -> str:
    """A company's name, its legal form last."""
    proper = " ".join(
        "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(chance.randint(1, 2))
    )
    return f"{proper} {chance.choice(_TRADES)} {chance.choice(_FORMS)}"


def _customer(number: int, name: str, chance: random.Random) -> Record:
    return Record(id=f"C{number:06}", name=name, business_id=business_id(number) if chance.random() < 0.7 else None)


def business_id(number: int) -> str | None:
    """A number as companies have it; None where no check digit exists."""
    digits = f"{number + 9_000_000:07}"
    rest = sum(weight * int(digit) for weight, digit in zip((7, 9, 10, 5, 8, 4, 2), digits, strict=True)) % 11
    return None if rest == 1 else f"{digits}-{(11 - rest) % 11}"


def _typo(name: str, chance: random.Random) -> str:
    at = chance.randrange(max(1, len(name) - 4))
    return name[:at] + chance.choice("aeiouklmnrst") + name[at + 1 :]


_CHANGES: Sequence[Callable[[str, random.Random], str]] = (
    lambda name, _: name,
    lambda name, _: name,
    lambda name, _: name.upper(),
    lambda name, _: name.rpartition(" ")[0],
    lambda name, _: f"{name} / Ostolaskut",
    lambda name, _: f"{name.replace(' ', '-', 1)}.",
    _typo,
    _typo,
)
