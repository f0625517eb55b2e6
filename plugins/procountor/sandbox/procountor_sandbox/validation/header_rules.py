"""Rules of an invoice's head: type, dates, VAT status, language, what belongs to which type."""

from collections.abc import Iterator

from procountor_sandbox.serving.refusals import Issue, blank, invalid
from procountor_sandbox.state.partners import CUSTOMER, PERSON, SUPPLIER
from procountor_sandbox.validation.draft import PURCHASE_TYPES, SALES_TYPES, Draft

LONGEST_TERM = 999
FINNISH_ONLY = (
    "orderNumber", "agreementNumber", "accountingCode", "deliverySite", "tenderReference", "buyerReferenceIdentifier",
    "sellerReferenceIdentifier",
)  # fmt: skip


def type_rules(draft: Draft) -> Iterator[Issue]:
    """What may be created at all, and with which rows."""
    if draft.type == "PERIODIC_TAX_RETURN":
        yield invalid("type", "self-assessed tax invoices can only be read")
    if isinstance(draft.at("invoiceRows"), list) and not draft.rows():
        yield blank("invoiceRows")
    if draft.at("isOffer") is True and draft.type != "SALES_ORDER":
        yield invalid("isOffer", "only a sales order can be an offer")


def sales_only_rules(draft: Draft) -> Iterator[Issue]:
    """Fields and demands of sales invoices and sales orders."""
    if draft.is_sales:
        if not draft.has("language"):
            yield blank("language")
        if draft.text("deliveryMethod") == "OTHER":
            yield invalid("deliveryMethod", "OTHER is not supported on sales invoices")
        return
    for name in ("factoringContractId", "factoringText", "invoiceTemplateId"):
        if draft.has(name):
            yield invalid(name, "only for sales invoices and sales orders")


def finnish_rules(draft: Draft) -> Iterator[Issue]:
    """References that only Finnish environments know."""
    for name in FINNISH_ONLY:
        if draft.text(name) and draft.company.country != "FINLAND":
            yield invalid(name, "only in Finnish environments")


def date_rules(draft: Draft) -> Iterator[Issue]:
    """Open period, payment term, delivery period."""
    day, due = draft.day("date"), draft.day("paymentInfo", "dueDate")
    if day and not draft.company.is_open(day):
        yield "date", "CLOSED_FISCAL_PERIOD"
    if day and due:
        if due < day:
            yield "paymentInfo.dueDate", "DUE_DATE_BEFORE_BILL_DATE"
        elif (due - day).days > LONGEST_TERM:
            yield invalid("paymentInfo.dueDate", f"the payment term is at most {LONGEST_TERM} days")
    start, end = draft.day("deliveryStartDate"), draft.day("deliveryEndDate")
    if start and end and end < start:
        yield invalid("deliveryEndDate", "before the start of the delivery period")


def vat_status_rules(draft: Draft) -> Iterator[Issue]:
    """The status of the head: needed unless it is about expenses, and one of the company's."""
    if not draft.has("vatStatus"):
        if draft.type and not draft.is_expense:
            yield blank("vatStatus")
        return
    if not status_in_use(draft, draft.at("vatStatus")):
        yield invalid("vatStatus", "the status is not in use for this type of invoice")


def status_in_use(draft: Draft, number: object) -> bool:
    """The company has this status for the direction of the invoice."""
    return any(
        entry.id == number and (entry.sales if draft.is_sales else entry.purchase)
        for entry in draft.company.vat_statuses
    )


def partner_rules(draft: Draft) -> Iterator[Issue]:
    """A partner id must exist in the register that belongs to the type."""
    partner_id = draft.at("partnerId")
    if not isinstance(partner_id, int):
        return
    partner = draft.company.partners.get(partner_id)
    if partner is None or partner.type != _register(draft.type):
        yield invalid("partnerId", "no such partner in the register")


def _register(invoice_type: str) -> str:
    if invoice_type in SALES_TYPES:
        return CUSTOMER
    return SUPPLIER if invoice_type in PURCHASE_TYPES else PERSON
