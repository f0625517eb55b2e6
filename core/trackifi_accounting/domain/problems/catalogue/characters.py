"""Signs inside a sentence: those that can't be seen by their names, the others as they are."""

import re
from collections.abc import Mapping
from typing import Final

LAST_CODE_POINT: Final = 0x10FFFF
_POINT: Final = re.compile(r"U\+([0-9A-F]{4,6})")
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "\t": ("tab", "sarkain"),
    "\n": ("line break", "rivinvaihto"),
    "\r": ("line break", "rivinvaihto"),
    " ": ("space", "välilyönti"),
    "\u00a0": ("no-break space", "sitova välilyönti"),
    "\u00ad": ("soft hyphen", "tavuvihje"),
    "\u200b": ("zero-width space", "nollalevyinen väli"),
    "\u200d": ("joiner", "yhdistin"),
    "\u202f": ("narrow space", "ohut välilyönti"),
    "\u2028": ("line break", "rivinvaihto"),
    "\u2212": ("minus sign", "miinusmerkki"),
    "\ufe0f": ("picture mark", "kuvamerkki"),
    "\ufeff": ("byte order mark", "tavujärjestysmerkki"),
}
_LEFT_OUT: Final = ("left out", "pois")


def in_signs(value: str, *, language: str) -> str:
    """``U+0009`` or ``U+2212>U+002D``, several with commas: "tab", "minus sign → -"; anything else as it is."""
    return ", ".join(_told(part.strip(), finnish=language == "fi") for part in value.split(","))


def _told(part: str, *, finnish: bool) -> str:
    before, arrow, after = part.partition(">")
    if not arrow:
        return _named(part, finnish=finnish)
    return f"{_named(before, finnish=finnish)} → {_named(after, finnish=finnish) if after else _LEFT_OUT[finnish]}"


def _named(points: str, *, finnish: bool) -> str:
    found = [_POINT.fullmatch(point) for point in points.split()]
    numbers = [int(one[1], 16) for one in found if one]
    if len(numbers) != len(found) or any(number > LAST_CODE_POINT for number in numbers):
        return points
    text = "".join(map(chr, numbers))
    if text in _NAMES:
        return _NAMES[text][finnish]
    return text if text.isprintable() and text.strip() else points
