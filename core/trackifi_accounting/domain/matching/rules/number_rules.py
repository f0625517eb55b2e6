"""Rules by identifier, customer number and e-invoice address."""

from collections.abc import Iterable, Iterator
from typing import Final

from trackifi_accounting.domain.matching.identifiers import NONE, in_conflict
from trackifi_accounting.domain.matching.names.names import parse_folded
from trackifi_accounting.domain.matching.names.text import folded
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, addresses, numbers
from trackifi_accounting.domain.matching.rules.agreement import names_agree
from trackifi_accounting.domain.matching.rules.choice import MOST, Choice, propose
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion

_SCORES: Final = {"business_id": 100, "vat_number": 100, "customer_number": 99, "einvoice_address": 98}


def same_identifier(partner: ParsedRecord, choice: Choice) -> Iterable[Suggestion]:
    """Certain when one customer has the checked business id or VAT number; several are likely, each."""
    return () if partner.ids is NONE else _of_one_identifier(partner, choice)


def _of_one_identifier(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    for kind, value in numbers(partner.ids):
        found = choice.among(partner, choice.index.find(kind, value)) if kind in _SCORES else []
        if len(found) == 1 and (other := _of_its_name(partner, found[0], choice)):
            facts = {"number": shown(kind, value), "other": other}
            yield propose(partner, found[0], "same_number_other_holder", 75, Band.LIKELY, **facts)
        elif len(found) == 1:
            yield propose(partner, found[0], f"same_{kind}", _SCORES[kind], Band.CERTAIN, **{kind: shown(kind, value)})
        for customer in found[1:] and found:
            facts = {"number": shown(kind, value), "count": str(len(found))}
            yield propose(partner, customer, "same_number_on_several", 70, Band.LIKELY, **facts)


def _of_its_name(partner: ParsedRecord, numbered: ParsedRecord, choice: Choice) -> str:
    """The customer that has the partner's name as it is, but another valid number; mostly nobody, an empty text."""
    exact = folded(partner.record.name)
    ids = choice.index.find("name", exact)
    if not exact or not ids or names_agree(parse_folded(exact), numbered.name):
        return ""
    others = map(choice.index.entry, ids[:MOST])
    return next((other.record.name for other in others if in_conflict(partner.ids, other.ids)), "")


def same_address(partner: ParsedRecord, choice: Choice) -> Iterable[Suggestion]:
    """Certain when one customer has the customer number or e-invoice address and the names agree."""
    known = partner.record.customer_number or partner.record.einvoice_address
    return _of_one_address(partner, choice) if known else ()


def _of_one_address(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    for kind, value in addresses(partner.record):
        found = choice.among(partner, choice.index.find(kind, value)) if kind in _SCORES else []
        agreeing = [customer for customer in found if names_agree(partner.name, customer.name)]
        if len(agreeing) == 1:
            yield propose(
                partner, agreeing[0], f"same_{kind}", _SCORES[kind], Band.CERTAIN, **{kind: _written(partner, kind)}
            )


def same_address_only(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    """Likely when one customer has the e-invoice address or e-mail but another name: renamed, or a shared address."""
    for kind, value in addresses(partner.record):
        found = choice.among(partner, choice.index.find(kind, value)) if kind != "customer_number" else []
        if len(found) == 1:
            yield propose(
                partner, found[0], "same_address_other_name", 65, Band.LIKELY, address=_written(partner, kind)
            )


def same_unchecked_number(partner: ParsedRecord, choice: Choice) -> Iterator[Suggestion]:
    """Likely when one customer has the same number, of a register whose check digit is not known here."""
    number = partner.ids.unchecked
    found = choice.among(partner, choice.index.find("unchecked", number)) if number else []
    if number and len(found) == 1:
        yield propose(partner, found[0], "same_unchecked_number", 90, Band.LIKELY, number=number)


def shown(kind: str, value: str) -> str:
    """A number as people write it: 1234567-8."""
    return f"{value[:7]}-{value[7]}" if kind == "business_id" else value


def _written(entry: ParsedRecord, kind: str) -> str:
    record = entry.record
    fields = {
        "customer_number": record.customer_number,
        "einvoice_address": record.einvoice_address,
        "email": record.email,
    }
    return (fields[kind] or "").strip()
