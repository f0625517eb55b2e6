"""A suggestion: which two records may belong together, how sure, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trackifi_accounting.domain.matching.wording import IGNORED, SENTENCES, Language, sentence


class Band(StrEnum):
    """The confidence of a suggestion; nothing is saved without a person in either band."""

    CERTAIN = "certain"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A possible link: partner `left_id` may be customer `right_id`. `score` (0 to 100) only orders suggestions.

    `reason` is a stable code of `wording.SENTENCES`; `facts` fill its sentence: the shared value, the extra words.
    """

    left_id: str
    right_id: str
    band: Band
    score: int
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


def words(suggestion: Suggestion, language: Language) -> str:
    """The reason as one or more sentences a bookkeeper reads beside the suggestion."""
    told = [SENTENCES[suggestion.reason], *([IGNORED] if "ignored" in suggestion.facts else [])]
    return " ".join(sentence(templates, suggestion.facts, language) for templates in told)
