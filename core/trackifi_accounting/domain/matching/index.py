"""The customers, found by each thing that may be equal; built once, then kept up to date record by record."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from trackifi_accounting.domain.matching.entries import Entry, handles, read
from trackifi_accounting.domain.matching.neighbours import Neighbours
from trackifi_accounting.domain.matching.records import Record


class Index:
    """Customers by identifier and name key. Adding a record replaces the one with its id; the order never matters."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._entries: dict[str, Entry] = {}
        self._found: dict[str, list[str]] = {}
        self._neighbours: Neighbours | None = None
        for record in records:
            self.add(record)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, record: Record) -> None:
        """Take the record in, in place of the one with the same id."""
        self.remove(record.id)
        entry = read(record)
        self._entries[record.id] = entry
        for handle in set(handles(entry)):
            insort(self._found.setdefault(handle, []), record.id)
        if self._neighbours is not None:
            self._neighbours.add(entry)

    def remove(self, record_id: str) -> None:
        """Forget the record; an unknown id is no error."""
        entry = self._entries.pop(record_id, None)
        if entry is None:
            return
        for handle in set(handles(entry)):
            found = self._found[handle]
            del found[bisect_left(found, record_id)]
            if not found:
                del self._found[handle]
        if self._neighbours is not None:
            self._neighbours.remove(entry)

    def ids(self) -> Sequence[str]:
        """The ids of all customers, in order."""
        return sorted(self._entries)

    def entry(self, record_id: str) -> Entry:
        """The entry with that id; KeyError when there is none."""
        return self._entries[record_id]

    def find(self, handle: str) -> Sequence[str]:
        """The ids with that handle, in order; empty when there is none."""
        return self._found.get(handle, ())

    @property
    def neighbours(self) -> Neighbours:
        """The looser index of words and parts, built when first needed: the certain band does without."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self._entries.values())
        return self._neighbours
