"""After a sync, only what changed is matched again."""

from collections.abc import Iterable

from trackifi_accounting.domain.matching.entries import Entry, handles, part_keys, read
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.similarity import LEAST_LETTERS


def affected(customers: Iterable[Record], partners: Index) -> set[str]:
    """The ids of the partners whose suggestion may change when these customers came, changed or went.

    Give a changed customer twice, as it was and as it is. Partners that changed themselves are the caller's to add.
    How rare a word is changes with every record; that alone does not count as a change.
    """
    return {partner_id for customer in customers for partner_id in _near(read(customer), partners)}


def _near(customer: Entry, partners: Index) -> set[str]:
    found: set[str] = set()
    for handle in handles(customer):
        kind, value = handle.split(":", 1)
        for alike in (handle, f"core:{value}", f"key:{value}") if kind in {"key", "core"} else (handle,):
            found.update(partners.find(alike))
    for key in part_keys(customer):
        found.update(partners.find(f"key:{key}"), partners.find(f"core:{key}"))
    if customer.name.words:
        found.update(_resembling(customer, partners))
    return found


def _resembling(customer: Entry, partners: Index) -> set[str]:
    neighbours = partners.neighbours
    own = (customer.name.compact, customer.name.ordered)
    shapes = {*neighbours.containing(frozenset(customer.name.words))}
    shapes.update(neighbours.resembling(customer.name.compact, LEAST_LETTERS))
    found = {partner_id for shape in shapes for partner_id in neighbours.bearers(shape)}
    return found.union(*(neighbours.by_part(key) for key in own))
