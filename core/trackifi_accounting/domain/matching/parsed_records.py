"""A record read once: its name taken apart, its identifiers checked, and what it can be found by."""

from collections.abc import Callable
from typing import Final, NamedTuple

from trackifi_accounting.domain.matching.identifiers import NONE, Identifiers, identifiers
from trackifi_accounting.domain.matching.names.heads import halves, head
from trackifi_accounting.domain.matching.names.names import Name, parse, parse_folded
from trackifi_accounting.domain.matching.names.parts import has_parts, parts
from trackifi_accounting.domain.matching.names.text import folded
from trackifi_accounting.domain.matching.records import Record

Handle = tuple[str, str]
"""A kind of evidence and its value: two records that share one may belong together."""
KINDS: Final = (
    "business_id",
    "vat_number",
    "unchecked",
    "customer_number",
    "einvoice_address",
    "email",
    "name",
    "key",
    "core",
)
_UNREAD: Final = parse("")


class ParsedRecord(NamedTuple):
    """A record with its name, the official name in it (`head`, mostly the name itself), and its identifiers.

    `halves` are further official names, in other languages. `rest` is what stands beside all these: a department,
    address, payee or former name, folded. Both are mostly empty.
    """

    record: Record
    name: Name
    head: Name
    ids: Identifiers
    halves: tuple[Name, ...] = ()
    rest: str = ""

    @property
    def personal(self) -> bool:
        """Whether only an identifier can tell this one apart from a namesake."""
        return self.record.person or self.name.personal


def numbered(record: Record) -> ParsedRecord:
    """The record with its identifiers checked and its name unread: enough for rules that look at no name."""
    return ParsedRecord(record, _UNREAD, _UNREAD, identifiers(record))


def read(record: Record) -> ParsedRecord:
    """The record, parsed."""
    exact = folded(record.name)
    name, ids = parse_folded(exact), identifiers(record)
    return _taken_apart(record, name, ids, _nobody) if has_parts(exact) else ParsedRecord(record, name, name, ids)


def named(entry: ParsedRecord, known: Callable[[str], ParsedRecord | None]) -> ParsedRecord:
    """The entry with its name read. ``known`` gives an entry of the folded name to take it over from, or None."""
    exact = folded(entry.record.name)
    if alike := known(exact):
        return ParsedRecord(entry.record, alike.name, alike.head, entry.ids, alike.halves, alike.rest)
    name = parse_folded(exact)
    if has_parts(exact):
        return _taken_apart(entry.record, name, entry.ids, known)
    return ParsedRecord(entry.record, name, name, entry.ids)


def _nobody(_exact: str) -> None:
    return None


def _taken_apart(
    record: Record, name: Name, ids: Identifiers, known: Callable[[str], ParsedRecord | None]
) -> ParsedRecord:
    leading, rest = head(name.exact)
    first, *others = (name if half == name.exact else _name(half, known(half)) for half in halves(leading))
    return ParsedRecord(record, name, first, ids, tuple(others), rest)


def _name(exact: str, alike: ParsedRecord | None) -> Name:
    return alike.name if alike else parse(exact)


def name_keys(name: Name) -> tuple[str, ...]:
    """The name as written and with its words sorted; two names are equal when they share one of these."""
    return (name.compact,) if name.compact == name.ordered else (name.compact, name.ordered)


def core_keys(entry: ParsedRecord) -> tuple[str, ...]:
    """The keys without what only adds to a name: a department, a payee, a former name, initials. Mostly none."""
    first = entry.head
    if first is entry.name and first.bare == first.ordered:
        return ()
    names = (first, *entry.halves)
    return tuple(key for name in names if not name.weak for key in (name.compact, name.ordered, name.bare))


def part_keys(entry: ParsedRecord) -> list[str]:
    """The keys of the names inside the name and of the other names, the leading name first."""
    names = map(parse, (*parts(entry.name.exact), *entry.record.other_names))
    found = dict.fromkeys(key for name in names if not name.weak for key in name_keys(name))
    return [key for key in found if key not in name_keys(entry.name)]


def handles(entry: ParsedRecord) -> list[Handle]:
    """What an entry is found by, some perhaps twice; alike for both sides of a pair."""
    record, name = entry.record, entry.name
    found = numbers(entry.ids) if entry.ids is not NONE else []
    if record.customer_number or record.einvoice_address or record.email:
        found += addresses(record)
    if name.words:
        found += (("name", name.exact), ("key", name.compact))
        if name.ordered != name.compact:
            found.append(("key", name.ordered))
        found += [("core", key) for key in core_keys(entry)]
    return found


def numbers(ids: Identifiers) -> list[Handle]:
    """The handles of the identifiers."""
    if ids.business_id and not ids.vat_number and not ids.unchecked:
        return [("business_id", ids.business_id)]  # as nearly all are
    found = (("business_id", ids.business_id), ("vat_number", ids.vat_number), ("unchecked", ids.unchecked))
    return [(kind, value) for kind, value in found if value]


def addresses(record: Record) -> list[Handle]:
    """The handles of the customer number, the e-invoice address and the e-mail."""
    found = (
        ("customer_number", (record.customer_number or "").strip()),
        ("einvoice_address", "".join((record.einvoice_address or "").split())),
        ("email", (record.email or "").strip()),
    )
    return [(kind, value.casefold()) for kind, value in found if value]
