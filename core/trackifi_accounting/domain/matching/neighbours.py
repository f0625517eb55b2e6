"""Customers by parts, words and shape of their names: where the likely rules look."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final

from rapidfuzz import fuzz, process

from trackifi_accounting.domain.matching.names.grams import Grams
from trackifi_accounting.domain.matching.names.names import Name
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, part_keys

RARE: Final = 8


class Neighbours:
    """An index of distinct names ("shapes") with the customers that bear them; the order of additions never matters."""

    def __init__(self, entries: Iterable[ParsedRecord]) -> None:
        self._bearers: dict[str, list[str]] = {}
        self._grams = Grams()
        self._names: dict[str, Name] = {}
        self._by_word: dict[str, dict[str, None]] = {}
        self._by_part: dict[str, list[str]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: ParsedRecord) -> None:
        """Take in an entry that is not there yet."""
        for key in part_keys(entry):
            insort(self._by_part.setdefault(key, []), entry.record.id)
        if not entry.name.words:
            return
        shape = " ".join(entry.name.words)
        if shape not in self._bearers:
            self._bearers[shape] = []
            self._grams.add(shape, entry.name.compact)
            self._names[shape] = entry.name
            for word in entry.name.words:
                self._by_word.setdefault(word, {})[shape] = None
        insort(self._bearers[shape], entry.record.id)

    def remove(self, entry: ParsedRecord) -> None:
        """Take out an entry that is there."""
        for key in part_keys(entry):
            _drop(self._by_part, key, entry.record.id)
        if not entry.name.words:
            return
        shape = " ".join(entry.name.words)
        _drop(self._bearers, shape, entry.record.id)
        if shape not in self._bearers:
            self._grams.remove(shape, self._names.pop(shape).compact)
            for word in set(entry.name.words):
                del self._by_word[word][shape]
                if not self._by_word[word]:
                    del self._by_word[word]

    def bearers(self, shape: str) -> Sequence[str]:
        """The ids of the customers with that name, in order."""
        return self._bearers[shape]

    def name(self, shape: str) -> Name:
        """One name of that shape; its words are those of all."""
        return self._names[shape]

    def by_part(self, key: str) -> Sequence[str]:
        """The ids of customers one of whose parts or other names has that key."""
        return self._by_part.get(key, ())

    def knows(self, word: str) -> bool:
        """Whether some customer's name has the word as such."""
        return word in self._by_word

    def weight(self, word: str) -> float:
        """How much a word tells: 1 for one that is everywhere, more the rarer it is."""
        return 1.0 + log((1 + len(self._bearers)) / (1 + len(self._by_word.get(word, ()))))

    def rare(self, word: str) -> bool:
        """Whether few customers have the word."""
        return len(self._by_word.get(word, ())) <= RARE

    def containing(self, words: frozenset[str]) -> Iterator[str]:
        """Shapes that share a rare word and have all of the words, or none but these."""
        seen: set[str] = set()
        for word in words:
            if self.rare(word):
                seen.update(self._by_word.get(word, ()))
        for shape in seen:
            theirs = frozenset(self._names[shape].words)
            if theirs != words and (theirs < words or words < theirs):
                yield shape

    def resembling(self, compact: str, least: float) -> list[str]:
        """Shapes at least so similar, written together, by insertions and deletions, 0 to 100."""
        choices = {shape: self._names[shape].compact for shape in self._grams.sharing(compact)}
        found = process.extract(compact, choices, scorer=fuzz.ratio, score_cutoff=least, limit=None)
        return [shape for _, _, shape in found]


def _drop(table: dict[str, list[str]], key: str, record_id: str) -> None:
    ids = table[key]
    del ids[bisect_left(ids, record_id)]
    if not ids:
        del table[key]
