"""Signs that are no letters of Procountor's (Windows-1252), and the plain ones that mean the same.

Only what changes no meaning stands here: a letter of another alphabet has no equal and is nobody's to replace.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_SPACES: Final = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS: Final = "\r\v\f\x85\u2028\u2029"
_UNSEEN: Final = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_EQUALS: Final[Mapping[str, str]] = {
    # Dashes and the minus of number formats
    "\u2010": "-", "\u2011": "-", "\u2012": "\u2013", "\u2015": "\u2014", "\u2043": "-", "\u2212": "-",
    "\u02d7": "-", "\ufe58": "\u2014", "\ufe63": "-", "\uff0d": "-",
    # Quotation marks
    "\u02b9": "'", "\u02bb": "\u2018", "\u02bc": "\u2019", "\u201b": "\u2018", "\u201f": "\u201c", "\u2032": "'",
    "\u2033": '"', "\u2035": "'", "\u2036": '"', "\uff02": '"', "\uff07": "'",
    # Bullets and dots
    "\u2023": "\u2022", "\u25aa": "\u2022", "\u25ab": "\u2022", "\u25cf": "\u2022", "\u25e6": "\u2022",
    "\u2024": ".", "\u2025": "..", "\u2027": "\u00b7", "\u2219": "\u00b7", "\u22c5": "\u00b7",
    # Signs of sums and measures
    "\u2044": "/", "\u2215": "/", "\u2217": "*", "\u2236": ":", "\u2264": "<=", "\u2265": ">=", "\u2248": "~",
    "\u2715": "\u00d7", "\u2a2f": "\u00d7", "\u03bc": "\u00b5", "\u2103": "\u00b0C", "\u2116": "No",
    # Arrows
    "\u2190": "<-", "\u2192": "->", "\u2194": "<->", "\u21d2": "=>", "\u27f6": "->", "\u2794": "->",
    # Ligatures
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
}  # fmt: skip
_LINE: Final[Mapping[str, str]] = {**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_UNSEEN, ""), **_EQUALS}
_ONE_LINE: Final[Mapping[str, str]] = {**_LINE, **dict.fromkeys("\n" + _BREAKS, " ")}
_MANY_LINES: Final[Mapping[str, str]] = {**_LINE, **dict.fromkeys(_BREAKS, "\n")}
_PICTURES: Final = (
    (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0xFE00, 0xFE0F), (0x20E3, 0x20E3), (0x1F000, 0x1FAFF), (0xE0020, 0xE007F),
)  # fmt: skip
_SAYING: Final = frozenset("☐☑☒★☆✅✓✔✖✗✘❌❎\u2795\u2796\u2797")
"""Pictures that say something in a list: done, not done, so many stars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sign that was replaced; ``by`` is empty when it was left out."""

    sign: str
    by: str

    def __str__(self) -> str:
        return f"{code_points(self.sign)}>{code_points(self.by)}"


def put_right(text: str, *, lines: bool) -> tuple[str, tuple[Change, ...]]:
    """The text in NFC with what has a plain equal replaced, and each kind of change once.

    ``lines`` is for free texts: they keep line breaks, and pictures in them are left out. Elsewhere a line break is a
    space, and a picture stays to be refused. A text that was put right is not changed again.
    """
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    changes = dict.fromkeys(_changes(plain, lines=lines))
    table = str.maketrans({change.sign: change.by for change in changes})
    return unicodedata.normalize("NFC", plain.translate(table)).strip(), tuple(changes)


def code_points(text: str) -> str:
    """The signs as U+2212 and the like, with blanks between."""
    return " ".join(f"U+{ord(sign):04X}" for sign in text)


def _changes(text: str, *, lines: bool) -> Iterator[Change]:
    table = _MANY_LINES if lines else _ONE_LINE
    for sign in text:
        if sign in table:
            yield Change(sign=sign, by=table[sign])
        elif lines and _is_picture(sign):
            yield Change(sign=sign, by="")


def _is_picture(sign: str) -> bool:
    return sign not in _SAYING and any(first <= ord(sign) <= last for first, last in _PICTURES)
