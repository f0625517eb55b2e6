"""Deliveries and previews, as they go out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, Ended, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.queries.deliveries import DeliveryStatus, needs_attention, stands
from trackifi_accounting.use_cases.gate.plan import Plan

from trackifi_accounting_adapters.web.http.values import Day, Outgoing
from trackifi_accounting_adapters.web.invoices.schemas import LineOut, TotalsOut
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut


class ExclusionOut(Outgoing):
    """Who decided when that the invoice is not to be sent, and why."""

    by: str
    at: datetime
    reason: str


class AttemptOut(Outgoing):
    """One request that may have left: what it carried, and how it ended.

    `ended` is `under_way`, `sent`, `unknown` (no clean answer), `found_later` (it had arrived all the same), `refused`
    or `not_sent`. `digest` is the SHA-256 of the body that was sent.
    """

    at: datetime
    number: str
    gross: Decimal
    currency: str
    digest: str
    ended: Ended
    problem: Annotated[str | None, Field(description="The code of what came in its way.")]
    remote: Annotated[str | None, Field(description="The provider's number of what came of it.")]


class DeliveryOut(Outgoing):
    """The sending of one invoice.

    `checking` means that it may have arrived and is being looked for: nothing is sent again before that is known.
    """

    provider: str
    kind: PartyKind
    invoice: str
    number: str
    partner: str | None
    state: DeliveryState
    pdf_state: PdfState
    problems: list[ProblemOut]
    pdf_problem: ProblemOut | None
    requested_at: datetime
    requested_by: str
    sent_at: datetime | None
    next_step_at: Annotated[datetime | None, Field(description="When it goes on by itself; null when it does not.")]
    totals: TotalsOut | None
    remote_id: str | None
    remote_number: Annotated[str | None, Field(description="The provider's own number of the invoice.")]
    remote_state: RemoteState | None
    attempts: Annotated[int, Field(description="Requests that may have left.")]
    batch: Annotated[str | None, Field(description="The last batch that asked for it.")]
    exclusion: ExclusionOut | None
    standing: Annotated[DeliveryStatus, Field(description="Where it stands, as the chips of the pages say it.")]
    needs_attention: Annotated[bool, Field(description="Whether the filter for that shows it.")]
    seen: Annotated[list[ProblemOut], Field(description="What stands differently and was marked as seen.")]
    tried: Annotated[list[AttemptOut], Field(description="Its attempts, the latest last.")]

    @classmethod
    def made_of(cls, delivery: Delivery, tell: Teller) -> Self:
        """Make it, its problems told."""
        told = tell.every([delivery.open_pdf_problem])
        same = ("kind", "invoice", "number", "partner", "state", "pdf_state", "requested_at", "requested_by", "sent_at")
        more = ("provider", "remote_number", "remote_state", "attempts", "batch")
        return cls(
            **{name: getattr(delivery, name) for name in (*same, *more)},
            problems=[ProblemOut.model_validate(one) for one in tell.every(delivery.open_problems)],
            seen=[ProblemOut.model_validate(one) for one in tell.every(delivery.told_no_more)],
            standing=stands(delivery),
            needs_attention=needs_attention(delivery),
            tried=[AttemptOut.model_validate(one) for one in delivery.tried],
            pdf_problem=ProblemOut.model_validate(told[0]) if told else None,
            next_step_at=delivery.due,
            totals=TotalsOut.model_validate(delivery.totals) if delivery.totals else None,
            remote_id=delivery.remote,
            exclusion=ExclusionOut.model_validate(delivery.exclusion) if delivery.exclusion else None,
        )


class DeliveryList(Outgoing):
    """A page of deliveries, the newest request first."""

    items: list[DeliveryOut]


class PreviewPartnerOut(Outgoing):
    """The business partner who will get it, or from whom it is."""

    id: str
    name: str
    business_id: str | None


class PreviewDocumentOut(Outgoing):
    """The PDF that goes along; ``size`` in bytes."""

    name: str
    size: int


class PreviewLineOut(LineOut):
    """One line as it would be sent."""

    treatment: Annotated[str | None, Field(description="The provider's own words for the VAT of the line.")]


class PreviewCreditedOut(Outgoing):
    """The invoice that this one credits."""

    invoice: str
    number: str
    issued: Day


class PreviewOut(Outgoing):
    """What would be sent. ``totals`` are what the provider is expected to compute."""

    partner: PreviewPartnerOut
    number: str
    issued: Day
    due: Day
    currency: str
    currency_rate: Decimal | None
    lines: list[PreviewLineOut]
    totals: TotalsOut
    document: PreviewDocumentOut
    default_product: str | None
    credited: PreviewCreditedOut | None
    warnings: list[ProblemOut]

    @classmethod
    def made_of(cls, plan: Plan, tell: Teller) -> Self:
        """Make it, its warnings told."""
        invoice, document = plan.order.invoice, plan.document
        return cls(
            partner=PreviewPartnerOut.model_validate(plan.order.partner),
            number=invoice.number,
            issued=invoice.issued,
            due=invoice.due,
            currency=invoice.currency,
            currency_rate=invoice.currency_rate,
            lines=_lines(plan),
            totals=TotalsOut.model_validate(plan.draft.totals),
            document=PreviewDocumentOut(name=document.name, size=len(document.content)),
            default_product=plan.order.product,
            credited=_credited(plan.order.credited),
            warnings=[ProblemOut.model_validate(one) for one in tell.every(plan.warnings)],
        )


def _lines(plan: Plan) -> list[PreviewLineOut]:
    words = dict(enumerate(plan.draft.treatments))
    return [
        PreviewLineOut(**line.model_dump(), treatment=words.get(place))
        for place, line in enumerate(LineOut.all_of(plan.order.invoice))
    ]


def _credited(invoice: Invoice | None) -> PreviewCreditedOut | None:
    if invoice is None:
        return None
    return PreviewCreditedOut(invoice=invoice.id, number=invoice.number, issued=invoice.issued)
