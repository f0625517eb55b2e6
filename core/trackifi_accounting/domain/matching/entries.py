"""A record read once: its name taken apart, its identifiers checked, and what it can be found by."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from trackifi_accounting.domain.matching.identifiers import NONE, Identifiers, identifiers
from trackifi_accounting.domain.matching.names import Name, parse, parse_folded
from trackifi_accounting.domain.matching.parts import halves, has_parts, head, parts
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.text import folded

_UNREAD: Final = parse("")


class Entry(NamedTuple):
    """A record with its name, the official names it stands for (`heads`, mostly itself), and its identifiers."""

    record: Record
    name: Name
    heads: tuple[Name, ...]
    ids: Identifiers

    @property
    def personal(self) -> bool:
        """Whether only an identifier can tell this one apart from a namesake."""
        return self.record.person or self.name.personal


def numbered(record: Record) -> Entry:
    """The record with its identifiers checked and its name unread: enough for rules that look at no name."""
    return Entry(record, _UNREAD, (_UNREAD,), identifiers(record))


def read(record: Record) -> Entry:
    """The record, parsed."""
    exact = folded(record.name)
    name = parse_folded(exact)
    heads = _heads(name, _nobody) if has_parts(exact) else (name,)
    return Entry(record, name, heads, identifiers(record))


def named(entry: Entry, known: Callable[[str], Entry | None]) -> Entry:
    """The entry with its name read. ``known`` gives an entry of the folded name to take it over from, or None."""
    exact = folded(entry.record.name)
    if alike := known(exact):
        return Entry(entry.record, alike.name, alike.heads, entry.ids)
    name = parse_folded(exact)
    heads = _heads(name, known) if has_parts(exact) else (name,)
    return Entry(entry.record, name, heads, entry.ids)


def _nobody(_exact: str) -> None:
    return None


def _heads(name: Name, known: Callable[[str], Entry | None]) -> tuple[Name, ...]:
    return tuple(name if half == name.exact else _name(half, known(half)) for half in halves(head(name.exact)[0]))


def _name(exact: str, alike: Entry | None) -> Name:
    return alike.name if alike else parse(exact)


def name_keys(name: Name) -> tuple[str, ...]:
    """The name as written and with its words sorted; two names are equal when they share one of these."""
    return (name.compact,) if name.compact == name.ordered else (name.compact, name.ordered)


def core_keys(entry: Entry) -> tuple[str, ...]:
    """The keys without what only adds to a name: a department, a payee, a former name, initials. Mostly none."""
    first = entry.heads[0]
    if first is entry.name and first.bare == first.ordered:
        return ()
    return tuple(key for name in entry.heads if not name.weak for key in (name.compact, name.ordered, name.bare))


def part_keys(entry: Entry) -> list[str]:
    """The keys of the names inside the name and of the other names, the leading name first."""
    names = map(parse, (*parts(entry.name.exact), *entry.record.other_names))
    found = dict.fromkeys(key for name in names if not name.weak for key in name_keys(name))
    return [key for key in found if key not in name_keys(entry.name)]


def handles(entry: Entry) -> list[str]:
    """What an entry is found by, each with its kind, some perhaps twice; alike for both sides of a pair."""
    found = list(numbers(entry)) if entry.ids is not NONE else []
    record, name = entry.record, entry.name
    if record.customer_number or record.einvoice_address or record.email:
        found += addresses(record)
    if name.words:
        found += (f"name:{name.exact}", f"key:{name.compact}")
        if name.ordered != name.compact:
            found.append(f"key:{name.ordered}")
        found += [f"core:{key}" for key in core_keys(entry)]
    return found


def numbers(entry: Entry) -> Iterator[str]:
    """The handles of the identifiers."""
    if entry.ids.business_id:
        yield f"business_id:{entry.ids.business_id}"
    if entry.ids.vat_number:
        yield f"vat_number:{entry.ids.vat_number}"
    if entry.ids.unchecked:
        yield f"unchecked:{entry.ids.unchecked}"


def addresses(record: Record) -> Iterator[str]:
    """The handles of the customer number, the e-invoice address and the e-mail."""
    if record.customer_number and (number := record.customer_number.strip()):
        yield f"customer_number:{number.casefold()}"
    if record.einvoice_address and (address := "".join(record.einvoice_address.split())):
        yield f"einvoice_address:{address.casefold()}"
    if record.email and (email := record.email.strip()):
        yield f"email:{email.casefold()}"
