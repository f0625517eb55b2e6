"""Rows in memory that can be rolled back."""

from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Row = TypeVar("Row")


class UndoLog:
    """What undoes the changes of a transaction, the latest last."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def note(self, undo: Callable[[], object]) -> None:
        """Keep how to undo a change that is about to be made."""
        self._undo.append(undo)

    @property
    def pending(self) -> bool:
        """Whether the transaction has changed anything so far."""
        return bool(self._undo)

    def commit(self) -> None:
        """Keep the changes."""
        self._undo.clear()

    def roll_back(self) -> None:
        """Undo the changes, the latest first."""
        while self._undo:
            self._undo.pop()()


class Rows(dict[Key, Row], Generic[Key, Row]):
    """A table; changes go through ``put`` and ``drop`` only."""

    def __init__(self, journal: UndoLog) -> None:
        super().__init__()
        self._journal = journal

    def put(self, key: Key, row: Row) -> None:
        """Insert or replace."""
        self._note(key)
        self[key] = row

    def drop(self, key: Key) -> None:
        """Delete; twice is fine."""
        self._note(key)
        self.pop(key, None)

    def _note(self, key: Key) -> None:
        if key in self:
            before = self[key]
            self._journal.note(lambda: self.__setitem__(key, before))
        else:
            self._journal.note(lambda: self.pop(key, None))
