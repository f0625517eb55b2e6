"""What is being worked on at this moment, for whoever writes logs: names of records, never their contents."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_CURRENT: Final[ContextVar[Mapping[str, str]]] = ContextVar("what is being worked on", default=_NOTHING)


def current() -> Mapping[str, str]:
    """The names that hold here: ``request`` of the click it began with, ``company``, ``kind`` and ``invoice``."""
    return _CURRENT.get()


@contextmanager
def about(**names: str) -> Iterator[None]:
    """Let these names hold in the block, besides those that hold around it."""
    mark = _CURRENT.set(MappingProxyType({**_CURRENT.get(), **names}))
    try:
        yield
    finally:
        _CURRENT.reset(mark)
