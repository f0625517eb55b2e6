"""Reading long lists: keyset paging by ascending id, and details in batches of two hundred."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from trackifi_accounting.errors import UnexpectedAnswer

SIZE: Final = 200
"""The greatest page and the greatest batch (Procountor API 26.04)."""

T = TypeVar("T")


class Cursor:
    """Walks one list. A cursor that does not advance ends the walk, rather than going round for ever."""

    def __init__(self, start: int = 0) -> None:
        self.last = start
        self.done = False

    def fresh(self, ids: list[int], *, page_size: int | None) -> set[int]:
        """Take the page's ids in the order they came; give those not yet seen and move on.

        ``page_size`` is what the answer says its size is: a server that gives smaller pages is not at its end.

        Raises:
            UnexpectedAnswer: the page only repeats what was there before.
        """
        new = {one for one in ids if one > self.last}
        if ids and not new:
            raise UnexpectedAnswer("procountor_paging_stuck")
        self.done = len(ids) < min(page_size or SIZE, SIZE)
        self.last = max(new, default=self.last)
        return new


def batches(items: Iterable[T], size: int = SIZE) -> Iterator[list[T]]:
    """Pack the items into lists of at most ``size``, over the borders of whatever brought them."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch
