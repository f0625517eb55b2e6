"""What only a person can decide: a closed list of questions, each with its possible answers."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import RemoteInvoiceId

QUESTIONS: Final = frozenset(
    {
        "several_found",
        "number_taken",
        "perhaps_ours",
        "perhaps_sent",
        "held_already",
        "number_of_another_year",
        "removed_at_provider",
        "outcome_unclear",
        "orphan_at_provider",
    }
)
"""Problems of a delivery that are questions; every other goes away by changing something."""
PDF_BY_HAND: Final = "pdf_by_hand"
REMOVED: Final = "removed_at_provider"
LONGEST_REASON: Final = 100
"""Letters."""
OF_ANOTHER_YEAR: Final = "number_of_another_year"
"""Nothing is looked for at the provider: what has the number is known here."""


class Answer(StrEnum):
    """An answer that a person may give."""

    THERE = "there"
    SEND = "send"
    LEAVE = "leave"
    REOPEN = "reopen"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A person's answer. ``remote`` is needed with THERE: the provider's number of the invoice, or its id there.

    ``confirmed`` accepts that the invoice differs from ours in what was shown. ``seen`` names, with SEND, each invoice
    of the number that was shown and is not this one. ``reason`` says why, and is needed to book a removed one again.
    """

    answer: Answer
    remote: str | None = None
    confirmed: bool = False
    seen: frozenset[RemoteInvoiceId] = field(default_factory=frozenset)
    reason: str = ""


def question_of(delivery: Delivery) -> Problem | None:
    """The question a delivery waits with, left open or not; None when there is none."""
    asked = [one for one in delivery.problems if one.code in QUESTIONS]
    if delivery.state is DeliveryState.SENT:
        asked = [one for one in asked if one.code == REMOVED]
    elif delivery.state is not DeliveryState.NEEDS_ATTENTION:
        return None
    return asked[0] if asked else None


def needs_reason(delivery: Delivery) -> bool:
    """Whether sending it is to book again what a person removed at the provider: that is done for a reason."""
    asked = question_of(delivery)
    return asked is not None and asked.code == REMOVED


def answers_to(delivery: Delivery) -> tuple[Answer, ...]:
    """The answers that are possible now; () when nothing is asked."""
    if asked := question_of(delivery):
        leave = Answer.REOPEN if delivery.left else Answer.LEAVE
        return (Answer.ANOTHER, leave) if asked.code == OF_ANOTHER_YEAR else (Answer.THERE, Answer.SEND, leave)
    by_hand = delivery.foreign and delivery.pdf_state is PdfState.NEEDS_ATTENTION
    return (Answer.LEAVE,) if by_hand else ()
