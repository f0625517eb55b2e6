"""Puts use cases together by what their constructors ask for, so that a new collaborator needs no line in a test."""

from functools import cache
from inspect import Parameter, signature
from typing import Any, TypeVar, cast, get_type_hints

UseCase = TypeVar("UseCase")


class Wiring:
    """Makes each use case once, as one process has it.

    ``parts`` are ports, taken by their types; ``named`` is what no type tells apart, taken by the parameter's name.
    What has a default and is not named keeps its default.
    """

    def __init__(self, *parts: object, **named: object) -> None:
        self._parts = parts
        self._named = named
        self._made: dict[type, object] = {}

    def __call__(self, wanted: type[UseCase]) -> UseCase:
        """The use case with all that it needs, made at the first call."""
        if wanted not in self._made:
            # Every class can be hashed.
            found = next((part for part in self._parts if _is(type(part), wanted)), None)  # type: ignore[arg-type]
            self._made[wanted] = wanted(**self._collaborators(wanted)) if found is None else found
        return cast("UseCase", self._made[wanted])

    def _collaborators(self, wanted: type) -> dict[str, object]:
        return {
            name: self._named[name] if name in self._named else self(hint)
            for name, hint, needed in _asked(wanted)
            if needed or name in self._named
        }


@cache
def _is(part: type, wanted: type) -> bool:
    return issubclass(part, wanted)


@cache
def _asked(wanted: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(wanted.__init__)  # type: ignore[misc]
    asked = signature(wanted).parameters.values()
    return tuple((one.name, hints[one.name], one.default is Parameter.empty) for one in asked)
