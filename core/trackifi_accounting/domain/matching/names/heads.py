"""The company a row stands for: the name before a department, an office, a payee, a remark or a former name."""

import re
from typing import Final

from trackifi_accounting.domain.matching.names.legal_forms import FINNISH, FOREIGN
from trackifi_accounting.domain.matching.names.names import words_of

FORMER: Final = re.compile(r"\s*\(?\b(?:entinen|ent\.|aik\.|aiemmin|ex|f\.d\.|tidigare|formerly)\s+([^()]+)\)?")
# Patterns are slow beside a look for the signs they need, and most names have none: the signs come first.
_FORMER_SIGNS: Final = ("entinen", "ent.", "aik.", "aiemmin", "ex ", "f.d.", "tidigare", "formerly")
_CARE_OF: Final = re.compile(r"\s*\bc/o\b.*")
_LANGUAGE: Final = re.compile(r"\b(?:ruotsiksi|englanniksi|suomeksi|på svenska|på finska|in english|in swedish)\b:?")
_WORDS: Final = "|".join(
    sorted((re.escape(form) for form in (*FINNISH, *FOREIGN)), key=lambda form: (-len(form), form))
)
_FORM: Final = rf"(?<![^\s])(?:{_WORDS}|r\.y|r\.f|o\.y|a\.b)(?!\w)\.?"
# A legal form ends a company's name: after it and a separator comes a department, an office or a payee. Another form at
# the end is a payee's after a slash only: "Example Corporation (UK) Limited" is one name.
_AFTER_FORM: Final = re.compile(
    rf"^(.+?{_FORM})\s*(?:/\s*(?P<payee>.+)|[,\u2013(-]\s*(?!.*{_FORM}\)?$)(?P<office>.+?)\)?)$"
)
_DEPARTMENT: Final = re.compile(
    r"^(.+?)(?:\s*[,/\u2013-]\s+|\s+[/\u2013-]\s*)((?:.* )?(?:\w*(?:laskut|laskutus|reskontra|hallinto|osasto|"
    r"kirjanpito|toimipiste|palkat)|accounts payable|invoices?|invoicing|ekonomi|fakturor))$"
)
_DEPARTMENTS: Final = (
    *("laskut", "laskutus", "reskontra", "hallinto", "osasto", "kirjanpito", "toimipiste", "palkat"),
    *("accounts payable", "invoice", "invoices", "invoicing", "ekonomi", "fakturor"),
)
_LANGUAGE_PAIRS: Final = ({"ry", "rf"}, {"oyj", "abp"})
_PAIR_SIGNS: Final = (("ry", "rf"), ("ry", "r.f"), ("r.y", "rf"), ("r.y", "r.f"), ("oyj", "abp"))
# Nothing but a remark follows an association's form.
_AFTER_ASSOCIATION: Final = re.compile(r"^(.+?\s(?:ry|r\.y\.?|rf|r\.f\.?))[.,]?\s+(?!r\.?[yf]\b)(.+)$")
_TWO_FORMS: Final = re.compile(rf"^(.+?\s{_FORM})\s*[-\u2013,/]?\s+(.+\s{_FORM})$")


def head(exact: str) -> tuple[str, str]:
    """The company a folded name stands for, and the rest: a department, address, payee or former name, or empty."""
    now = FORMER.sub("", exact) if any(sign in exact for sign in _FORMER_SIGNS) else exact
    now = (_CARE_OF.sub("", now) if "c/o" in now else now).strip(" ,-/") or exact
    for pattern, ends in ((_AFTER_FORM, ""), (_AFTER_ASSOCIATION, ""), (_DEPARTMENT, _DEPARTMENTS)):
        if now.endswith(ends) and (found := pattern.match(now)) and len(halves(now)) == 1:
            now = found[1]
    return now, exact.removeprefix(now).strip(" ,-/")


def halves(exact: str) -> tuple[str, ...]:
    """The two names of a body that gives its name in two languages, or the name itself."""
    if _LANGUAGE.search(exact):
        return tuple(half.strip(" ,-") for half in _LANGUAGE.split(exact))
    if not any(one in exact and other in exact for one, other in _PAIR_SIGNS):
        return (exact,)
    found = _TWO_FORMS.match(exact)
    return found.groups() if found and _parallel(*found.groups()) else (exact,)


def _parallel(left: str, right: str) -> bool:
    """Whether both halves are one body in two languages; Oy and Ab may as well be a company and its payee."""
    return {words_of(half)[-1] for half in (left, right)} in _LANGUAGE_PAIRS
