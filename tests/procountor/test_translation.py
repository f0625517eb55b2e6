"""Choices between an order and its body: references, accounts, channels, addresses, posting."""

from dataclasses import replace
from decimal import Decimal

import pytest
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import ProductId
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.translation import (
    BOOKKEEPING,
    COMPANY,
    E_INVOICE,
    TODAY,
    body,
    order,
    partner,
    party,
    with_invoice,
    with_line,
    with_partner,
)

FREELANCER = PartyKind.FREELANCER


def test_the_expected_totals_go_with_the_draft():
    draft = draft_of(order(), BOOKKEEPING, today=TODAY)
    assert draft.totals == Totals(net=Decimal("600.00"), vat=Decimal("153.00"), gross=Decimal("753.00"), currency="EUR")


def test_the_same_order_gives_the_same_bytes_and_no_float_noise():
    asked = with_line(quantity=Decimal("0.100000"), unit_price=Decimal("1E+2"))
    assert draft_of(asked, BOOKKEEPING, today=TODAY).payload == draft_of(asked, BOOKKEEPING, today=TODAY).payload
    assert b'"quantity":0.1,"unit":"HOUR","unitPrice":100,' in draft_of(asked, BOOKKEEPING, today=TODAY).payload


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


def test_the_default_account_is_used_when_the_printed_one_is_unknown_and_that_is_said():
    draft = draft_of(order(company=replace(COMPANY, iban="FI2112345600000785")), BOOKKEEPING, today=TODAY)
    assert b'"accountNumber":"FI2799999900031563"' in draft.payload
    assert [warning.code for warning in draft.warnings] == ["procountor_account_differs"]


def test_a_foreign_company_gets_no_finnish_references_and_is_told_so():
    asked = with_invoice(project_number="PRJ-3", references=BuyerReferences(order_number="T-1"))
    draft = draft_of(asked, replace(BOOKKEEPING, country="SWEDEN"), today=TODAY)
    assert b"sellerReferenceIdentifier" not in draft.payload
    assert {warning.field for warning in draft.warnings} == {"project_number", "references.order_number"}


def test_a_partner_without_a_channel_gets_the_companys_default():
    asked = with_partner(channel=None, email="a@b.example")
    assert body(asked, replace(BOOKKEEPING, default_channel=SendingChannel.EMAIL))["invoiceChannel"] == "EMAIL"
    draft = draft_of(asked, replace(BOOKKEEPING, default_channel=None), today=TODAY)
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
    assert (
        body(order(), replace(BOOKKEEPING, by_row=frozenset({PartyKind.CUSTOMER})))["extraInfo"]["accountingByRow"]
        is True
    )
    assert body(order(product=ProductId("2001")))["invoiceRows"][0]["productId"] == 2001


def test_a_sales_price_is_always_said_to_be_without_vat():
    assert body(order())["extraInfo"]["unitPricesIncludeVat"] is False
    assert body(order(FREELANCER))["extraInfo"]["unitPricesIncludeVat"] is False
