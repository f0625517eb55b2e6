"""A value that can't print itself."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn


class Secret:
    """A text that reaches no log, repr, JSON, pickle or f-string; ``reveal`` is the only way out."""

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """Give the text itself, for the one place that must have it."""
        return self.__value

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __format__(self, _spec: str) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self.reveal().encode(), other.reveal().encode())

    def __hash__(self) -> NoReturn:
        raise TypeError("a secret has no hash: it may not become a key")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret can't be pickled or copied out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """The fields of the activation form as an administrator filled them in, by name."""

    values: Mapping[str, Secret]

    def __getitem__(self, field: str) -> Secret:
        return self.values[field]
