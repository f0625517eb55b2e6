"""The names inside one name: the leading one, initials in brackets, halves in two languages, former names."""

import re
from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.names.heads import FORMER, halves, head

# What a name with other names in it has, at the least; a few words aside.
_SIGN: Final = re.compile(r"[/,(;|\u2013]|- | [-]|r\.[yf]|r[yf]\.")
_LONGEST: Final = 250  # no name is; a longer text is not taken apart
_BRACKETS: Final = re.compile(r"\(([^()]*)\)?")
_SEPARATOR: Final = re.compile(r"(?<=\w{2})/(?=\s|\w{2})|\s[-\u2013|/]\s?|[-\u2013|/]\s|;|,\s")


def has_parts(exact: str) -> bool:
    """Whether a folded name may have parts at all; cheap, most have none."""
    # One by one: on a short text that is quicker than any pattern.
    words = " ent" in exact or " ex " in exact or "ksi " in exact or "på " in exact or "ry " in exact or "rf " in exact
    plain = not words and exact.replace(" ", "").isalnum()
    return not plain and (words or _SIGN.search(exact) is not None) and len(exact) <= _LONGEST


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
    yield from (former.strip(" ,") for former in FORMER.findall(exact))


def _bracketed_initials(exact: str) -> Iterator[str]:
    """Brackets that repeat the name as its initials; other brackets ("(UK)", "(North)") belong to the name."""
    for inside in _BRACKETS.findall(exact):
        outside = " ".join(_BRACKETS.sub(" ", exact).split())
        letters = iter(outside)
        if len(inside) > 1 and inside.isalpha() and inside[0] == outside[:1] and all(x in letters for x in inside):
            yield from (outside, inside)
