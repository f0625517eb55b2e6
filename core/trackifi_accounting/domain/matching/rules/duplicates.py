"""Partners that look like duplicates of each other."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from trackifi_accounting.domain.matching.identifiers import in_conflict
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.names.legal_forms import in_conflict as forms_in_conflict
from trackifi_accounting.domain.matching.parsed_records import Handle, ParsedRecord, core_keys, handles, name_keys
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.choice import MOST

_REASONS: Final = {
    "business_id": "same_business_id",
    "vat_number": "same_vat_number",
    "name": "same_name",
    "key": "same_name_key",
    "core": "same_name_core",
}


def duplicates(partners: Iterable[Record]) -> Iterator[tuple[str, str, str]]:
    """Pairs (first id, later id, reason code) in order of id; each later partner once, with the first it repeats.

    Namesakes with different valid identifiers, and names that tell nobody apart, are no duplicates.
    """
    index = Index(partners)
    for partner_id in index.ids():
        entry = index.entry(partner_id)
        if found := _first(entry, index):
            yield found[0], partner_id, found[1]


def _first(entry: ParsedRecord, index: Index) -> tuple[str, str] | None:
    for handle in (*handles(entry), *_cores(entry)):
        reason = _REASONS.get(handle[0])
        for other_id in islice(index.find(*handle), MOST if reason else 0):
            if other_id >= entry.record.id:
                break
            if reason and _may_be_one(entry, index.entry(other_id), reason):
                return other_id, reason
    return None


def _cores(entry: ParsedRecord) -> Iterator[Handle]:
    """Where the same company stands with, or without, a department or the like."""
    yield from (("key", key) for key in core_keys(entry))
    yield from (("core", key) for key in name_keys(entry.name))


def _may_be_one(entry: ParsedRecord, other: ParsedRecord, reason: str) -> bool:
    if in_conflict(entry.ids, other.ids):
        return False
    by_number = reason in {"same_business_id", "same_vat_number"}
    return by_number or not (entry.name.weak or forms_in_conflict(entry.name.forms, other.name.forms))
