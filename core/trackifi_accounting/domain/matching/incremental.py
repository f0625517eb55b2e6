"""After a sync, only what changed is matched again."""

from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.names.similarity import LEAST_LETTERS, Weight, similarity
from trackifi_accounting.domain.matching.parsed_records import ParsedRecord, handles, part_keys, read
from trackifi_accounting.domain.matching.records import Record

CLOSE: Final = 80.0
"""Names less alike than this, 0 to 100, are not suggested, however much the weights of words have changed."""


def concerned(partner: Record, went: Index, came: Index, weight: Weight) -> bool:
    """Whether the partner's suggestion may change with these customers; for many partners, who need no index then.

    `went` holds them as they were, `came` as they are; `weight` is that of words among all customers. That a customer
    `went` who was suggested for being similar is the caller's to see: the suggestion names it.
    """
    entry = read(partner)
    if any(next(_sharing(entry, customers), None) is not None for customers in (went, came)):
        return True
    names = {entry.name.compact: entry.name, entry.head.compact: entry.head}
    alike = (
        (name, shape) for name in names.values() for shape in came.neighbours.resembling(name.compact, LEAST_LETTERS)
    )
    return any(similarity(name, came.neighbours.name(shape), weight) >= CLOSE for name, shape in alike)


def _sharing(entry: ParsedRecord, others: Index) -> Iterator[str]:
    """The ids of records that share an identifier, an address, a name, a part of one, or a rare word."""
    for kind, value in handles(entry):
        for alike in ("core", "key") if kind in {"key", "core"} else (kind,):
            yield from others.find(alike, value)
    for key in part_keys(entry):
        for alike in ("key", "core"):
            yield from others.find(alike, key)
    if entry.name.words:
        for key in (entry.name.compact, entry.name.ordered):
            yield from others.neighbours.by_part(key)
        for shape in others.neighbours.containing(frozenset(entry.name.words)):
            yield from others.neighbours.bearers(shape)
