"""Rules by name: equal names and names equal but for legal form, letters, order or what follows them."""

from collections.abc import Iterator, Sequence

from trackifi_accounting.domain.matching.choice import Choice, propose
from trackifi_accounting.domain.matching.entries import Entry, name_keys
from trackifi_accounting.domain.matching.identifiers import in_doubt
from trackifi_accounting.domain.matching.legal_forms import in_conflict
from trackifi_accounting.domain.matching.names import same_letters
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion


def same_name(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """The same name after folding case and blanks, on one customer."""
    if partner.name.words:
        found = choice.among(partner, choice.index.find(f"name:{partner.name.exact}"))
        yield from _equal(partner, found, "same_name", 97)


def same_key(partner: Entry, choice: Choice) -> Iterator[Suggestion]:
    """The same words but for case, punctuation, spacing, order and legal forms that agree, on one customer."""
    found = [] if partner.name.weak else of_keys(partner, choice, name_keys(partner.name))
    agreeing = [customer for customer in found if not in_conflict(partner.name.forms, customer.name.forms)]
    yield from _equal(partner, agreeing, "same_name_key", 95)
    for customer in found if not agreeing else []:
        forms = {"left_form": _form(partner), "right_form": _form(customer)}
        yield propose(partner, customer, "other_legal_form", 80, Band.LIKELY, **forms)


def of_keys(partner: Entry, choice: Choice, keys: Sequence[str]) -> list[Entry]:
    """The customers with one of these name keys, in order of id."""
    found = {
        customer.record.id: customer
        for key in keys
        for customer in choice.among(partner, choice.index.find(f"key:{key}"))
    }
    return [found[customer_id] for customer_id in sorted(found)]


def _equal(partner: Entry, found: Sequence[Entry], reason: str, score: int) -> Iterator[Suggestion]:
    if len(found) > 1:
        same_city = [customer for customer in found if _city(customer) and _city(customer) == _city(partner)]
        for customer in dict.fromkeys((*same_city, *found)):
            yield propose(partner, customer, "same_name_on_several", 60, Band.LIKELY, count=str(len(found)))
    elif found:
        yield _one(partner, found[0], reason, score)


def _one(partner: Entry, customer: Entry, reason: str, score: int) -> Suggestion:
    if partner.personal or customer.personal:
        return propose(partner, customer, "same_person_name", 90, Band.LIKELY)
    if not same_letters(partner.name, customer.name):
        return propose(partner, customer, "other_letters", 90, Band.LIKELY)
    if in_doubt(partner.ids, customer.ids):
        numbers = {"left_number": partner.ids.unchecked or "", "right_number": customer.ids.unchecked or ""}
        return propose(partner, customer, "same_name_other_number", 60, Band.LIKELY, **numbers)
    if partner.name.weak:
        return propose(partner, customer, "same_short_name", 50, Band.LIKELY)
    return propose(partner, customer, reason, score, Band.CERTAIN)


def _form(entry: Entry) -> str:
    return "/".join(sorted(entry.name.forms))


def _city(entry: Entry) -> str:
    return (entry.record.city or "").strip().casefold()
