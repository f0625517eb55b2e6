"""The customers, found by each thing that may be equal; built once, then kept up to date record by record."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from trackifi_accounting.domain.matching.neighbours import Neighbours
from trackifi_accounting.domain.matching.parsed_records import KINDS, ParsedRecord, handles, read
from trackifi_accounting.domain.matching.records import Record


class Index:
    """An index of customers by identifier and name key.

    Adding a record replaces the one with its id; the order never matters.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._entries: dict[str, ParsedRecord] = {}
        # Nearly every handle leads to one record: its id alone then stands in for the list, a third of the memory.
        self._found: dict[str, dict[str, str | list[str]]] = {kind: {} for kind in KINDS}
        self._neighbours: Neighbours | None = None
        for record in records:
            self.add(record)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, record: Record) -> None:
        """Take the record in, in place of the one with the same id."""
        identity, tables = record.id, self._found
        if identity in self._entries:
            self.remove(identity)
        entry = self._entries[identity] = read(record)
        for kind, value in handles(entry):
            if (found := tables[kind].setdefault(value, identity)) is not identity:
                _share(tables[kind], value, found, identity)
        if self._neighbours is not None:
            self._neighbours.add(entry)

    def remove(self, record_id: str) -> None:
        """Forget the record; an unknown id is no error."""
        entry = self._entries.pop(record_id, None)
        if entry is None:
            return
        for kind, value in set(handles(entry)):
            found = self._found[kind][value]
            if isinstance(found, str) or len(found) == 1:
                del self._found[kind][value]
            else:
                del found[bisect_left(found, record_id)]
        if self._neighbours is not None:
            self._neighbours.remove(entry)

    def ids(self) -> Sequence[str]:
        """The ids of all customers, in order."""
        return sorted(self._entries)

    def entry(self, record_id: str) -> ParsedRecord:
        """The entry with that id; KeyError when there is none."""
        return self._entries[record_id]

    def find(self, kind: str, value: str) -> Sequence[str]:
        """The ids with that handle, in order; empty when there is none."""
        found = self._found[kind].get(value)
        if found is None:
            return ()
        return (found,) if isinstance(found, str) else found

    def namesake(self, keys: Iterable[str], own: str) -> ParsedRecord | None:
        """An entry other than that id with one of the name keys, the first by key and by id; mostly None."""
        whole, cored = self._found["key"], self._found["core"]
        for key in keys:
            for found in (whole.get(key), cored.get(key)):
                if found is not None and found != own:
                    other = found if isinstance(found, str) else next((one for one in found[:2] if one != own), None)
                    if other:
                        return self._entries[other]
        return None

    def named(self, exact: str) -> ParsedRecord | None:
        """One of the entries with that folded name."""
        found = self._found["name"].get(exact)
        return self._entries[found if isinstance(found, str) else found[0]] if found else None

    @property
    def neighbours(self) -> Neighbours:
        """The looser index of words and parts, built when first needed: the certain band does without."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self._entries.values())
        return self._neighbours


def _share(table: dict[str, str | list[str]], value: str, found: str | list[str], record_id: str) -> None:
    if isinstance(found, str):
        if found != record_id:
            table[value] = sorted((found, record_id))
        return
    at = bisect_left(found, record_id)
    if at == len(found) or found[at] != record_id:
        found.insert(at, record_id)
