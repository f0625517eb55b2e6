"""Business ids, VAT numbers, accounts and references: checked before anything is sent."""

import re
from typing import Final

from stdnum import iban as iban_numbers
from stdnum import iso11649
from stdnum.ch import vat as swiss
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus
from stdnum.gb import vat as british
from stdnum.no import mva as norwegian
from trackifi_accounting.domain.values.territories import EU, NORTHERN_IRELAND, letters_of

from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.codes.numbers_abroad import id_abroad, number_abroad
from trackifi_procountor.codes.spelling import put_right

_FINNISH: Final = re.compile(r"\d{6,7}-?\d")
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_BETWEEN: Final = re.compile(r"[\s.\u2013\u2014-]+")
"""What people put between the figures of a number."""
_WEIGHTS: Final = (7, 3, 1)
_ELSEWHERE: Final = {"GB": british.is_valid, "NO": norwegian.is_valid, "CH": swiss.is_valid}
_NATIONAL: Final = re.compile(r"[0-9]{4,20}")
_OVT: Final = re.compile(r"0037[0-9]{8}[A-Za-z0-9]{0,5}")


def business_id(value: str | None, *, country: str | None, at: str, findings: Findings) -> str | None:
    """The id as Procountor writes it; only Finnish ones have a form that can be checked."""
    clean = findings.text(value, at=at, limit=25)
    if clean is None:
        return None
    if country not in (None, "FI") or (country is None and not _FINNISH.fullmatch(clean)):
        return id_abroad(clean, at=at, findings=findings)
    try:
        digits = ytunnus.validate(clean)
    except ValidationError:
        findings.refuse("business_id_malformed", at=at, value=clean)
        return clean
    return f"{digits[:-1]}-{digits[-1]}"


def vat_number(value: str | None, *, country: str | None, at: str, findings: Findings) -> str | None:
    """The number without spaces, with its country's letters in front.

    Numbers of the European Union are checked. One without letters gets those of ``country`` (ISO 3166, where its bearer
    is), if it is that country's number. Greek numbers begin with EL, whatever was written. Elsewhere in the world
    numbers have forms of their own: they go in letters and figures alone, or are left out.
    """
    clean = findings.text(value, at=at, limit=25)
    if clean is None:
        return None
    compact = _together(clean).upper()
    if compact.startswith("GR"):
        # Greece is GR in ISO 3166 and EL in VAT numbers.
        compact = letters_of("GR") + compact[2:]
        findings.warn("value_put_right", at=at, value=clean, written=compact)
    known = _module_prefix(compact[:2]) in vat.MEMBER_STATES
    if known and vat.is_valid(compact):
        return compact
    if country is not None and country not in EU and country != NORTHERN_IRELAND:
        # "SI 123" may begin a number of anywhere else: nothing here can tell that it is wrong.
        return number_abroad(clean, country=country, at=at, findings=findings)
    if not known and country is not None:
        return _with_letters(compact, clean, country=country, at=at, findings=findings)
    if known:
        findings.refuse("vat_number_malformed", at=at, value=clean)
        return compact
    return number_abroad(clean, country=None, at=at, findings=findings)


def with_own_letters(value: str | None) -> str | None:
    """The number without spaces when it is known to be of the country whose letters it begins with, else None."""
    compact = _together(value or "").upper()
    check = _ELSEWHERE.get(compact[:2])
    known = check(compact) if check else _module_prefix(compact[:2]) in vat.MEMBER_STATES and vat.is_valid(compact)
    if not known:
        return None
    return letters_of("GR") + compact[2:] if compact.startswith("GR") else compact


def _with_letters(compact: str, clean: str, *, country: str, at: str, findings: Findings) -> str | None:
    letters = letters_of(country)
    if vat.is_valid(letters + compact):
        return letters + compact
    if compact[:2].isalpha():  # two letters may be those of a country outside the Union
        return number_abroad(clean, country=None, at=at, findings=findings)
    findings.refuse("procountor_vat_letters", at=at, value=clean, letters=letters)
    return clean


def ovt(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The code for e-invoices without blanks and dashes (0037, the business id, up to five more); None without one."""
    clean = findings.text(value, at=at, limit=80)
    if clean is None:
        return None
    compact = _together(clean)
    if not _OVT.fullmatch(compact):
        findings.refuse("procountor_ovt_refused", at=at)
    elif compact != clean:
        findings.warn("value_put_right", at=at, value=clean, written=compact)
    return compact


def _together(text: str) -> str:
    return _BETWEEN.sub("", put_right(text, lines=False)[0])


def _module_prefix(letters: str) -> str:
    return {"EL": "gr"}.get(letters, letters.lower())


def iban(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The account number without blanks and dashes; None when there is none."""
    compact = _together(value or "").upper()
    if not compact:
        return None
    try:
        # Structure and check digits (ISO 13616) only: lists of a country's banks are never complete.
        iban_numbers.validate(compact, check_country=False)
    except ValidationError:
        findings.refuse("iban_malformed", at=at, value=compact)
    return compact


def bic(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The bank's code without blanks and dashes; None when there is none."""
    compact = _together(value or "").upper()
    if compact and not _BIC.fullmatch(compact):
        findings.refuse("procountor_bic_malformed", at=at, value=compact)
    return compact or None


def reference(value: str, *, finnish: bool, at: str, findings: Findings) -> tuple[str, str] | None:
    """A payment reference and its type: a Finnish one (FI), or a creditor reference (RF, ISO 11649), by check digits.

    ``finnish`` says that it is for a Finnish account: then the creditor reference has a Finnish one inside.
    """
    compact = _together(value).upper()
    if code := reference_fault(compact, finnish=finnish):
        findings.refuse(code, at=at, value=value.strip())
        return None
    return compact, "RF" if compact.startswith("RF") else "FI"


def reference_fault(compact: str, *, finnish: bool) -> str | None:
    """The code of what is wrong with a reference without blanks, or None."""
    international = compact.startswith("RF")
    base = compact[4:] if international else compact
    if base and not base.strip("0"):
        return "reference_zeros"
    if not international:
        return None if _is_national(base) else "reference_malformed"
    if not (compact.isascii() and compact.isalnum() and compact[2:4].isdecimal() and iso11649.is_valid(compact)):
        return "reference_malformed"
    return "reference_not_finnish" if finnish and not _is_finnish_base(base) else None


def check_digit(base: str) -> str:
    """The check digit of a Finnish reference: weights 7, 3, 1 from the right, up to the next ten."""
    weighted = (int(digit) * _WEIGHTS[place % 3] for place, digit in enumerate(reversed(base)))
    return str(-sum(weighted) % 10)


def _is_national(digits: str) -> bool:
    return _NATIONAL.fullmatch(digits) is not None and check_digit(digits[:-1]) == digits[-1]


def _is_finnish_base(text: str) -> bool:
    # Zeros may fill it up in front (Finanssiala, "Structure of the RF creditor reference").
    return _is_national(text) or _is_national(text.lstrip("0"))
