"""Whether a saved link still holds: each sync compares the partner with what it was when the link was saved."""

from dataclasses import dataclass
from enum import StrEnum

from trackifi_accounting.domain.matching.identifiers import identifiers, in_conflict
from trackifi_accounting.domain.matching.names.names import parse
from trackifi_accounting.domain.matching.parsed_records import name_keys
from trackifi_accounting.domain.matching.records import Record


class StaleReason(StrEnum):
    """A reason why a link is stale, the gravest first; the value is the machine code."""

    GONE = "partner_gone"
    INACTIVE = "partner_inactive"
    RETYPED = "partner_retyped"
    OTHER_COMPANY = "partner_other_business_id"
    RENAMED = "partner_renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerState:
    """A business partner as the provider shows it; `role` is customer or supplier in the provider's own word."""

    record: Record
    role: str
    active: bool = True


def stale_reason(saved: PartnerState, now: PartnerState | None) -> StaleReason | None:
    """Why the link saved with `saved` no longer holds, or None; `now` is None when a complete read lacked it.

    A change of case, punctuation or legal form alone is no rename.
    """
    if now is None:
        return StaleReason.GONE
    if not now.active:
        return StaleReason.INACTIVE
    if now.role != saved.role:
        return StaleReason.RETYPED
    if in_conflict(identifiers(saved.record), identifiers(now.record)):
        return StaleReason.OTHER_COMPANY
    same = set(name_keys(parse(saved.record.name))) & set(name_keys(parse(now.record.name)))
    return None if same else StaleReason.RENAMED
