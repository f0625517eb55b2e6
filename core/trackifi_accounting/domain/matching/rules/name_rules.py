"""Rules by name: equal names and names equal but for legal form, letters, order or what follows them."""

from collections.abc import Iterable, Iterator, Sequence

from trackifi_accounting.domain.matching.identifiers import identifiers, number_of
from trackifi_accounting.domain.matching.names.legal_forms import in_conflict
from trackifi_accounting.domain.matching.names.names import parse, words_of
from trackifi_accounting.domain.matching.names.text import plain
from trackifi_accounting.domain.matching.namesakes import keys_of
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, core_keys, name_keys
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.choice import MOST, Choice, propose
from trackifi_accounting.domain.matching.rules.doubts import doubt
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion


def same_name(partner: ParsedRecord, choice: Choice) -> Iterable[Suggestion]:
    """The same name after folding case and blanks, on one customer."""
    ids = choice.index.find("name", partner.name.exact)
    return _equal(partner, choice.among(partner, ids), choice, "same_name", 97) if ids and partner.name.words else ()


def same_key(partner: ParsedRecord, choice: Choice) -> Iterable[Suggestion]:
    """The same words but for case, punctuation, spacing, order and legal forms that agree, on one customer."""
    found = () if partner.name.weak else of_keys(partner, choice, "key", name_keys(partner.name))
    if len(found) == 1 and not in_conflict(partner.name.forms, found[0].name.forms):
        return (_one(partner, found[0], choice, "same_name_key", 95),)
    return _of_one_key(partner, found, choice) if found else ()


def _of_one_key(partner: ParsedRecord, found: Sequence[ParsedRecord], choice: Choice) -> Iterator[Suggestion]:
    agreeing = [customer for customer in found if not in_conflict(partner.name.forms, customer.name.forms)]
    yield from _equal(partner, agreeing, choice, "same_name_key", 95)
    for customer in [customer for customer in found if customer not in agreeing]:
        forms = {"left_form": _form(partner), "right_form": _form(customer)}
        yield propose(partner, customer, "other_legal_form", 80, Band.LIKELY, **forms)


def same_core(partner: ParsedRecord, choice: Choice) -> Iterable[Suggestion]:
    """The same name but for a department, a payee, a former name or initials on either side, on one customer.

    When what is added is a customer too, the row may mean either: likely.
    """
    name, core, find = partner.name, core_keys(partner), choice.index.find
    if name.weak or not (core or find("core", name.compact) or find("core", name.ordered)):
        return ()
    return _of_one_core(partner, choice, core)


def _of_one_core(partner: ParsedRecord, choice: Choice, core: Sequence[str]) -> Iterable[Suggestion]:
    keys = name_keys(partner.name)
    cored, whole = of_keys(partner, choice, "core", (*keys, *core)), of_keys(partner, choice, "key", core)
    found = {customer.record.id: customer for customer in (*whole, *cored)}
    forms = partner.head.forms
    agreeing = [found[key] for key in sorted(found) if not in_conflict(forms, found[key].head.forms)]
    if len(agreeing) == 1 and (other := _rest_among(partner, choice)):
        return (propose(partner, agreeing[0], "one_of_two_names", 80, Band.LIKELY, other=other),)
    extra = _added(partner, agreeing[0]) if len(agreeing) == 1 else ""
    return _equal(partner, agreeing, choice, "same_name_core", 94, extra=extra)


def _rest_among(partner: ParsedRecord, choice: Choice) -> str:
    """The name of a customer that stands in the rest of the partner's row, or nothing."""
    rest = parse(partner.rest) if partner.rest else None
    found = choice.index.find("key", rest.compact) if rest and not rest.weak else ()
    return choice.index.entry(found[0]).record.name if found else ""


def _added(partner: ParsedRecord, customer: ParsedRecord) -> str:
    """What one row has and the other has not, as written."""
    longer, shorter = sorted((partner.name, customer.name), key=lambda name: -len(name.words))
    words = [
        word for word in words_of(longer.exact) if plain(word) not in shorter.words and plain(word) in longer.words
    ]
    return " ".join(words)


def of_keys(partner: ParsedRecord, choice: Choice, kind: str, keys: Sequence[str]) -> Sequence[ParsedRecord]:
    """The customers with one of these name keys, in order of id."""
    ids: Sequence[str] = ()
    for key in keys:
        if (more := choice.index.find(kind, key)) and more != ids:
            ids = sorted({*ids, *more[:MOST]}) if ids else more[:MOST]
    return choice.among(partner, ids) if ids else ()


def _equal(
    partner: ParsedRecord, found: Sequence[ParsedRecord], choice: Choice, reason: str, score: int, **facts: str
) -> Iterable[Suggestion]:
    if len(found) > 1:
        return _several(partner, found)
    return (_one(partner, found[0], choice, reason, score, **facts),) if found else ()


def _several(partner: ParsedRecord, found: Sequence[ParsedRecord]) -> Iterator[Suggestion]:
    same_city = [customer for customer in found if _city(customer) and _city(customer) == _city(partner)]
    for customer in dict.fromkeys((*same_city, *found)):
        yield propose(partner, customer, "same_name_on_several", 60, Band.LIKELY, count=str(len(found)))


def _one(
    partner: ParsedRecord, customer: ParsedRecord, choice: Choice, reason: str, score: int, **facts: str
) -> Suggestion:
    if found := doubt(partner, customer):
        return propose(partner, customer, found.reason, found.score, Band.LIKELY, **found.facts)
    if rival := _rival(partner, customer, choice):
        return propose(partner, customer, "same_name_other_customer", 70, Band.LIKELY, other=told(rival))
    return propose(partner, customer, reason, score, Band.CERTAIN, **facts)


def _rival(partner: ParsedRecord, customer: ParsedRecord, choice: Choice) -> Record | None:
    """Another customer of the name, whatever its legal form or number, one that is linked or was rejected, too."""
    keys = keys_of(customer) if partner.name is customer.name else keys_of(customer) + keys_of(partner)
    found = choice.index.namesake(keys, customer.record.id)
    return found.record if found else None


def told(record: Record) -> str:
    """A rival as its sentence names it: with its number or its town where one is known."""
    return ", ".join(part for part in (record.name, number_of(identifiers(record)) or record.city) if part)


def _form(entry: ParsedRecord) -> str:
    return "/".join(sorted(entry.name.forms))


def _city(entry: ParsedRecord) -> str:
    return (entry.record.city or "").strip().casefold()
