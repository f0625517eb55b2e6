"""What keeps an invoice here: each fault is told by its field, all at once, before any call."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, ProductId

from tests.procountor.translation import (
    BOOKKEEPING,
    E_INVOICE,
    invoice,
    line,
    order,
    partner,
    party,
    reasons,
    with_invoice,
    with_line,
    with_partner,
    with_party,
)

FREELANCER = PartyKind.FREELANCER


@pytest.mark.parametrize(
    "reference", ["2601", "26014", "RF3126013", "RF30 26014", "abc", "12", "1" * 25, "RF", "RFAB26013"]
)
def test_a_reference_with_a_wrong_check_digit_is_refused(reference):
    assert reasons(with_invoice(payment_reference=reference)) == {("reference_malformed", "payment_reference")}


@pytest.mark.parametrize(
    ("kind", "reference", "code"),
    [
        (PartyKind.CUSTOMER, "RF97 C2H5 OH", "reference_not_finnish"),
        (PartyKind.CUSTOMER, "RF18 5390 0754 7034", "reference_not_finnish"),
        (FREELANCER, "RF97C2H5OH", "reference_not_finnish"),
        (FREELANCER, "0" * 20, "reference_zeros"),
        (FREELANCER, "RF35 0000", "reference_zeros"),
        (PartyKind.CUSTOMER, "0000", "reference_zeros"),
    ],
)
def test_a_reference_that_is_none_in_finland_is_refused_in_true_words(kind, reference, code):
    assert reasons(with_invoice(kind, payment_reference=reference)) == {(code, "payment_reference")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (with_invoice(due=date(2026, 1, 30)), {("due_before_date", "due")}),
        (with_invoice(due=date(2028, 10, 27)), {("due_too_late", "due")}),
        (with_invoice(due=date(2028, 10, 26)), set()),
        (with_invoice(issued=date(206, 1, 31), due=date(206, 2, 1)), {("date_implausible", "issued")}),
        (with_invoice(number=InvoiceNumber("n" * 41)), {("text_too_long", "number")}),
        (with_invoice(number=InvoiceNumber("n" * 40)), set()),
        (with_invoice(number=InvoiceNumber("7\u2212a")), {("text_not_allowed", "number")}),
        (with_invoice(number=InvoiceNumber(" 7\u00a0")), set()),
        (with_invoice(number=InvoiceNumber("")), {("text_missing", "number")}),
        (with_invoice(lines=()), {("lines_missing", "lines")}),
        (with_invoice(lines=(line(),) * 1001), {("lines_too_many", "lines")}),
        (with_invoice(lines=(line(),) * 1000), set()),
        (with_invoice(currency="usd"), {("currency_not_in_use", "currency"), ("currency_rate_missing", "currency_rate")}),
        (with_invoice(currency="USD"), {("currency_rate_missing", "currency_rate")}),
        (with_invoice(currency="USD", currency_rate=Decimal("1.0841")), set()),
        (with_invoice(currency_rate=Decimal("1.1")), {("value_out_of_range", "currency_rate")}),
        (with_invoice(interest_percent=Decimal("7.125")), {("too_many_decimals", "interest_percent")}),
        (with_invoice(interest_percent=Decimal(-1)), {("value_out_of_range", "interest_percent")}),
        (with_invoice(order_reference="x" * 71), {("text_too_long", "order_reference")}),
        (with_invoice(notes="x" * 10_001), {("text_too_long", "notes")}),
        (with_invoice(message="\u0420\u0443\u0431"), {("text_not_allowed", "message")}),
        (with_invoice(message="a\u0308 ok €\u2013…"), set()),
        (with_party(name="N" * 81), {("text_too_long", "party.name")}),
        (with_party(name=" "), {("text_missing", "party.name")}),
        (with_party(name="Ŕ Oy"), {("text_not_allowed", "party.name")}),
        (with_party(name="Hymy \U0001f642 Oy"), {("text_not_allowed", "party.name")}),
        (with_party(business_id="1234567-8"), {("business_id_malformed", "party.business_id")}),
        (with_party(vat_number="FI20774741"), {("vat_number_malformed", "party.vat_number")}),
        (with_party(contact_person="x" * 71), {("text_too_long", "party.contact_person")}),
        (with_party(address=Address(street="Koekatu 1")), {("address_incomplete", "party.address")}),
        (with_party(address=Address(street="Koekatu 1", country="QQ")), {("country_unknown", "party.address.country")}),
        (with_party(address=Address(street="K" * 81, country="FI")), {("text_too_long", "party.address.street")}),
        (with_party(address=Address()), set()),
        (with_line(name=""), {("text_missing", "lines[0].name")}),
        (with_line(name="x" * 101), {("text_too_long", "lines[0].name")}),
        (with_line(comment="x" * 513), {("text_too_long", "lines[0].comment")}),
        (with_line(comment="a\\b"), {("text_not_allowed", "lines[0].comment")}),
        (with_line(quantity=Decimal("0.1234567"), unit_price=Decimal(100_000)), {("too_many_decimals", "lines[0].quantity")}),
        (with_line(quantity=Decimal(1000), unit_price=Decimal("0.12345")), {("too_many_decimals", "lines[0].unit_price")}),
        (with_line(unit_price=Decimal(10**9)), {("value_out_of_range", "lines[0].unit_price")}),
        (with_line(discount_percent=Decimal(101)), {("value_out_of_range", "lines[0].discount_percent")}),
        (with_line(discount_percent=Decimal(-5)), set()),
        (with_line(starts=date(2026, 1, 2), ends=date(2026, 1, 1)), {("procountor_period_reversed", "lines[0].ends")}),
        (with_line(product=ProductId("seven")), {("product_gone", "lines[0].product")}),
        (with_partner(id=PartnerId("seven")), {("link_partner_gone", "partner")}),
        (with_partner(channel=SendingChannel.EMAIL), {("email_missing", "partner.email")}),
        (with_partner(channel=SendingChannel.EMAIL, email="koe@"), {("email_malformed", "partner.email")}),
        (with_partner(channel=SendingChannel.POST), set()),
        (
            order(party=party(address=Address()), partner=partner(channel=SendingChannel.POST)),
            {("address_incomplete", "party.address")},
        ),
        (
            with_partner(channel=SendingChannel.E_INVOICE),
            {("e_invoice_address_missing", "partner.e_invoice"), ("e_invoice_operator_missing", "partner.e_invoice.operator")},
        ),
        (with_partner(channel=SendingChannel.E_INVOICE, e_invoice=E_INVOICE), set()),
        (
            with_partner(channel=SendingChannel.E_INVOICE, e_invoice=replace(E_INVOICE, operator=None)),
            {("e_invoice_operator_missing", "partner.e_invoice.operator")},
        ),
        (with_party(FREELANCER, iban=None), {("iban_missing", "party.iban")}),
        (with_party(FREELANCER, iban="FI2112345600000786"), {("iban_malformed", "party.iban")}),
        (with_party(FREELANCER, bic="NDEA"), {("procountor_bic_malformed", "party.bic")}),
        (
            with_party(FREELANCER, iban="SE4550000000058398257466", address=Address(country="SE")),
            {("address_incomplete", "party.address")},
        ),
        (with_party(FREELANCER, vat_registered=False), {("procountor_vat_not_registered", "lines[0].vat.rate")}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_its_field_and_nothing_else_is(asked, found):
    assert reasons(asked) == found


def test_all_reasons_are_told_at_once():
    asked = order(
        party=party(name="", business_id="1-1"),
        invoice=invoice(due=date(2025, 1, 1), lines=(line(quantity=Decimal(10**9)), line(name=""))),
    )
    assert reasons(asked) == {
        ("text_missing", "party.name"),
        ("business_id_malformed", "party.business_id"),
        ("due_before_date", "due"),
        ("value_out_of_range", "lines[0].quantity"),
        ("text_missing", "lines[1].name"),
    }


def test_a_closed_period_is_known_before_the_call():
    closed = replace(BOOKKEEPING, closed=((date(2026, 1, 1), date(2026, 1, 31)),))
    assert reasons(order(), closed) == {("period_closed", "issued")}
    assert reasons(with_invoice(issued=date(2026, 2, 1)), closed) == set()


def test_without_an_own_account_no_sales_invoice_can_be_paid():
    assert reasons(order(), replace(BOOKKEEPING, accounts=())) == {("bank_account_missing", "company.iban")}
