"""From Trackifi's invoice to Procountor's body, as two literals side by side; and what is refused on the way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from trackifi_accounting.domain.money import Totals
from trackifi_accounting.domain.parties import Address, BuyerReferences, PartyKind
from trackifi_accounting.domain.partners import SendingChannel
from trackifi_accounting.domain.references import InvoiceNumber, PartnerId, ProductId
from trackifi_procountor import jsontext
from trackifi_procountor.invoices import draft_of

from tests.procountor.translation import (
    COMPANY,
    E_INVOICE,
    TERMS,
    TODAY,
    invoice,
    line,
    order,
    partner,
    party,
    reasons,
)

FREELANCER = PartyKind.FREELANCER


def body(asked, terms=TERMS):
    return jsontext.read(draft_of(asked, terms, today=TODAY).payload)


def with_invoice(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, invoice=invoice(kind, **changes))


def with_party(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, party=party(kind, **changes))


def with_partner(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, partner=partner(kind, **changes))


def with_line(kind=PartyKind.CUSTOMER, **changes):
    return with_invoice(kind, lines=(line(**changes),))


def test_a_customer_invoice_becomes_a_sales_invoice():
    asked = order(
        company=replace(COMPANY, iban="FI55 4234 5670 0000 81"),
        party=party(
            business_id="20774740",
            vat_number="FI 20774740",
            customer_number="1042",
            contact_person="Koe Henkilö",
            delivery_address=Address(street="Varastotie 5", postcode="33100", city="Tampere", country="FI"),
            language="sv",
        ),
        partner=partner(channel=SendingChannel.EMAIL, email="laskut@koe.example"),
        invoice=invoice(
            payment_reference="RF30 26013",
            order_reference="PO-7",
            project_number="PRJ-3",
            interest_percent=Decimal("11.5"),
            message="Kiitos!\nToinen rivi",
            notes="Sisäinen",
            references=BuyerReferences(order_number="T-1", buyer_reference="O-2"),
            lines=(
                line(
                    discount_percent=Decimal("2.5"),
                    comment="Tammikuu\nviikot 1\u20134",
                    starts=date(2026, 1, 1),
                    ends=date(2026, 1, 31),
                    product=ProductId("2001"),
                ),
                line(name="Kulut", quantity=Decimal(-1), unit="pcs", unit_price=Decimal("12.3456")),
            ),
        ),
    )
    assert body(asked) == {
        "type": "SALES_INVOICE",
        "date": "2026-01-31",
        "partnerId": 1001,
        "counterParty": {
            "contactPersonName": "Koe Henkilö",
            "identifier": "2077474-0",
            "taxCode": "FI20774740",
            "customerNumber": "1042",
            "counterPartyAddress": {
                "name": "Koeasiakas Oy",
                "street": "Koekatu 1",
                "zip": "00100",
                "city": "Helsinki",
                "country": "FINLAND",
            },
            "email": "laskut@koe.example",
        },
        "deliveryAddress": {
            "name": "Koeasiakas Oy",
            "street": "Varastotie 5",
            "zip": "33100",
            "city": "Tampere",
            "country": "FINLAND",
        },
        "paymentInfo": {
            "paymentMethod": "BANK_TRANSFER",
            "currency": "EUR",
            "bankAccount": {"accountNumber": "FI5542345670000081"},
            "dueDate": "2026-02-14",
            "currencyRate": 1,
            "bankReferenceCode": "RF3026013",
            "bankReferenceCodeType": "RF",
        },
        "extraInfo": {"accountingByRow": True, "unitPricesIncludeVat": False},
        "discountPercent": 0,
        "orderReference": "PO-7",
        "orderNumber": "T-1",
        "buyerReferenceIdentifier": "O-2",
        "sellerReferenceIdentifier": "PRJ-3",
        "invoiceRows": [
            {
                "productId": 2001,
                "product": "Konsultointi",
                "quantity": Decimal("7.5"),
                "unit": "HOUR",
                "unitPrice": 80,
                "discountPercent": Decimal("2.5"),
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
                "comment": "Tammikuu\\viikot 1\u20134",
                "startDate": "2026-01-01",
                "endDate": "2026-01-31",
            },
            {
                "product": "Kulut",
                "quantity": -1,
                "unit": "PIECE",
                "unitPrice": Decimal("12.3456"),
                "discountPercent": 0,
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
            },
        ],
        "vatStatus": 1,
        "originalInvoiceNumber": "2026-17",
        "invoiceChannel": "EMAIL",
        "language": "SWEDISH",
        "penaltyPercent": Decimal("11.5"),
        "additionalInformation": "Kiitos!\nToinen rivi",
        "notes": "Sisäinen",
    }


def test_a_freelancer_invoice_becomes_a_purchase_invoice():
    asked = order(
        FREELANCER,
        party=party(FREELANCER, name="Koe Tekijä Tmi", bic="NDEAFIHH", business_id="2077474-0"),
        invoice=invoice(FREELANCER, payment_reference="2601 3"),
    )
    assert body(asked) == {
        "type": "PURCHASE_INVOICE",
        "date": "2026-01-31",
        "partnerId": 1001,
        "counterParty": {
            "identifier": "2077474-0",
            "counterPartyAddress": {
                "name": "Koe Tekijä Tmi",
                "street": "Koekatu 1",
                "zip": "00100",
                "city": "Helsinki",
                "country": "FINLAND",
            },
        },
        "deliveryAddress": {},
        "paymentInfo": {
            "paymentMethod": "BANK_TRANSFER",
            "currency": "EUR",
            "bankAccount": {"accountNumber": "FI2112345600000785", "bic": "NDEAFIHH"},
            "dueDate": "2026-02-14",
            "currencyRate": 1,
            "bankReferenceCode": "26013",
            "bankReferenceCodeType": "FI",
        },
        "extraInfo": {"accountingByRow": False, "unitPricesIncludeVat": False},
        "discountPercent": 0,
        "invoiceRows": [
            {
                "product": "Konsultointi",
                "quantity": Decimal("7.5"),
                "unit": "HOUR",
                "unitPrice": 80,
                "discountPercent": 0,
                "vatPercent": Decimal("25.5"),
                "vatStatus": 1,
            }
        ],
        "vatStatus": 1,
        "originalInvoiceNumber": "2026-17",
        "invoiceChannel": "NO_SENDING",
    }


def test_the_expected_totals_go_with_the_draft():
    draft = draft_of(order(), TERMS, today=TODAY)
    assert draft.totals == Totals(net=Decimal("600.00"), vat=Decimal("153.00"), gross=Decimal("753.00"), currency="EUR")


def test_the_same_order_gives_the_same_bytes_and_no_float_noise():
    asked = with_line(quantity=Decimal("0.100000"), unit_price=Decimal("1E+2"))
    assert draft_of(asked, TERMS, today=TODAY).payload == draft_of(asked, TERMS, today=TODAY).payload
    assert b'"quantity":0.1,"unit":"HOUR","unitPrice":100,' in draft_of(asked, TERMS, today=TODAY).payload


@pytest.mark.parametrize(
    ("kind", "reference", "sent"),
    [
        (PartyKind.CUSTOMER, None, {"bankReferenceCode": ""}),
        (PartyKind.CUSTOMER, " ", {"bankReferenceCode": ""}),
        (PartyKind.CUSTOMER, "26013", {"bankReferenceCode": "26013", "bankReferenceCodeType": "FI"}),
        (
            PartyKind.CUSTOMER,
            "1234567123456784",
            {"bankReferenceCode": "1234567123456784", "bankReferenceCodeType": "FI"},
        ),
        (FREELANCER, None, {}),
        (FREELANCER, "rf30 26013", {"bankReferenceCode": "RF3026013", "bankReferenceCodeType": "RF"}),
    ],
)
def test_a_reference_is_made_given_or_left_out(kind, reference, sent):
    payment = body(with_invoice(kind, payment_reference=reference))["paymentInfo"]
    assert {name: value for name, value in payment.items() if name.startswith("bankReference")} == sent


@pytest.mark.parametrize("reference", ["2601", "26014", "RF3126013", "RF30 26014", "abc", "12", "1" * 25])
def test_a_reference_with_a_wrong_check_digit_is_refused(reference):
    assert reasons(with_invoice(payment_reference=reference)) == {("reference_malformed", "payment_reference")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (with_invoice(due=date(2026, 1, 30)), {("due_before_date", "due")}),
        (with_invoice(due=date(2028, 10, 27)), {("due_too_late", "due")}),
        (with_invoice(due=date(2028, 10, 26)), set()),
        (with_invoice(issued=date(206, 1, 31), due=date(206, 2, 1)), {("date_implausible", "issued")}),
        (with_invoice(number=InvoiceNumber("n" * 41)), {("text_too_long", "number")}),
        (with_invoice(number=InvoiceNumber("n" * 40)), set()),
        (with_invoice(number=InvoiceNumber(" 7")), {("text_not_allowed", "number")}),
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
        (with_party(name="Piilo\u200bmerkki"), {("text_not_allowed", "party.name")}),
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
        (with_line(unit="fortnight"), {("unit_unknown", "lines[0].unit")}),
        (with_line(quantity=Decimal("0.1234567")), {("too_many_decimals", "lines[0].quantity")}),
        (with_line(unit_price=Decimal("0.12345")), {("too_many_decimals", "lines[0].unit_price")}),
        (with_line(unit_price=Decimal(10**9)), {("value_out_of_range", "lines[0].unit_price")}),
        (with_line(discount_percent=Decimal(101)), {("value_out_of_range", "lines[0].discount_percent")}),
        (with_line(discount_percent=Decimal(-5)), {("value_out_of_range", "lines[0].discount_percent")}),
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
        invoice=invoice(due=date(2025, 1, 1), lines=(line(unit="?"), line(name=""))),
    )
    assert reasons(asked) == {
        ("text_missing", "party.name"),
        ("business_id_malformed", "party.business_id"),
        ("due_before_date", "due"),
        ("unit_unknown", "lines[0].unit"),
        ("text_missing", "lines[1].name"),
    }


def test_a_closed_period_is_known_before_the_call():
    closed = replace(TERMS, closed=((date(2026, 1, 1), date(2026, 1, 31)),))
    assert reasons(order(), closed) == {("period_closed", "issued")}
    assert reasons(with_invoice(issued=date(2026, 2, 1)), closed) == set()


def test_without_an_own_account_no_sales_invoice_can_be_paid():
    assert reasons(order(), replace(TERMS, accounts=())) == {("bank_account_missing", "company.iban")}


def test_the_default_account_is_used_when_the_printed_one_is_unknown_and_that_is_said():
    draft = draft_of(order(company=replace(COMPANY, iban="FI2112345600000785")), TERMS, today=TODAY)
    assert b'"accountNumber":"FI2799999900031563"' in draft.payload
    assert [warning.code for warning in draft.warnings] == ["procountor_account_differs"]


def test_a_foreign_company_gets_no_finnish_references_and_is_told_so():
    asked = with_invoice(project_number="PRJ-3", references=BuyerReferences(order_number="T-1"))
    draft = draft_of(asked, replace(TERMS, country="SWEDEN"), today=TODAY)
    assert b"sellerReferenceIdentifier" not in draft.payload
    assert {warning.field for warning in draft.warnings} == {"project_number", "references.order_number"}


def test_a_partner_without_a_channel_gets_the_companys_default():
    asked = with_partner(channel=None, email="a@b.example")
    assert body(asked, replace(TERMS, default_channel=SendingChannel.EMAIL))["invoiceChannel"] == "EMAIL"
    draft = draft_of(asked, replace(TERMS, default_channel=None), today=TODAY)
    assert [warning.code for warning in draft.warnings] == ["procountor_channel_none"]


def test_the_whole_address_comes_from_one_place_and_only_the_country_is_filled_in():
    asked = order(
        party=party(address=Address(street="Oma 1")),
        partner=partner(address=Address(street="Muu 2", city="Turku", country="FI")),
    )
    address = body(asked)["counterParty"]["counterPartyAddress"]
    assert address == {"name": "Koeasiakas Oy", "street": "Oma 1", "country": "FINLAND"}


def test_an_e_invoice_has_both_addresses_and_its_own():
    asked = with_partner(channel=SendingChannel.E_INVOICE, e_invoice=E_INVOICE)
    sent = body(asked)
    assert sent["billingAddress"] == sent["counterParty"]["counterPartyAddress"]
    assert sent["counterParty"]["einvoiceAddress"] == {
        "operator": "003721291126",
        "address": "003720774740",
        "ediId": "003720774740",
    }


def test_posting_by_row_follows_the_company_or_a_linked_product():
    assert body(order())["extraInfo"]["accountingByRow"] is False
    assert body(order(), replace(TERMS, by_row=frozenset({PartyKind.CUSTOMER})))["extraInfo"]["accountingByRow"] is True
    assert body(order(product=ProductId("2001")))["invoiceRows"][0]["productId"] == 2001


def test_a_sales_price_is_always_said_to_be_without_vat():
    assert body(order())["extraInfo"]["unitPricesIncludeVat"] is False
    assert body(order(FREELANCER))["extraInfo"]["unitPricesIncludeVat"] is False
