"""What the API itself refuses, before any use case is asked."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from fastapi import HTTPException
from trackifi_accounting.domain.problems.problems import Problem

_NAME: Final = re.compile(r"[a-z][a-z_]{0,39}")


class Refusal(HTTPException):
    """A status with its problem. ``reasons`` say it field by field; ``retry_after`` is in seconds."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        reasons: Sequence[Problem] = (),
        retry_after: float | None = None,
        **facts: str,
    ) -> None:
        super().__init__(status)
        self.problem = Problem(code=code, facts=facts)
        self.reasons = tuple(reasons)
        self.retry_after = retry_after

    @classmethod
    def not_signed_in(cls) -> "Refusal":
        """Nobody known asks."""
        return cls(401, "not_signed_in")

    @classmethod
    def not_allowed(cls) -> "Refusal":
        """The caller's role may not do this."""
        return cls(403, "not_allowed")

    @classmethod
    def parameter_repeated(cls, name: str) -> "Refusal":
        """A query parameter came twice."""
        return cls(400, "parameter_repeated", name=named(name))

    @classmethod
    def of_fields(cls, code: str, fields: Iterable[str]) -> None:
        """Refuse these fields, all for the same reason; no fields, no refusal. Raises: Refusal."""
        if reasons := [Problem(code=code, field=named(field)) for field in fields]:
            raise cls(422, "request_invalid", reasons=reasons)


def named(name: str) -> str:
    """A name that came in, if it looks like one; anything else may be a key pasted in the wrong place."""
    return name if _NAME.fullmatch(name) else "?"


def shown(text: str, limit: int = 60) -> str:
    """Foreign text in one short printable line."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return printable if len(printable) <= limit else printable[:limit] + "…"
