"""VAT numbers and business ids of countries outside the European Union, in the form that Procountor takes."""

import re
from collections.abc import Mapping
from typing import Final

from trackifi_procountor.codes.checks import Findings

_BETWEEN: Final = re.compile(r"[\s./\u2010-\u2015-]+")
_TAX_CODE: Final = re.compile(r"(?=.*[0-9])[A-Z]{2}[A-Z0-9+*]{2,13}")
"""Two letters of the country and at most 13 more (the form of EU numbers; Procountor's own is not published)."""
_LETTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "CHE": re.compile(r"\d{9}(MWST|TVA|IVA)?"),
    "GB": re.compile(r"\d{9}|\d{12}"),
    "NO": re.compile(r"\d{9}(MVA)?"),
}
"""Numbers that are often written without the letters they begin with."""
_OF_COUNTRY: Final[Mapping[str, str]] = {"CH": "CHE", "LI": "CHE", "GB": "GB", "IM": "GB", "NO": "NO"}
_LIKE_FINNISH: Final = re.compile(r"(?![0-9]{7}-[0-9]$)[0-9-]{7,10}")


def number_abroad(value: str, *, country: str | None, at: str, findings: Findings) -> str | None:
    """The number without blanks, dots and dashes, its country's letters in front; None when it can't be taken so."""
    compact = _BETWEEN.sub("", value).upper()
    letters = _OF_COUNTRY.get(country or "")
    if letters and _LETTERS[letters].fullmatch(compact):
        compact = letters + compact
    if not _TAX_CODE.fullmatch(compact):
        findings.warn("value_left_out", at=at, value=value)
        return None
    if compact != value:
        findings.warn("value_put_right", at=at, value=value, written=compact)
    return compact


def id_abroad(value: str, *, at: str, findings: Findings) -> str:
    """The business id as it is, without the dashes by which it would be taken for a misspelt Finnish one."""
    if "-" not in value or not _LIKE_FINNISH.fullmatch(value):
        return value
    compact = value.replace("-", "")
    findings.warn("value_put_right", at=at, value=value, written=compact)
    return compact
