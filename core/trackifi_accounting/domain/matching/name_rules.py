"""Rules by name: equal names and names equal but for legal form, letters, order or what follows them."""

from collections.abc import Iterator, Sequence

from trackifi_accounting.domain.matching.choice import MOST, Choice, propose
from trackifi_accounting.domain.matching.entries import Entry, core_keys, name_keys
from trackifi_accounting.domain.matching.identifiers import in_doubt
from trackifi_accounting.domain.matching.legal_forms import in_conflict
from trackifi_accounting.domain.matching.names import parse, same_letters, words_of
from trackifi_accounting.domain.matching.parts import has_parts, head
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.matching.text import plain


def same_name(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """The same name after folding case and blanks, on one customer."""
    if partner.name.words:
        found = choice.among(partner, choice.index.find(f"name:{partner.name.exact}"))
        yield from _equal(partner, found, "same_name", 97)


def same_key(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """The same words but for case, punctuation, spacing, order and legal forms that agree, on one customer."""
    found = [] if partner.name.weak else of_keys(partner, choice, "key", name_keys(partner.name))
    if not found:
        return
    agreeing = [customer for customer in found if not in_conflict(partner.name.forms, customer.name.forms)]
    yield from _equal(partner, agreeing, "same_name_key", 95)
    for customer in [customer for customer in found if customer not in agreeing]:
        forms = {"left_form": _form(partner), "right_form": _form(customer)}
        yield propose(partner, customer, "other_legal_form", 80, Band.LIKELY, **forms)


def same_core(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """The same name but for a department, a payee, a former name or initials on either side, on one customer.

    When what is added is a customer too, the row may mean either: likely.
    """
    found = {} if partner.name.weak else _by_core(partner, choice)
    if not found:
        return
    forms = partner.heads[0].forms
    agreeing = [found[key] for key in sorted(found) if not in_conflict(forms, found[key].heads[0].forms)]
    if len(agreeing) == 1 and (other := _rest_among(partner, choice)):
        yield propose(partner, agreeing[0], "one_of_two_names", 80, Band.LIKELY, other=other)
    else:
        extra = _added(partner, agreeing[0]) if len(agreeing) == 1 else ""
        yield from _equal(partner, agreeing, "same_name_core", 94, extra=extra)


def _by_core(partner: Entry, choice: Choice) -> dict[str, Entry]:
    core, keys = core_keys(partner), name_keys(partner.name)
    longer = of_keys(partner, choice, "core", (*keys, *core) if core else keys)
    whole = of_keys(partner, choice, "key", core) if core else ()
    return {customer.record.id: customer for customer in (*whole, *longer)} if whole or longer else {}


def _rest_among(partner: Entry, choice: Choice) -> str:
    """The name of a customer that stands in the rest of the partner's row, or nothing."""
    rest = parse(head(partner.name.exact)[1]) if has_parts(partner.name.exact) else partner.name
    found = () if rest is partner.name or rest.weak else choice.index.find(f"key:{rest.compact}")
    return choice.index.entry(found[0]).record.name if found else ""


def _added(partner: Entry, customer: Entry) -> str:
    """What one row has and the other has not, as written."""
    longer, shorter = sorted((partner.name, customer.name), key=lambda name: -len(name.words))
    words = [
        word for word in words_of(longer.exact) if plain(word) not in shorter.words and plain(word) in longer.words
    ]
    return " ".join(words)


def of_keys(partner: Entry, choice: Choice, kind: str, keys: Sequence[str]) -> list[Entry]:
    """The customers with one of these name keys, in order of id."""
    find = choice.index.find
    found = [ids for key in keys if (ids := find(f"{kind}:{key}"))]
    if not found:
        return []
    if len(found) == 1:
        return choice.among(partner, found[0][:MOST])
    return choice.among(partner, sorted({customer for ids in found for customer in ids[:MOST]}))


def _equal(partner: Entry, found: Sequence[Entry], reason: str, score: int, **facts: str) -> Iterator[Suggestion]:
    if len(found) > 1:
        same_city = [customer for customer in found if _city(customer) and _city(customer) == _city(partner)]
        for customer in dict.fromkeys((*same_city, *found)):
            yield propose(partner, customer, "same_name_on_several", 60, Band.LIKELY, count=str(len(found)))
    elif found:
        yield _one(partner, found[0], reason, score, **facts)


def _one(partner: Entry, customer: Entry, reason: str, score: int, **facts: str) -> Suggestion:
    if partner.personal or customer.personal:
        return propose(partner, customer, "same_person_name", 90, Band.LIKELY)
    if len(partner.name.words) == 1 and not same_letters(partner.name, customer.name):
        return propose(partner, customer, "other_letters", 90, Band.LIKELY)
    if in_doubt(partner.ids, customer.ids):
        numbers = {"left_number": partner.ids.unchecked or "", "right_number": customer.ids.unchecked or ""}
        return propose(partner, customer, "same_name_other_number", 60, Band.LIKELY, **numbers)
    if partner.name.weak:
        return propose(partner, customer, "same_short_name", 50, Band.LIKELY)
    return propose(partner, customer, reason, score, Band.CERTAIN, **facts)


def _form(entry: Entry) -> str:
    return "/".join(sorted(entry.name.forms))


def _city(entry: Entry) -> str:
    return (entry.record.city or "").strip().casefold()
