"""Where an invoice becomes the JSON that Procountor gets: read ``payload`` from top to bottom."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from trackifi_accounting.domain.invoices.contradictions import contradictions
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice, totals_of
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.errors import InvoiceRejected

from trackifi_procountor.codes import enumerations
from trackifi_procountor.codes.checks import Findings, decimals_in
from trackifi_procountor.company.bookkeeping_settings import BookkeepingSettings
from trackifi_procountor.errors.rejections import trackifi_field
from trackifi_procountor.http import strict_json
from trackifi_procountor.http.strict_json import Json
from trackifi_procountor.invoices.counterparties import CounterParty, channel_name, counter_party
from trackifi_procountor.invoices.credit_texts import texts
from trackifi_procountor.invoices.form import shape_faults
from trackifi_procountor.invoices.form_rules import Environment, rule_faults
from trackifi_procountor.invoices.payments import payment
from trackifi_procountor.invoices.row_amounts import SUMS
from trackifi_procountor.invoices.rows import rows
from trackifi_procountor.invoices.vat import Taxation, home_of

OLDEST: Final = timedelta(days=3650)
NEWEST: Final = timedelta(days=730)

UNMAPPED: Final = frozenset({"company.name", "company.address", "company.currency", "partner.name"})
"""Procountor knows its company's name, address and currency itself; whom an invoice is to is Trackifi's word."""


def draft_of(order: InvoiceOrder, bookkeeping: BookkeepingSettings, *, today: date) -> Draft:
    """Translate and check; the same order and terms always give the same bytes.

    Raises:
        InvoiceRejected: with every reason.
    """
    findings = Findings()
    body = payload(order, bookkeeping, findings)
    _check_dates(order, bookkeeping, today, findings)
    _check_sums(order.invoice, findings)
    if findings.reasons:
        raise InvoiceRejected(reasons=tuple(findings.reasons))
    _check_form(body, bookkeeping, findings)
    return Draft(
        payload=strict_json.write(body),
        kind=order.invoice.kind,
        totals=_expected(order.invoice),
        warnings=tuple(findings.warnings),
        treatments=_treatments(body, bookkeeping),
    )


def _expected(invoice: Invoice) -> Totals:
    """What Procountor is thought to come to: two decimals in every currency, VAT once for each rate."""
    return totals_of(
        invoice.lines, currency=invoice.currency, prices_include_vat=invoice.prices_include_vat, decimals=SUMS
    )


def payload(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> dict[str, Json]:
    """The body of POST /invoices (Procountor API 26.04). No status: every new invoice is UNFINISHED."""
    invoice = order.invoice
    sales = invoice.kind is PartyKind.CUSTOMER
    other = counter_party(order, bookkeeping, findings)
    _check_countries(order, other, bookkeeping, findings)
    lines = rows(order, _taxation(order, other, bookkeeping, findings), findings)
    return {
        "type": enumerations.TYPES[invoice.kind],
        "date": invoice.issued.isoformat(),
        "partnerId": _partner_id(order, findings),
        "counterParty": other.fields,
        **_given(billingAddress=other.billing, deliveryAddress=other.delivery),
        "paymentInfo": payment(order, bookkeeping, other.place, findings),
        # Said in every invoice: the company's own default must never decide it.
        "extraInfo": {
            "accountingByRow": _by_row(order, bookkeeping, lines),
            "unitPricesIncludeVat": invoice.prices_include_vat,
        },
        "discountPercent": Decimal(0),
        **_references(order, bookkeeping, findings),
        "invoiceRows": lines,
        "vatStatus": lines[0]["vatStatus"] if lines else 0,
        "originalInvoiceNumber": _number(order, findings),
        "invoiceChannel": channel_name(other),
        **(_for_sales(order, findings) if sales else {}),
        **_given(**texts(order, findings)),
    }


def _treatments(body: dict[str, Json], bookkeeping: BookkeepingSettings) -> tuple[str, ...]:
    """What Procountor calls the VAT of each row."""
    names = {one.id: one.description for one in bookkeeping.statuses}
    written: Any = body["invoiceRows"]
    return tuple(names[row["vatStatus"]] for row in written)


def _taxation(
    order: InvoiceOrder, other: CounterParty, bookkeeping: BookkeepingSettings, findings: Findings
) -> Taxation:
    sales = order.invoice.kind is PartyKind.CUSTOMER
    return Taxation(
        kind=order.invoice.kind,
        date=order.invoice.issued,
        where=other.where,
        buyer_number=other.vat_number if sales else order.company.vat_number or order.company.business_id,
        buyer_at="party.vat_number" if sales else "company.vat_number",
        registered=sales or order.party.vat_registered,
        bookkeeping=bookkeeping,
        findings=findings,
    )


def _check_countries(
    order: InvoiceOrder, other: CounterParty, bookkeeping: BookkeepingSettings, findings: Findings
) -> None:
    categories = {line.vat.category for line in order.invoice.lines}
    for one in contradictions(other.where, categories, home=home_of(bookkeeping)):
        (findings.reasons if one.stops else findings.warnings).append(one.problem)


def _partner_id(order: InvoiceOrder, findings: Findings) -> int:
    if not order.partner.id.isdecimal():
        findings.refuse("link_partner_gone", at="partner", partner=order.partner.name)
        return 0
    return int(order.partner.id)


def _by_row(order: InvoiceOrder, bookkeeping: BookkeepingSettings, lines: list[dict[str, Json]]) -> bool:
    """A product's own accounts are used only when each row is posted by itself."""
    return order.invoice.kind in bookkeeping.by_row or any("productId" in line for line in lines)


