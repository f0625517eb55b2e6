"""A plan: all that a sending is made of, and the delivery that it leads to."""

from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.snapshots import InvoiceSnapshot
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be sent. ``warnings`` do not stop it: the gate's, then those of the draft.

    ``paper`` is what the order's invoice says.
    """

    order: InvoiceOrder
    draft: Draft
    document: Document
    paper: InvoiceSnapshot
    warnings: tuple[Problem, ...] = ()


def planned(delivery: Delivery, plan: Plan) -> Delivery:
    """The delivery with everything that is frozen before the request, and with its number as its own."""
    return replace(
        delivery,
        number=plan.order.invoice.number,
        partner=plan.order.partner.id,
        revision=plan.order.invoice.revision,
        issued=plan.order.invoice.issued,
        payload=plan.draft.payload,
        totals=plan.draft.totals,
        pdf_digest=plan.document.digest,
        pdf_name=plan.document.name,
        paper=plan.paper,
        holds_number=True,
    )
