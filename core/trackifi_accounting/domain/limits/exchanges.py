"""What one call to a provider came to, without anything that a record says."""

from dataclasses import dataclass
from enum import StrEnum


class ExchangeOutcome(StrEnum):
    """The end of an exchange, as far as the provider's health is concerned; a clear refusal is OK."""

    OK = "ok"
    THROTTLED = "throttled"  # it asked for a pause
    FAILED = "failed"  # it answered that it is broken, or not in time, or not as itself
    UNREACHABLE = "unreachable"  # no byte has left: the connection could not be made


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One attempt at a call. ``path`` is a template with ``{id}`` for what names a record; ``seconds`` it took.

    ``writes`` tells whether the provider may have booked something; ``status`` is None when no answer came.
    """

    outcome: ExchangeOutcome
    method: str
    path: str
    writes: bool
    seconds: float
    status: int | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether something may have been booked without our knowing."""
        return self.writes and self.outcome is ExchangeOutcome.FAILED
