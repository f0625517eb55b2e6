"""What keeps an equal name from being certain."""

import re
from typing import Final, NamedTuple

from trackifi_accounting.domain.matching.cities import other_city
from trackifi_accounting.domain.matching.identifiers import NONE, in_doubt, number_of
from trackifi_accounting.domain.matching.names.given_names import GIVEN_NAMES
from trackifi_accounting.domain.matching.names.names import Name, same_letters, words_of
from trackifi_accounting.domain.matching.names.similarity import numbers
from trackifi_accounting.domain.matching.names.text import plain
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord

# Who pays for an estate or a branch is another than the company of that name.
_ESTATES: Final = ("konkurssipesa", "konkursbo", "kuolinpesa", "dodsbo", "pesa", "kp", "oikeudenomistajat")
_BRANCHES: Final = ("sivuliike", "filial", "branch", "paikallisosasto", "paikallisyhdistys")
_OTHER_PARTY: Final = frozenset((*_ESTATES, *_BRANCHES))
# An association's local one is mostly an association of its own; a company's "osasto" is a department.
_LOCAL: Final = ("osasto", "piiri", "jaosto", "avdelning", "distrikt")
_TWO_WORDS: Final = 2
_BRACKETS: Final = re.compile(r"\([^()]*\)?")


class Doubt(NamedTuple):
    """A doubt that makes a pair of one name only likely: its code, its score, what fills its sentence."""

    reason: str
    score: int
    facts: dict[str, str]


def doubt(partner: ParsedRecord, customer: ParsedRecord) -> Doubt | None:
    """The first doubt about two entries of one name, or None."""
    ours, theirs = partner.name, customer.name
    given = ours.ordered in GIVEN_NAMES and not (ours.forms and theirs.forms)
    if given or partner.personal or customer.personal:
        return Doubt("same_person_name", 90, {})
    if ours.spelled != theirs.spelled and _other_letters(ours, theirs):
        return Doubt("other_letters", 90, {})
    if partner.ids is not NONE and customer.ids is not NONE and in_doubt(partner.ids, customer.ids):
        facts = {"left_number": number_of(partner.ids), "right_number": number_of(customer.ids)}
        return Doubt("same_name_other_number", 60, facts)
    if other_city(partner.record.city, customer.record.city):
        facts = {"left_city": partner.record.city or "", "right_city": customer.record.city or ""}
        return Doubt("same_name_other_city", 70, facts)
    if ours.weak:
        return Doubt("same_short_name", 50, {})
    return _of_unequal(partner, customer) if ours.exact != theirs.exact else None


def _of_unequal(partner: ParsedRecord, customer: ParsedRecord) -> Doubt | None:
    ours, theirs = partner.head, customer.head
    if (partner.rest or customer.rest) and (found := _of_additions(partner, customer)):
        return found
    if _narrowed(ours) or _narrowed(theirs):
        return Doubt("same_narrow_name", 85, {})
    if ours.words == theirs.words:
        return None
    if ours.compact == theirs.compact and numbers(ours.words) != numbers(theirs.words):
        return Doubt("other_division", 80, {})
    if len(ours.words) == _TWO_WORDS and ours.words == theirs.words[::-1] and not (ours.forms or theirs.forms):
        return Doubt("other_order", 85, {})
    return None


def _of_additions(partner: ParsedRecord, customer: ParsedRecord) -> Doubt | None:
    left, right = partner.rest, customer.rest
    if left and right and plain(left) != plain(right):
        return Doubt("same_name_other_addition", 75, {"left_extra": left, "right_extra": right})
    rest = [plain(word) for word in words_of(f"{left} {right}".strip())]
    local = "ry" in partner.head.forms and any(word.endswith(_LOCAL) for word in rest)
    if local or not _OTHER_PARTY.isdisjoint(rest):
        return Doubt("same_name_other_party", 65, {"extra": left or right})
    return None


def _narrowed(name: Name) -> bool:
    """One word and a bracket that narrows it down: "The Workshop (Place)" is called so by several."""
    if "(" not in name.exact:
        return False
    outside = set(words_of(_BRACKETS.sub(" ", name.exact)))
    return len(outside.intersection(name.words)) == 1 < len(name.words)


def _other_letters(ours: Name, theirs: Name) -> bool:
    """Letters differ in a name of one word, or in a longer one that neither side writes without accents."""
    accented = ours.spelled != ours.words and theirs.spelled != theirs.words
    return (len(ours.words) == 1 or accented) and not same_letters(ours, theirs)