def _number(order: InvoiceOrder, findings: Findings) -> str:
    return findings.exact(order.invoice.number, at="number", limit=40)


def _for_sales(order: InvoiceOrder, findings: Findings) -> dict[str, Json]:
    invoice = order.invoice
    fields: dict[str, Json] = {"language": enumerations.language_of(order)}
    if invoice.interest_percent is not None:
        fields["penaltyPercent"] = findings.number(
            invoice.interest_percent, at="interest_percent", lowest=Decimal(0), highest=Decimal(100), decimals=2
        )
    return fields


def _references(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> dict[str, Json]:
    invoice = order.invoice
    found = {"orderReference": findings.text(invoice.order_reference, at="order_reference", limit=70)}
    own, registered = invoice.references, order.partner.references
    finnish = {
        "orderNumber": ("references.order_number", own.order_number or registered.order_number),
        "agreementNumber": ("references.agreement_number", own.agreement_number or registered.agreement_number),
        "accountingCode": ("references.accounting_code", own.accounting_code or registered.accounting_code),
        "deliverySite": ("references.delivery_site", own.delivery_site or registered.delivery_site),
        "tenderReference": ("references.tender_reference", own.tender_reference or registered.tender_reference),
        "buyerReferenceIdentifier": (
            "references.buyer_reference",
            own.buyer_reference or registered.buyer_reference,
        ),
        "sellerReferenceIdentifier": ("project_number", invoice.project_number),
    }
    for name, (at, value) in finnish.items():
        if bookkeeping.country in (None, "FINLAND"):
            found[name] = findings.text(value, at=at, limit=70)
        elif value:
            findings.warn("procountor_finland_only", at=at)
    return _given(**found)


def _given(**fields: Json | None) -> dict[str, Json]:
    # None alone means absent: an empty text and an empty object have their own meanings in Procountor.
    return {name: value for name, value in fields.items() if value is not None}


def _check_form(body: dict[str, Json], bookkeeping: BookkeepingSettings, findings: Findings) -> None:
    """Look at the finished body once more, by the API document alone: a mistake made above stops here.

    Raises: InvoiceRejected.
    """
    environment = Environment(currency=bookkeeping.currency, country=bookkeeping.country or "FINLAND")
    for path in shape_faults(body) or rule_faults(body, environment):
        findings.refuse("procountor_form_broken", at=trackifi_field(path) or path, place=path)
    if findings.reasons:
        raise InvoiceRejected(reasons=tuple(findings.reasons))


def _check_sums(invoice: Invoice, findings: Findings) -> None:
    """Three decimals of a dinar can't be kept; they fit where the last one is a zero."""
    finest = max((invoice.totals.net, invoice.totals.vat, invoice.totals.gross), key=decimals_in)
    if decimals_in(finest) > SUMS:
        findings.refuse("too_many_decimals", at="totals", value=format(finest, "f"), limit=SUMS)


def _check_dates(order: InvoiceOrder, bookkeeping: BookkeepingSettings, today: date, findings: Findings) -> None:
    issued = order.invoice.issued
    if not today - OLDEST <= issued <= today + NEWEST:
        findings.refuse("date_implausible", at="issued", value=issued)
    elif any(first <= issued <= last for first, last in bookkeeping.closed):
        findings.refuse("period_closed", at="issued", date=issued)
    elif bookkeeping.years and not any(first <= issued <= last for first, last in bookkeeping.years):
        findings.refuse("fiscal_year_missing", at="issued", date=issued)
