"""Long streams are written in pieces: each in a transaction of its own, so that nobody waits long for the database."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

CHUNK = 1000
"""Records written in one transaction."""


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Cut a stream into lists of at most ``size``, in its order; the last one may be shorter, none is empty."""
    stream = iter(items)
    while chunk := list(islice(stream, size)):
        yield chunk
