"""What stands in the way of an invoice, as far as it is known here: each rule once, for the list and for the rest."""

from collections.abc import Iterable, Iterator
from itertools import chain

from trackifi_accounting.domain.activation.access import CREATE, Capability
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.invoices import printed_sums
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import fault_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.edits import edited
from trackifi_accounting.domain.reconciliation.questions import question_of
from trackifi_accounting.domain.values.references import ProductId
from trackifi_accounting.use_cases.gate.known import Known


def decided(known: Known) -> tuple[Problem, ...]:
    """What ends the matter, whatever else there is: a person has said that it is not to go, or it is not finished."""
    delivery, number = known.delivery, known.invoice.number
    if delivery and delivery.state is DeliveryState.EXCLUDED:
        word = delivery.exclusion
        facts = {"by": word.by, "message": word.reason} if word else {}
        return (Problem(code="invoice_excluded", facts={"number": number, **facts}),)
    if known.held:
        return (Problem(code="batch_stopped", facts={"number": number}),)
    unfinished = not_finished(known.invoice)
    return (unfinished,) if unfinished else ()


def not_finished(invoice: Invoice) -> Problem | None:
    """The problem of an invoice whose status in Trackifi does not allow sending."""
    if invoice.finished:
        return None
    return Problem(code="invoice_not_sendable", facts={"number": invoice.number, "status": invoice.status.value})


def before_draft(known: Known) -> tuple[Problem, ...]:
    """What is wrong with its number, its currency, its partner, its products and the key's right."""
    currency = printed_sums.currency_faults(known.invoice)
    return tuple(chain(_number(known), currency, _link(known), _products(known), _right(known)))


def beside_draft(known: Known, *, has_pdf: bool) -> tuple[Problem, ...]:
    """What is wrong with its sums and with what it credits, and that it has no PDF; what is in one is not told."""
    return tuple(
        chain(_pdf(known.invoice, has_pdf=has_pdf), printed_sums.faults(known.invoice), known.credited.reasons)
    )


def here(known: Known, *, has_pdf: bool) -> tuple[Problem, ...]:
    """Every reason that is known without asking the provider."""
    return decided(known) or (*before_draft(known), *beside_draft(known, has_pdf=has_pdf))


def warnings(known: Known) -> tuple[Problem, ...]:
    """What does not stop it."""
    access = known.access
    off = (Problem(code="documents_off"),) if access and access.documents is False else ()
    return (*_standing(known.delivery), *_edited(known), *off, *known.credited.warnings)


def asked_before(delivery: Delivery | None) -> bool:
    """Whether a request for it may have left: sending again only looks, or changes nothing."""
    return delivery is not None and (delivery.settled or delivery.in_flight or delivery.doubtful > 0)


def unusable(partner: BusinessPartner | None, kind: PartyKind) -> str | None:
    """Problem code of a partner that can't be invoiced for this kind of party, or None."""
    if partner is None:
        return "link_partner_gone"
    if partner.role is not ROLE_OF[kind]:
        return "link_partner_retyped"
    return None if partner.active else "link_partner_inactive"


def first_of_each(reasons: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each field's first reason; those of no field all."""
    told: set[str] = set()
    kept = []
    for one in reasons:
        if one.field is None or one.field not in told:
            kept.append(one)
        told |= {one.field} if one.field else set()
    return tuple(kept)


def _standing(delivery: Delivery | None) -> tuple[Problem, ...]:
    if delivery is None or not asked_before(delivery):
        return ()
    question = question_of(delivery)
    code = "already_there" if delivery.settled else "delivery_in_progress"
    return (question or Problem(code=code, facts={"number": delivery.number}),)


def _edited(known: Known) -> tuple[Problem, ...]:
    """What of a sent invoice, as it stands now, would not be sent."""
    edit = edited(known.delivery, known.invoice) if known.delivery else None
    return (edit,) if edit else ()


def _number(known: Known) -> Iterator[Problem]:
    if not known.invoice.number:
        yield Problem(code="number_missing", field="number")
    elif known.holder:
        yield _number_used(known)


def _number_used(known: Known) -> Problem:
    """A freelancer may begin anew each year: a number of another year is a question, any other use a refusal."""
    day, facts = known.holder_day, {"number": known.invoice.number}
    if known.invoice.kind is PartyKind.CUSTOMER or day is None or day.year == known.invoice.issued.year:
        return Problem(code="number_used_twice", field="number", facts=facts)
    return Problem(code="number_of_another_year", field="number", facts={**facts, "date": day.isoformat()})


def _link(known: Known) -> Iterator[Problem]:
    party = known.party.name if known.party else known.invoice.party
    if known.link is None:
        yield Problem(code="partner_not_linked", facts={"party": party})
    elif code := known.link.stale or unusable(known.partner, known.invoice.kind):
        before = known.link.partner_name
        current = known.partner.name if known.partner else before
        yield Problem(code=code, facts={"party": party, "partner": current, "before": before})


def _products(known: Known) -> Iterator[Problem]:
    if known.access and Capability.READ_PRODUCTS in known.access.missing:
        return  # what was not imported can't be missed
    lines = known.invoice.lines
    for place, line in enumerate(lines):
        if line.product:
            yield from _product(known, line.product, f"lines[{place}].product")
    if known.default and not all(line.product for line in lines):
        yield from _product(known, known.default, "default_product")


def _product(known: Known, product: ProductId, field: str) -> Iterator[Problem]:
    if code := fault_of(known.products.get(product), known.invoice.kind):
        yield Problem(code=code, field=field, facts={"product": known.names.get(product, product)})


def _right(known: Known) -> Iterator[Problem]:
    needed = CREATE[known.invoice.kind]
    if known.access and needed in known.access.missing:
        yield Problem(code="right_missing", facts={"rights": needed.value})


def _pdf(invoice: Invoice, *, has_pdf: bool) -> Iterator[Problem]:
    if not has_pdf:
        yield Problem(code="document_missing", field="document", facts={"number": invoice.number})
