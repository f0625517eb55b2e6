"""The names inside one name: before a department or a payee, without initials, former, in the other language."""

import re
from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.legal_forms import FINNISH, FOREIGN
from trackifi_accounting.domain.matching.names import words_of

# What a name with other names in it has, at the least; looked for one by one, since most names have none of them.
_WORDS_APART: Final = (" ent", " ex ", "ksi ", "på ", "ry ", "rf ")
_SIGNS: Final = ("/", ",", "(", ";", "|", "\u2013", "- ", " -", "r.y", "r.f", "ry.", "rf.", *_WORDS_APART)
_LONGEST: Final = 250  # no name is; a longer text is not taken apart
_CARE_OF: Final = re.compile(r"\s*\bc/o\b.*")
_FORMER: Final = re.compile(r"\s*\(?\b(?:entinen|ent\.|aik\.|aiemmin|ex|f\.d\.|tidigare|formerly)\s+([^()]+)\)?")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)?")
_LANGUAGE: Final = re.compile(r"\b(?:ruotsiksi|englanniksi|suomeksi|på svenska|på finska|in english|in swedish)\b:?")
_SEPARATOR: Final = re.compile(r"(?<=\w{2})/(?=\s|\w{2})|\s[-\u2013|/]\s?|[-\u2013|/]\s|;|,\s")
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
_LANGUAGE_PAIRS: Final = ({"ry", "rf"}, {"oyj", "abp"})
# Nothing but a remark follows an association's form.
_AFTER_ASSOCIATION: Final = re.compile(r"^(.+?\s(?:ry|r\.y\.?|rf|r\.f\.?))[.,]?\s+(?!r\.?[yf]\b)(.+)$")
_TWO_FORMS: Final = re.compile(rf"^(.+?\s{_FORM})\s*[-\u2013,/]?\s+(.+\s{_FORM})$")


def has_parts(exact: str) -> bool:
    """Whether a folded name may have parts at all; cheap, most have none."""
    if len(exact) > _LONGEST:
        return False
    plain = exact.replace(" ", "").isalnum()
    return any(map(exact.__contains__, _WORDS_APART if plain else _SIGNS))


def head(exact: str) -> tuple[str, str]:
    """The company a folded name stands for, and the rest: a department, address, payee or former name, or empty."""
    now = _CARE_OF.sub("", _FORMER.sub("", exact)).strip(" ,-/") or exact
    for pattern in (_AFTER_FORM, _AFTER_ASSOCIATION, _DEPARTMENT):
        if (found := pattern.match(now)) and len(halves(now)) == 1:
            now = found[1]
    return now, exact.removeprefix(now).strip(" ,-/")


def halves(exact: str) -> tuple[str, ...]:
    """The two names of a body that gives its name in two languages, or the name itself."""
    if _LANGUAGE.search(exact):
        return tuple(half.strip(" ,-") for half in _LANGUAGE.split(exact))
    found = _TWO_FORMS.match(exact)
    return found.groups() if found and _parallel(*found.groups()) else (exact,)


def parts(exact: str) -> Iterator[str]:
    """The other names in a folded name, the leading one first; none for a plain name."""
    seen = {exact, ""}
    for part in _parts(exact) if has_parts(exact) else ():
        if part not in seen:
            seen.add(part)
            yield part


def _parts(exact: str) -> Iterator[str]:
    first, _ = head(exact)
    yield first
    yield from _bracketed_initials(first)
    yield from halves(first)
    yield from (piece.strip(" ,") for piece in _SEPARATOR.split(first))
    yield from (former.strip(" ,") for former in _FORMER.findall(exact))


def _parallel(left: str, right: str) -> bool:
    """Whether both halves are one body in two languages; Oy and Ab may as well be a company and its payee."""
    return {words_of(half)[-1] for half in (left, right)} in _LANGUAGE_PAIRS


def _bracketed_initials(exact: str) -> Iterator[str]:
    """Brackets that repeat the name as its initials; other brackets ("(UK)", "(North)") belong to the name."""
    for inside in _BRACKETS.findall(exact):
        outside = " ".join(_BRACKETS.sub(" ", exact).split())
        letters = iter(outside)
        if len(inside) > 1 and inside.isalpha() and inside[0] == outside[:1] and all(x in letters for x in inside):
            yield from (outside, inside)
