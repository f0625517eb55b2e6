"""Which VAT status is meant by a description: its words are the environment's own, in its language."""

from typing import Final

_DOMESTIC: Final = ("domestic", "kotimaa", "kotimai", "inrikes", "inhemsk")
_NONE: Final = ("no vat", "without vat", "ei alv", "ei arvonlis", "ilman alv", "ingen moms", "utan moms")
_CONSTRUCTION: Final = ("construct", "rakenn", "rakent", "bygg")
_OUTSIDE: Final = ("outside", "export", "import", "non-eu", "vienti", "tuonti", "ulkopuol", "utanför")
_UNION: Final = ("eu ", "eu-", "eu:", "community", "yhteis", "gemenskap")
_GOODS: Final = ("product", "goods", "tavar", "varor")
_SERVICES: Final = ("service", "palvelu", "tjänst")


def is_plainly_domestic(words: str) -> bool:
    """The one status that says domestic and nothing else."""
    return words.strip() in _DOMESTIC


def is_domestic(words: str) -> bool:
    """Sold and bought in the same country."""
    return _has(words, _DOMESTIC) and not is_construction(words)


def is_without(words: str) -> bool:
    """Kept out of the VAT return."""
    return _has(words, _NONE)


def is_construction(words: str) -> bool:
    """Reverse charge of building services inside the country."""
    return _has(words, _CONSTRUCTION)


def _is_outside(words: str) -> bool:
    """To or from a country outside the European Union."""
    return _has(words, _OUTSIDE) and not is_construction(words)


def is_outside_goods(words: str) -> bool:
    """Goods over the Union's border, or whatever crosses it."""
    return _is_outside(words) and not _has(words, _SERVICES)


def is_outside_services(words: str) -> bool:
    """Services over the Union's border, or whatever crosses it."""
    return _is_outside(words) and not _has(words, _GOODS)


def is_union_goods(words: str) -> bool:
    """Goods inside the European Union."""
    return _is_union(words) and not _has(words, _SERVICES)


def is_union_services(words: str) -> bool:
    """Services inside the European Union."""
    return _is_union(words) and not _has(words, _GOODS)


def _is_union(words: str) -> bool:
    return _has(f"{words} ", _UNION) and not _is_outside(words) and not is_construction(words)


def _has(words: str, marks: tuple[str, ...]) -> bool:
    return any(mark in words for mark in marks)
