"""How each problem that only Procountor has comes about: a deed on its side, or an invoice of ours."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import BuyerReferences, PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.examples.records import PDF
from trackifi_procountor.codes.vat_periods import rate_periods
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.provoked_setups import (
    Provocation,
    client,
    closed_today,
    connected,
    described,
    ended,
    found,
    guarded,
    no_default,
    of_first,
    past_years_only,
    prevented,
    setting,
    stuck,
    suspended,
    unverified,
    without,
)
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.translation import BOOKKEEPING, COMPANY, TODAY, invoice, line, order, partner, party

SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
NOTHING = Draft(
    payload=b'{"type":"SALES_INVOICE","date":"2026-01-31"}',
    kind=SALES,
    totals=Totals(net=Decimal(0), vat=Decimal(0), gross=Decimal(0), currency="EUR"),
)


# Sending.


def book(connection, number="P-1"):
    linked = next(one for one in connection.accounting.partners() if one.role is PartnerRole.CUSTOMER and one.active)
    today = datetime.now(UTC).date()
    dated = invoice(number=InvoiceNumber(number), issued=today, due=today + timedelta(days=14))
    return connection.accounting.create(
        connection.accounting.draft(order(partner=partner(id=linked.id), invoice=dated)), fence=open_fence
    )


def refused(message: str, field: str | None = None) -> Provocation:
    """Procountor refuses the invoice in these words."""

    def provoke(_sandbox):
        error = {"status": 400, "message": message} | ({"field": field} if field else {})
        answer = http(json.dumps({"errors": [error]}).encode(), status="400 Bad Request")
        with raw_server(post_invoices=sending(answer)) as server:
            connected(server.url).accounting.create(NOTHING, fence=open_fence)

    return provoke


def token_refused(_sandbox):
    refusal = sending(http(b'{"errors":[{"status":401,"message":"Unauthorized"}]}', status="401 No"))
    with raw_server(get_sessioninfo=refusal) as server:
        connected(server.url).accounting.company()


def pdf_refused(sandbox):
    connection = connected(sandbox.url)
    there = book(connection)
    sandbox.state.first.invoices.remove(int(there.id))
    connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)


def pdf_forbidden(sandbox):
    connection = connected(sandbox.url)
    there = book(connection)
    sandbox.state.faults.add("error-before-commit", method="POST", path="/attachments", status=403)
    connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)


# Translating.


def drafted(asked, bookkeeping=BOOKKEEPING) -> Provocation:
    """The warnings of a draft, unless it is refused."""
    return lambda _sandbox: draft_of(asked, bookkeeping, today=TODAY).warnings


def taxed(category: str, *, rate="0", kind=SALES, country="FI"):
    vat = VatTreatment(category=VatCategory(category), rate=Decimal(rate), reason="Koeperuste")
    address = replace(party().address, country=country)
    other = party(kind, address=address, vat_number="FI20774740")
    return order(kind, party=other, invoice=invoice(kind, lines=(line(vat=vat),)))


TWO_OF_A_KIND = replace(
    BOOKKEEPING,
    statuses=(
        *BOOKKEEPING.statuses,
        replace(BOOKKEEPING.statuses[-2], id=23, description="Construction reverse VAT 24 %"),
    ),
)
UNSENDABLE_ID = replace(BOOKKEEPING, statuses=(replace(BOOKKEEPING.statuses[0], id=2**40), *BOOKKEEPING.statuses[1:]))

PROVOKED: dict[str, Provocation] = {
    "setting_invalid": setting,
    "client_rejected": client,
    "client_suspended": suspended,
    "token_refused": token_refused,
    "not_verified": unverified,
    "version_ended": ended,
    "call_refused": guarded,
    "paging_stuck": stuck,
    "service_impaired": found(lambda sandbox: setattr(sandbox.state, "status", "DEGRADED")),
    "clock_apart": found(lambda sandbox: sandbox.state.clock.advance(-660)),
    "product_unknown": found(of_first("product_version", "LEDGER")),
    "product_other": found(of_first("product_version", "BACKOFFICE_PLUS")),
    "company_ceased": found(of_first("operation_type", "CEASED")),
    "creation_prevented": found(prevented),
    "account_none": found(lambda sandbox: sandbox.state.first.accounts.clear()),
    "account_no_default": found(no_default),
    "period_closed_today": found(closed_today),
    "fiscal_year_missing": found(past_years_only),
    "vat_sales_unusable": found(without("sales")),
    "vat_purchases_unusable": found(without("purchase")),
    "contract_changed": described({"paths": {}, "components": {"schemas": {}}}),
    "edition_other": described(None, version="27.02"),
    "pdf_refused": pdf_refused,
    "attachment_forbidden": pdf_forbidden,
    "form_broken": drafted(order(), UNSENDABLE_ID),
    "vat_combination": refused("ERROR_VATSTATUS_VATPERC", "invoiceRows[0].vatStatus"),
    "ledger_account": refused("ERROR_LEDGERACCOUNT_VATPERCENTAGE_COMBINATION", "transactions[0].account"),
    "dimension_closed": refused(
        "DIMENSION_OR_DIMENSION_ITEM_IDENTIFIERS_DOES_NOT_MATCH_THOSE_STORED_IN_DATABASE", "transactions[0].dimensions"
    ),
    "ovt_refused": refused("INVALID_OVT", "counterParty.einvoiceAddress.ediId"),
    "cash_discount": refused("Cash discount is not in use.", "paymentInfo.cashDiscount"),
    "vat_status_unclear": drafted(taxed("AE"), TWO_OF_A_KIND),
    "vat_country": drafted(taxed("K")),
    "vat_not_registered": drafted(order(PURCHASE, party=party(PURCHASE, vat_registered=False))),
    "vat_letters": drafted(order(party=party(vat_number="2077474-1"))),
    "bic_malformed": drafted(order(PURCHASE, party=party(PURCHASE, bic="NDEA"))),
    "period_reversed": drafted(order(invoice=invoice(lines=(line(starts=date(2026, 1, 2), ends=date(2026, 1, 1)),)))),
    "channel_none": drafted(order(partner=partner(channel=None)), replace(BOOKKEEPING, default_channel=None)),
    "account_differs": drafted(order(company=replace(COMPANY, iban="FI2112345600000785"))),
    "rate_apart": drafted(
        order(invoice=invoice(currency="USD", currency_rate=Decimal("2.5"))),
        replace(BOOKKEEPING, exchange_rate=Decimal("1.085")),
    ),
    "decimals_rounded": drafted(order(invoice=invoice(lines=(line(quantity=Decimal("0.83333333")),)))),
    "surcharge_in_price": drafted(order(invoice=invoice(lines=(line(discount_percent=Decimal(-15)),)))),
    "vat_rate_day": drafted(order(), replace(BOOKKEEPING, periods=rate_periods("25.5 2026-02-01.."))),
    "vat_rate_advance": drafted(
        order(invoice=invoice(lines=(line(ends=date(2026, 2, 28)),))),
        replace(BOOKKEEPING, periods=rate_periods("25.5 ..2026-01-31")),
    ),
    "credited_unsaid": drafted(
        order(invoice=invoice(message="x" * 9_990, notes="x" * 9_990), credited=invoice(number=InvoiceNumber("2025-9")))
    ),
    "finland_only": drafted(
        order(invoice=invoice(references=BuyerReferences(order_number="T-1"))), replace(BOOKKEEPING, country="SWEDEN")
    ),
}
"""By the code without the plugin's name. Each gives problems, or raises an error that has them."""
