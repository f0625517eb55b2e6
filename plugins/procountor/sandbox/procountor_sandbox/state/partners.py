"""Business partners of one company."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

CUSTOMER = "CUSTOMER"
SUPPLIER = "SUPPLIER"
PERSON = "PERSON"
TYPES = (CUSTOMER, SUPPLIER, PERSON)


@dataclass(slots=True, kw_only=True)
class Partner:
    """One entry of a register; an empty text is a field nobody filled in."""

    id: int
    type: str
    name: str
    active: bool = True
    version: str
    customer_number: str = ""
    identifier: str = ""
    identifier_type: str = "FI"
    street: str = ""
    zip: str = ""
    city: str = ""
    country: str = "FINLAND"
    phone: str = ""
    email: str = ""
    channel: str = "NO_SENDING"
    einvoice_address: str = ""
    einvoice_operator: str = ""
    ovt: str = ""
    language: str = "FINNISH"
    contact: str = ""
    term_days: int = 14
    iban: str = ""
    extras: tuple[tuple[str, str], ...] = ()


class PartnerRegister:
    """Kept sorted by id and by version, so that a page costs the same among ten and among a million."""

    def __init__(self) -> None:
        self._partners: dict[int, Partner] = {}
        self._ids: dict[tuple[str, bool], list[int]] = {
            (kind, active): [] for kind in TYPES for active in (True, False)
        }
        self._versions: list[tuple[str, int]] = []
        self._merged: dict[tuple[tuple[str, ...], bool], list[int]] = {}

    def __len__(self) -> int:
        return len(self._partners)

    def __iter__(self) -> Iterator[Partner]:
        return iter(tuple(self._partners.values()))

    def get(self, partner_id: int) -> Partner | None:
        """The partner, or None."""
        return self._partners.get(partner_id)

    def add(self, partner: Partner) -> None:
        """Adds one; raises ValueError when the id is taken."""
        if partner.id in self._partners:
            raise ValueError(f"Partner {partner.id} exists already.")
        self._partners[partner.id] = partner
        insort(self._ids[partner.type, partner.active], partner.id)
        insort(self._versions, (partner.version, partner.id))
        self._merged.clear()

    def add_ascending(self, partners: Iterable[Partner]) -> None:
        """Adds many whose ids ascend and exceed all present ones; versions are sorted once at the end."""
        for partner in partners:
            self._partners[partner.id] = partner
            self._ids[partner.type, partner.active].append(partner.id)
            self._versions.append((partner.version, partner.id))
        self._versions.sort()
        self._merged.clear()

    def remove(self, partner_id: int) -> Partner:
        """Takes one out; raises KeyError."""
        partner = self._partners.pop(partner_id)
        self._ids[partner.type, partner.active].remove(partner_id)
        self._versions.remove((partner.version, partner_id))
        self._merged.clear()
        return partner

    def next_id(self) -> int:
        """The lowest id above all present ones."""
        return max(self._partners, default=1000) + 1

    def ids(self, *, types: Sequence[str], active: bool, changed_from: str = "", changed_to: str = "") -> Sequence[int]:
        """Ascending ids of these types; the change times are inclusive, empty means open."""
        if changed_from or changed_to:
            return sorted(self._changed(frozenset(types), changed_from, changed_to, active=active))
        if len(types) == 1:
            return self._ids[types[0], active]
        merged = self._merged.get((tuple(types), active))
        if merged is None:
            merged = sorted(number for kind in types for number in self._ids[kind, active])
            self._merged[tuple(types), active] = merged
        return merged

    def _changed(self, types: frozenset[str], start: str, end: str, *, active: bool) -> Iterable[int]:
        for position in range(bisect_left(self._versions, (start, 0)), len(self._versions)):
            version, partner_id = self._versions[position]
            if end and version > end:
                return
            partner = self._partners[partner_id]
            if partner.active == active and partner.type in types:
                yield partner_id
