"""Checks that gather every reason against an invoice, so that a person sees them all at once."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.problems.catalogue.number_formats import plain
from trackifi_accounting.domain.problems.problems import Problem

from trackifi_procountor.codes.spelling import code_points, put_right

_SHOWN: Final = 10


def normal(text: str) -> str:
    """The text in NFC, as Procountor and its searches expect it."""
    return unicodedata.normalize("NFC", text)


@dataclass(slots=True)
class Findings:
    """Reasons against an invoice, and warnings that don't stop it."""

    reasons: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, *, at: str, **facts: object) -> None:
        """Note a reason; ``at`` is Trackifi's field path."""
        self.reasons.append(_problem(code, at, facts))

    def warn(self, code: str, *, at: str, **facts: object) -> None:
        """Note a warning, each once."""
        warning = _problem(code, at, facts)
        if warning not in self.warnings:
            self.warnings.append(warning)

    def text(self, value: str | None, *, at: str, limit: int, lines: bool = False) -> str | None:
        """Clean a text; None when there is nothing in it. Procountor takes only the letters of Windows-1252.

        A sign that has a plain equal is replaced, and that is a warning; any other that does not fit is a reason, and
        nothing is cut. ``lines`` is for free texts, which have line breaks.
        """
        clean, changes = put_right(value or "", lines=lines)
        if changes:
            self.warn("text_put_right", at=at, changes=", ".join(map(str, changes[:_SHOWN])))
        self._check(clean, at=at, limit=limit, lines=lines)
        return clean or None

    def exact(self, value: str, *, at: str, limit: int) -> str:
        """A text that must be there and by which a record is known: no sign of it is replaced or left out."""
        if value != value.strip():
            edges = value[: len(value) - len(value.lstrip())] + value[len(value.rstrip()) :]
            self.refuse("text_not_allowed", at=at, characters=", ".join(map(code_points, dict.fromkeys(edges))))
        clean = normal(value).strip()
        if not clean:
            self.refuse("text_missing", at=at)
        self._check(clean, at=at, limit=limit, lines=False)
        return clean

    def needed(self, value: str | None, *, at: str, limit: int) -> str:
        """Clean a text that must be there."""
        clean = self.text(value, at=at, limit=limit)
        if clean is None:
            self.refuse("text_missing", at=at)
        return clean or ""

    def number(self, value: Decimal, *, at: str, lowest: Decimal, highest: Decimal, decimals: int) -> Decimal:
        """Check a number's range and scale; it is never rounded."""
        if self.within(value, at=at, lowest=lowest, highest=highest) and decimals_in(value) > decimals:
            self.refuse("too_many_decimals", at=at, value=value, limit=decimals)
        return value

    def within(self, value: Decimal, *, at: str, lowest: Decimal, highest: Decimal) -> bool:
        """Whether a number is in its range; a reason where it is not."""
        fits = value.is_finite() and lowest <= value <= highest
        if not fits:
            self.refuse("value_out_of_range", at=at, value=value, lowest=lowest, highest=highest)
        return fits

    def _check(self, clean: str, *, at: str, limit: int, lines: bool) -> None:
        odd = list(dict.fromkeys(sign for sign in clean if not _allowed(sign, lines=lines)))
        if odd:
            self.refuse("text_not_allowed", at=at, characters=", ".join(_shown(odd)))
        elif len(clean) > limit:
            self.refuse("text_too_long", at=at, length=len(clean), limit=limit)


def _problem(code: str, at: str, facts: dict[str, object]) -> Problem:
    return Problem(code=code, facts={name: plain(value) for name, value in facts.items()}, field=at)


def allowed(text: str) -> bool:
    """Whether Procountor takes each sign of the text, line breaks not among them."""
    return all(_allowed(sign, lines=False) for sign in text)


def _allowed(sign: str, *, lines: bool) -> bool:
    if sign == "\n":
        return lines
    if unicodedata.category(sign) in {"Cc", "Cf"}:
        return False
    return in_windows_1252(sign)


def in_windows_1252(text: str) -> bool:
    """Whether every sign of the text is one of Windows-1252, all that Procountor keeps."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _shown(signs: list[str]) -> Iterable[str]:
    for sign in signs[:_SHOWN]:
        yield sign if sign.isprintable() and not sign.isspace() else code_points(sign)


def decimals_in(value: Decimal) -> int:
    """How many decimals a number has, trailing zeros aside."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
