"""Questions and a person's answers to them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import ConfigDict, Field
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.use_cases.reconciliation.ask import Found, Question

from trackifi_accounting_adapters.web.http.values import ONE_LINE, Day, Incoming, Outgoing, RemoteId
from trackifi_accounting_adapters.web.invoices.schemas import TotalsOut
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut

_ANSWER = (
    "`there`: it is at the provider; `send`: it isn't, send it; `another`: it is another invoice of that number; "
    "`leave`: leave it open; `reopen`: take it up again."
)
_REMOTE = "With `there`: the provider's number of the invoice, or its id."
_CONFIRMED = "With `there`: it is this invoice though it differs in what was shown."
_SEEN = "With `send`: ids of the invoices that were shown and are not this one; a second one of the number is sent."
_REASON = "Why; needed with `send` where the invoice was removed at the provider. It is kept in the history."
Reason = Annotated[str, Field(max_length=100, pattern=ONE_LINE, description=_REASON)]
Remote = Annotated[str, Field(max_length=100, pattern=ONE_LINE, description=_REMOTE)]


class AnswerIn(Incoming):
    """A person's answer; it goes into the history with who gave it, when, and what was shown."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"answer": "there", "remote": "20001042"}]})

    answer: Annotated[Answer, Field(description=_ANSWER)]
    remote: Remote | None = None
    confirmed: Annotated[bool, Field(strict=True, description=_CONFIRMED)] = False
    seen: Annotated[tuple[RemoteId, ...], Field(max_length=200, description=_SEEN)] = ()
    reason: Reason | None = None

    def reply(self) -> Reply:
        """As the core takes it."""
        seen = frozenset(RemoteInvoiceId(one) for one in self.seen)
        return Reply(
            answer=self.answer, remote=self.remote, confirmed=self.confirmed, seen=seen, reason=self.reason or ""
        )


class FoundOut(Outgoing):
    """An invoice of the number, as the provider shows it now; no `differences`: it is clearly this one."""

    id: str
    number: Annotated[str | None, Field(description="The provider's own number of the invoice.")]
    state: RemoteState
    partner: str | None
    created: datetime | None
    created_by: str | None
    totals: TotalsOut | None
    differences: list[ProblemOut]
    set_aside: Annotated[bool, Field(description="A person has said before that it is not this one.")]

    @classmethod
    def made_of(cls, found: Found, tell: Teller) -> Self:
        """Make it, the differences told."""
        invoice = found.invoice
        same = ("id", "number", "state", "partner", "created", "created_by")
        return cls(
            **{name: getattr(invoice, name) for name in same},
            totals=TotalsOut.model_validate(invoice.totals) if invoice.totals else None,
            differences=[ProblemOut.model_validate(one) for one in tell.every(found.differences)],
            set_aside=found.set_aside,
        )


class QuestionOut(Outgoing):
    """What only a person can decide, with all that helps to decide it."""

    question: ProblemOut
    look: Annotated[ProblemOut, Field(description="How to look at the provider.")]
    answers: list[Answer]
    left: Annotated[bool, Field(description="Whether it was left open: then it counts as needing no attention.")]
    number: str
    party: str
    issued: Day
    totals: TotalsOut
    found: list[FoundOut]
    trouble: Annotated[ProblemOut | None, Field(description="Why the provider could not be looked at, if so.")]

    @classmethod
    def made_of(cls, question: Question, tell: Teller) -> Self:
        """Make it, everything told."""
        asked, look = tell.every([question.problem, question.look])
        trouble = tell.every([question.trouble])
        return cls(
            question=ProblemOut.model_validate(asked),
            look=ProblemOut.model_validate(look),
            answers=list(question.answers),
            left=question.delivery.left,
            number=question.number,
            party=question.party,
            issued=question.issued,
            totals=TotalsOut.model_validate(question.totals),
            found=[FoundOut.made_of(one, tell) for one in question.found],
            trouble=ProblemOut.model_validate(trouble[0]) if trouble else None,
        )
