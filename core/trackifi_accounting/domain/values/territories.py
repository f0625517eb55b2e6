"""Which territory an address lies in: by its country's code, or by its postcode where the code hides it."""

import re
from functools import lru_cache
from typing import Final

from trackifi_accounting.domain.values.territory_table import TERRITORIES, Territory

_MEMBERS: Final = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

EU: Final = frozenset(_MEMBERS.split())
"""Member states of the European Union, ISO 3166."""

NORTHERN_IRELAND: Final = "XI"
GREAT_BRITAIN: Final = "GB"
_OTHER_CODES: Final = {"EL": "GR", "UK": GREAT_BRITAIN}
_LETTERS: Final = {"GR": "EL"}
_BY_CODE: Final = {one.code: one for one in TERRITORIES}
_HIDDEN: Final = tuple(one for one in TERRITORIES if one.postcodes)


def country_code(text: str | None) -> str | None:
    """ISO 3166's code of a country as people write it, in capitals; None for nothing. EL is Greece, UK is GB."""
    code = (text or "").strip().upper()
    return _OTHER_CODES.get(code, code) or None


def letters_of(member: str) -> str:
    """What VAT numbers of a member state begin with."""
    return _LETTERS.get(member, member)


def territory_of(
    country: str | None, *, postcode: str | None = None, vat_number: str | None = None
) -> Territory | None:
    """The territory of an address; None when the country is not told.

    A British address is Northern Irish when its postcode or its bearer's VAT number says so.
    """
    code = country_code(country)
    if code is None:
        return None
    if code == GREAT_BRITAIN and (vat_number or "").upper().startswith(NORTHERN_IRELAND):
        return _BY_CODE[NORTHERN_IRELAND]
    return _by_postcode(code, postcode) or _BY_CODE.get(code) or _ordinary(code)


@lru_cache(maxsize=4096)
def _by_postcode(code: str, postcode: str | None) -> Territory | None:
    # Some write the country in front of the postcode: FI-22100, D-27498.
    bare = re.sub(r"^[A-Z]{1,3}-", "", (postcode or "").strip().upper())
    compact = re.sub(r"[\s-]", "", bare)
    return next((one for one in _HIDDEN if re.fullmatch(one.postcodes or "", f"{code}:{compact}")), None)


def _ordinary(code: str) -> Territory:
    member = code if code in EU else None
    return Territory(
        code=code, country=code, name_en=code, name_fi=code, goods=member, services=member,
        letters=frozenset({letters_of(code)}), source="ISO 3166; Directive 2006/112/EC art. 5",
    )  # fmt: skip
