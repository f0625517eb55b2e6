"""Reading long lists: keyset paging by ascending id, two hundred at a time."""

from typing import Final

from trackifi_procountor.errors import translate

SIZE: Final = 200
"""The greatest page and the greatest batch (Procountor API 26.04)."""


class Cursor:
    """The position in one list that is read page by page.

    One that does not advance ends the walk, rather than going round for ever.
    """

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
            raise translate.of_stuck_paging()
        self.done = len(ids) < min(page_size or SIZE, SIZE)
        self.last = max(new, default=self.last)
        return new
