"""The names inside one name: before a department or a payee, without an acronym, former, in the other language."""

import re
from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.legal_forms import FINNISH, FOREIGN
from trackifi_accounting.domain.matching.names import parse, words_of
from trackifi_accounting.domain.matching.text import folded

_CARE_OF: Final = re.compile(r"\bc/o\b.*")
_FORMER: Final = re.compile(r"\(?\b(?:entinen|ent\.|aik\.|aiemmin|ex|f\.d\.|tidigare|formerly)\s+([^()]+)\)?")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)?")
_LANGUAGE: Final = re.compile(r"\b(?:ruotsiksi|englanniksi|suomeksi|på svenska|på finska|in english|in swedish)\b:?")
_SEPARATOR: Final = re.compile(r"(?<=\w{2})/(?=\s|\w{2})|\s[-\u2013|/]\s?|[-\u2013|/]\s|;")
_WORDS: Final = "|".join(
    sorted((re.escape(form) for form in (*FINNISH, *FOREIGN)), key=lambda form: (-len(form), form))
)
_FORM: Final = rf"(?<![^\s])(?:{_WORDS}|r\.y|r\.f|o\.y|a\.b)(?!\w)\.?"
# A legal form ends a company's name: after it and a separator comes a department, an office or a payee.
_AFTER_FORM: Final = re.compile(rf"^(.+?{_FORM})\s*[,/\u2013(-]\s*(.+?)\)?$")
_TWO_FORMS: Final = re.compile(rf"^(.+?\s{_FORM})\s+(.+\s{_FORM})$")


def parts(text: str) -> Iterator[str]:
    """The other names a row's name contains, folded, the leading one first; none for a plain name."""
    exact = folded(text)
    seen = {exact, ""}
    for part in _parts(exact):
        if part not in seen:
            seen.add(part)
            yield part


def _parts(exact: str) -> Iterator[str]:
    now = _CARE_OF.sub("", _FORMER.sub("", exact)).strip(" ,-/")
    yield now
    yield from _acronym(now)
    if _LANGUAGE.search(now):
        yield from (half.strip(" ,-") for half in _LANGUAGE.split(now))
    elif halves := _AFTER_FORM.match(now) or _TWO_FORMS.match(now):
        yield from halves.groups() if _parallel(*halves.groups()) else halves.groups()[:1]
    else:
        yield from (piece.strip(" ,") for piece in _SEPARATOR.split(now))
    yield from (former.strip(" ,") for former in _FORMER.findall(exact))


def _parallel(left: str, right: str) -> bool:
    """Whether both halves are one company in two languages: the same form in two words, as ry and rf."""
    one, other = parse(left), parse(right)
    return one.forms == other.forms != frozenset() and words_of(left)[-1] != words_of(right)[-1]


def _acronym(exact: str) -> Iterator[str]:
    """Brackets that repeat the name as its initials; other brackets ("(UK)", "(North)") belong to the name."""
    for inside in _BRACKETS.findall(exact):
        outside = " ".join(_BRACKETS.sub(" ", exact).split())
        letters = iter(outside)
        if len(inside) > 1 and inside.isalpha() and inside[0] == outside[:1] and all(x in letters for x in inside):
            yield from (outside, inside)
