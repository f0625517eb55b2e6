"""Business ids, VAT numbers, accounts, references and e-mail addresses: checked before anything is sent."""

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
from trackifi_accounting.domain.territories import EU, NORTHERN_IRELAND, letters_of

from trackifi_procountor.checks import Findings

_FINNISH: Final = re.compile(r"\d{6,7}-?\d")
_EMAIL: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
_LONGEST_EMAIL: Final = 254
_BIC: Final = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_WEIGHTS: Final = (7, 3, 1)
_ELSEWHERE: Final = {"GB": british.is_valid, "NO": norwegian.is_valid, "CH": swiss.is_valid}
_NATIONAL: Final = re.compile(r"\d{4,20}")


def business_id(value: str | None, *, country: str | None, at: str, findings: Findings) -> str | None:
    """The id as Procountor writes it; only Finnish ones have a form that can be checked."""
    clean = findings.text(value, at=at, limit=25)
    if clean is None or (country not in (None, "FI")) or (country is None and not _FINNISH.fullmatch(clean)):
        return clean
    try:
        digits = ytunnus.validate(clean)
    except ValidationError:
        findings.refuse("business_id_malformed", at=at, value=clean)
        return clean
    return f"{digits[:-1]}-{digits[-1]}"


def vat_number(value: str | None, *, country: str | None, at: str, findings: Findings) -> str | None:
    """The number without spaces, with its country's letters in front.

    Numbers of the European Union are checked. One without letters gets those of ``country`` (ISO 3166, where its bearer
    is), if it is that country's number; elsewhere in the world numbers have forms of their own and go as they are.
    """
    clean = findings.text(value, at=at, limit=25)
    if clean is None:
        return None
    compact = re.sub(r"[\s.-]", "", clean).upper()
    known = _module_prefix(compact[:2]) in vat.MEMBER_STATES
    if known and vat.is_valid(compact):
        # Greece is GR in ISO 3166 and EL in VAT numbers.
        return letters_of(compact[:2]) + compact[2:]
    if country is not None and country not in EU and country != NORTHERN_IRELAND:
        # "SI 123" may begin a number of anywhere else: nothing here can tell that it is wrong.
        return clean
    if not known and country is not None:
        return _with_letters(compact, clean, country=country, at=at, findings=findings)
    if known:
        findings.refuse("vat_number_malformed", at=at, value=clean)
    return compact if known else clean


def with_own_letters(value: str | None) -> str | None:
    """The number without spaces when it is known to be of the country whose letters it begins with, else None."""
    compact = re.sub(r"[\s.-]", "", value or "").upper()
    check = _ELSEWHERE.get(compact[:2])
    known = check(compact) if check else _module_prefix(compact[:2]) in vat.MEMBER_STATES and vat.is_valid(compact)
    if not known:
        return None
    return letters_of("GR") + compact[2:] if compact.startswith("GR") else compact


def _with_letters(compact: str, clean: str, *, country: str, at: str, findings: Findings) -> str:
    letters = letters_of(country)
    if vat.is_valid(letters + compact):
        return letters + compact
    if not compact[:2].isalpha():  # two letters may be those of a country outside the Union
        findings.refuse("procountor_vat_letters", at=at, value=clean, letters=letters)
    return clean


def _module_prefix(letters: str) -> str:
    return {"EL": "gr"}.get(letters, letters.lower())


def iban(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The account number without spaces; None when there is none."""
    compact = re.sub(r"\s", "", value or "").upper()
    if not compact:
        return None
    try:
        iban_numbers.validate(compact)
    except ValidationError:
        findings.refuse("iban_malformed", at=at, value=compact)
    return compact


def bic(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The bank's code without spaces; None when there is none."""
    compact = re.sub(r"\s", "", value or "").upper()
    if compact and not _BIC.fullmatch(compact):
        findings.refuse("procountor_bic_malformed", at=at, value=compact)
    return compact or None


def email(value: str | None, *, at: str, findings: Findings) -> str | None:
    """The address; None when there is none."""
    clean = (value or "").strip()
    if clean and not is_email(clean):
        findings.refuse("email_malformed", at=at, value=clean)
    return clean or None


def is_email(text: str) -> bool:
    """Whether it is one whole address that mail could be sent to."""
    return len(text) <= _LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None and ".." not in text


def reference(value: str, *, at: str, findings: Findings) -> tuple[str, str] | None:
    """A payment reference and its type, Finnish (FI) or international (RF), both by their check digits."""
    compact = re.sub(r"\s", "", value).upper()
    if _NATIONAL.fullmatch(compact) and _has_check_digit(compact):
        return compact, "FI"
    if compact.startswith("RF") and iso11649.is_valid(compact) and _is_finnish_base(compact[4:]):
        return compact, "RF"
    findings.refuse("reference_malformed", at=at, value=value.strip())
    return None


def check_digit(base: str) -> str:
    """The check digit of a Finnish reference: weights 7, 3, 1 from the right, up to the next ten."""
    weighted = (int(digit) * _WEIGHTS[place % 3] for place, digit in enumerate(reversed(base)))
    return str(-sum(weighted) % 10)


def _has_check_digit(digits: str) -> bool:
    return check_digit(digits[:-1]) == digits[-1]


def _is_finnish_base(text: str) -> bool:
    return not text.isdecimal() or _has_check_digit(text.lstrip("0") or "0")
