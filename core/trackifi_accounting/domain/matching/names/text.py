"""One spelling for equal texts: encoding repaired, compatibility forms, case and blanks folded, accents dropped."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# UTF-8 read as Windows-1252 shows a capital A or a circumflex a before a letter of the upper half.
_MISREAD: Final = re.compile(
    "[ÂÃâ][\x80-\xbf\u0152\u0153ŠšŸŽžƒ\u02c6\u02dc\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026‰\u2039\u203a\u20ac\u2122]"
)
# What is left where a letter was lost for good; the rest of the word still tells it apart from other words.
_LOST: Final = re.compile(r"(?<=\w)[?\ufffd]+(?=\w)|\ufffd+")
# Letters that do not decompose into a base letter and a mark.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "\u0153": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "\u0131": "i"}
)


# Letters of the Greek and the Cyrillic alphabet that look like Latin ones, in lower case.
_LOOKALIKES: Final = str.maketrans(
    "\u0430\u0435\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u03bf\u03bd\u03c1", "aeijopcyxovp"
)


def latin(word: str) -> str:
    """A folded word with Greek and Cyrillic letters as the Latin ones they look like."""
    return word.translate(_LOOKALIKES)


def repaired(text: str) -> str:
    """The text with double encodings undone and lost letters left out; a text without either is unchanged."""
    while _MISREAD.search(text) and (better := _undone(text)) != text:
        text = better
    return _LOST.sub("", text) if "?" in text or "\ufffd" in text else text


def _undone(text: str) -> str:
    try:
        # The five bytes Windows-1252 leaves open pass through as control characters.
        return b"".join(_byte(letter) for letter in text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def folded(text: str) -> str:
    """Case, compatibility forms and runs of blanks made equal; idempotent. Accents stay."""
    if text.isascii() and "?" not in text:
        return " ".join(text.lower().split())
    # Composed first: what looks misread is repaired whether its letters came composed or not.
    text = _casefolded(repaired(unicodedata.normalize("NFC", text)))
    return " ".join(repaired(text).split())


def _casefolded(text: str) -> str:
    lower = text.casefold()
    while not unicodedata.is_normalized("NFKC", lower):
        lower = unicodedata.normalize("NFKC", lower).casefold()
    return lower


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A folded word without accents: "mäkelä" and "makela" are the same key, "Ł" is "l"."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
