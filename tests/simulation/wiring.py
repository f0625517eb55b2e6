"""Puts use cases together by what their constructors ask for, so that a new collaborator needs no line here."""

from functools import cache
from inspect import Parameter, isclass, signature
from typing import Any, TypeVar, get_type_hints

UseCase = TypeVar("UseCase")


class Wiring:
    """Makes each use case once; ``parts`` are ports, ``named`` what no type tells apart."""

    def __init__(self, *parts: object, **named: object) -> None:
        self._parts = parts
        self._named = named
        self._made: dict[type, Any] = {}

    def __call__(self, wanted: type[UseCase]) -> UseCase:
        if wanted not in self._made:
            self._made[wanted] = self._found(wanted) or wanted(**self._collaborators(wanted))
        return self._made[wanted]

    def _found(self, wanted: type) -> Any:
        return next((part for part in self._parts if isinstance(part, wanted)), None)

    def _collaborators(self, wanted: type) -> dict[str, Any]:
        return {
            name: self._named[name] if name in self._named else self(hint)
            for name, hint, needed in _asked(wanted)
            if needed or name in self._named
        }


@cache
def _asked(wanted: type) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(wanted.__init__)
    asked = list(signature(wanted).parameters.values())
    return tuple((one.name, hints[one.name], one.default is Parameter.empty) for one in asked if isclass(wanted))
