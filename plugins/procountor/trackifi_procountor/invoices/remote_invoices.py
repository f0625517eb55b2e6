"""Invoices as Procountor answers them: Invoice and InvoiceBasicInfo (Procountor API 26.04)."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.values.money import Totals, to_cents
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, RemoteInvoiceId, RemoteUserId

from trackifi_procountor.codes import enumerations
from trackifi_procountor.codes.checks import normal
from trackifi_procountor.codes.local_time import readings
from trackifi_procountor.errors import translate
from trackifi_procountor.http import strict_json
from trackifi_procountor.session.answers import AnswerPart, MetaAnswer
from trackifi_procountor.session.api import reading

STATES: Final[Mapping[str, RemoteState]] = {
    "UNFINISHED": RemoteState.UNFINISHED,
    "NOT_SENT": RemoteState.APPROVED,
    "APPROVED": RemoteState.APPROVED,
    "SENT": RemoteState.SENT,
    "PARTLY_PAID": RemoteState.PARTLY_PAID,
    "PAID": RemoteState.PAID,
    "MARKED_PAID": RemoteState.PAID,
    "INVALIDATED": RemoteState.REMOVED,
    "DELETED": RemoteState.REMOVED,
}
"""Every other status is on the way to one of these and told as OTHER."""


class SumAnswer(AnswerPart):
    """InvoiceSumInfo; a foreign invoice has two, one of them in the accounting currency."""

    currency: str | None = None
    in_accounting_currency: bool | None = None
    excluding_vat_total: Decimal | None = None
    vat_sum_total: Decimal | None = None
    invoice_sum_total: Decimal | None = None


class AttachmentAnswer(AnswerPart):
    """Attachment; ``reference_id`` is the id of what it is attached to."""

    name: str | None = None
    reference_id: int | None = None


class PaymentAnswer(AnswerPart):
    """PaymentInfo."""

    due_date: dt.date | None = None


class RowAnswer(AnswerPart):
    """InvoiceRow."""

    product: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    vat_percent: Decimal | None = None
    comment: str | None = None

    @property
    def text(self) -> str:
        """All that it says in a line, its figures without idle zeros."""
        price = f"{_figure(self.quantity)} {self.unit or ''} x {_figure(self.unit_price)}"
        discount = f"-{_figure(self.discount_percent)} %" if self.discount_percent else ""
        parts = (_one_line(self.product), price, discount, f"{_figure(self.vat_percent)} %", _one_line(self.comment))
        return " · ".join(part for part in parts if part)


class InvoiceAnswer(AnswerPart):
    """Invoice and InvoiceBasicInfo: what both have, and the rows and attachments that only the first has.

    The due date is among the first one's payment information, and in the second itself.
    """

    id: int
    type: str | None = None
    status: str | None = None
    partner_id: int | None = None
    date: dt.date | None = None
    invoice_number: int | None = None
    original_invoice_number: str | None = None
    created: str | None = None
    creator_id: int | None = None
    due_date: dt.date | None = None
    payment_info: PaymentAnswer | None = None
    invoice_sum_info: list[SumAnswer] | None = None
    invoice_rows: list[RowAnswer] | None = None
    attachments: list[AttachmentAnswer] | None = None


class FoundAnswer(AnswerPart):
    """GET /invoices. An answer without a list says nothing, and must never pass for an empty one."""

    results: list[InvoiceAnswer]
    meta: MetaAnswer | None = None


INVOICE: Final = TypeAdapter(InvoiceAnswer)
FOUND: Final = TypeAdapter(FoundAnswer)
ONE_OR_MANY: Final = TypeAdapter(InvoiceAnswer | list[InvoiceAnswer])


def the_asked(answer: InvoiceAnswer, ids: Collection[int], path: str) -> InvoiceAnswer:
    """The answer, when it is one of those asked for. Raises: UnexpectedAnswer for any other."""
    if answer.id not in ids:
        raise translate.of_unreadable(reading(path), "another id than was asked for")
    return answer


def remote_invoices(answers: list[InvoiceAnswer], *, ahead: timedelta) -> Iterator[RemoteInvoice]:
    """The sales and purchase invoices among them."""
    return (found for answer in answers if (found := remote_invoice(answer, ahead=ahead)) is not None)


def remote_invoice(answer: InvoiceAnswer, *, ahead: timedelta) -> RemoteInvoice | None:
    """The invoice, or None for another kind of receipt; its times on our clock, of which theirs is so far ahead."""
    kind = enumerations.KINDS.get(answer.type or "")
    if kind is None:
        return None
    created, later = (*readings(answer.created), None, None)[:2]
    due = answer.due_date or (answer.payment_info.due_date if answer.payment_info else None)
    return RemoteInvoice(
        id=RemoteInvoiceId(str(answer.id)),
        kind=kind,
        own_number=InvoiceNumber(answer.original_invoice_number or ""),
        state=STATES.get(answer.status or "", RemoteState.OTHER),
        number=str(answer.invoice_number) if answer.invoice_number is not None else None,
        partner=PartnerId(str(answer.partner_id)) if answer.partner_id is not None else None,
        issued=answer.date,
        due=due,
        created=_on_our_clock(created, ahead),
        created_or=_on_our_clock(later, ahead),
        created_by=RemoteUserId(str(answer.creator_id)) if answer.creator_id is not None else None,
        totals=_totals(answer.invoice_sum_info or []),
        lines=None if answer.invoice_rows is None else tuple(row.text for row in answer.invoice_rows),
        attachments=_names(answer.attachments),
    )


def _on_our_clock(theirs: dt.datetime | None, ahead: timedelta) -> dt.datetime | None:
    return None if theirs is None else theirs - ahead


def booked_as(payload: bytes) -> RemoteInvoice | None:
    """The invoice that a body of POST /invoices asks for; it has no id, and its sums are Procountor's to compute."""
    return remote_invoice(INVOICE.validate_python({**strict_json.read(payload), "id": 0}), ahead=timedelta(0))


def _figure(value: Decimal | None) -> str:
    return format(value.normalize(), "f") if value is not None else "0"


def _one_line(text: str | None) -> str:
    return " ".join(normal(text or "").split())


def _totals(sums: list[SumAnswer]) -> Totals | None:
    # An invoice in a foreign currency is summed twice; ours is compared in its own currency.
    own = next((one for one in sums if one.in_accounting_currency is False), sums[0] if sums else None)
    if own is None or own.currency is None:
        return None
    if own.excluding_vat_total is None or own.vat_sum_total is None or own.invoice_sum_total is None:
        return None
    return Totals(
        net=to_cents(own.excluding_vat_total),
        vat=to_cents(own.vat_sum_total),
        gross=to_cents(own.invoice_sum_total),
        currency=own.currency,
    )


def _names(attachments: list[AttachmentAnswer] | None) -> tuple[str, ...] | None:
    if attachments is None:
        return None
    return tuple(one.name for one in attachments if one.name is not None)
