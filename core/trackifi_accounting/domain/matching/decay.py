"""Whether a saved link still holds: each sync compares the partner with what it was when the link was saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.matching.entries import name_keys
from trackifi_accounting.domain.matching.identifiers import identifiers, in_conflict
from trackifi_accounting.domain.matching.names.names import parse
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.wording import Language, sentence


class Decay(StrEnum):
    """Why a link is stale, the gravest first; the value is the machine code."""

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


_SENTENCES: Final[Mapping[Decay, tuple[str, str]]] = {
    Decay.GONE: (
        'The business partner "{was}" no longer exists at the provider.',
        "Liikekumppania ”{was}” ei enää ole taloushallinnossa.",
    ),
    Decay.INACTIVE: ('The business partner "{was}" is inactive.', "Liikekumppani ”{was}” on passiivinen."),
    Decay.RETYPED: (
        'The business partner "{was}" was of type {was_role} and is now {is_role}.',
        "Liikekumppanin ”{was}” tyyppi oli {was_role} ja on nyt {is_role}.",
    ),
    Decay.OTHER_COMPANY: (
        'The business partner "{was}" now has the business ID of another company, {is_id}.',
        "Liikekumppanilla ”{was}” on nyt toisen yrityksen tunnus, {is_id}.",
    ),
    Decay.RENAMED: (
        'The business partner "{was}" is now called "{is_name}".',
        "Liikekumppanin ”{was}” nimi on nyt ”{is_name}”.",
    ),
}


def decay(saved: PartnerState, now: PartnerState | None) -> Decay | None:
    """Why the link saved with `saved` no longer holds, or None; `now` is None when a complete read lacked it.

    A change of case, punctuation or legal form alone is no rename.
    """
    if now is None:
        return Decay.GONE
    if not now.active:
        return Decay.INACTIVE
    if now.role != saved.role:
        return Decay.RETYPED
    if in_conflict(identifiers(saved.record), identifiers(now.record)):
        return Decay.OTHER_COMPANY
    same = set(name_keys(parse(saved.record.name))) & set(name_keys(parse(now.record.name)))
    return None if same else Decay.RENAMED


def decay_words(reason: Decay, saved: PartnerState, now: PartnerState | None, language: Language) -> str:
    """The sentence shown beside a stale link."""
    current = now or saved
    facts = {
        "was": saved.record.name,
        "was_role": saved.role,
        "is_role": current.role,
        "is_name": current.record.name,
        "is_id": current.record.business_id or current.record.vat_number or "",
    }
    return sentence(_SENTENCES[reason], facts, language)
