"""What an earlier release wrote is read by this one, down to what it left out."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.examples import records
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    full_delivery,
    integration,
    link,
    partner,
)
from trackifi_accounting_adapters.database.sql import bodies

WRITTEN: list[tuple[bodies.Body[Any], str, object]] = [
    (
        bodies.PARTNER,
        (
            '{"id":"1","role":"customer","name":"Specimen Oy","business_id":"1234567-1","e_invoice":{"address":'
            '"003712345671","operator":"SPECIMEN"},"address":{"street":"Näytekatu 1","postcode":"00100","city":"Helsinki",'
            '"country":"FI"},"channel":"e_invoice","payment_days":14,"references":{"order_number":"PO-1"},'
            '"other_names":["Specimen Ab"],"version":"2026-03-02T06:00:00Z"}'
        ),
        partner("1"),
    ),
    (
        bodies.LINK,
        (
            '{"kind":"customer","party":"a","partner":"1","partner_name":"Specimen Oy","partner_business_id":null,'
            '"saved_at":"2026-03-02T06:00:00Z","saved_by":"specimen administrator"}'
        ),
        link("1", "a"),
    ),
    (
        bodies.INTEGRATION,
        (
            '{"company":"specimen-acme","provider":"specimen-books","state":"active","remote":{"id":"1","name":'
            '"Specimen Oy","user":"7"},"access":{"granted":["read_suppliers","read_customers","read_company",'
            '"create_customer_invoices","create_freelancer_invoices","find_customer_invoices","find_freelancer_invoices",'
            '"read_products"],"own_invoices_only":["freelancer"],"documents":false},"key_generation":2,'
            '"watermark":"2026-03-02T06:00:00Z"}'
        ),
        integration(),
    ),
    (
        bodies.INVOICE,
        (
            '{"kind":"customer","id":"customer-1-10","number":"10","party":"1","status":"finalized","issued":"2026-01-31",'
            '"due":"2026-02-14","currency":"EUR","lines":[{"name":"Specimen work","quantity":"7.5","unit":"HUR",'
            '"unit_price":"80.00","vat":{"category":"S","rate":"25.5"}}],"totals":{"net":"600.00","vat":"153.00",'
            '"gross":"753.00","currency":"EUR"}}'
        ),
        records.invoice(CUSTOMER, "10", records.line(Decimal("25.5"))),
    ),
    (
        bodies.DELIVERY,
        (
            '{"company":"specimen-acme","provider":"specimen-books","kind":"customer","invoice":"1","number":"1",'
            '"partner":null,"state":"sending","requested_at":"2026-03-02T06:00:00Z","requested_by":'
            '"specimen administrator","totals":{"net":"100.10","vat":"25.53","gross":"125.63","currency":"EUR"},'
            '"attempts":1,"not_after":"2026-03-02T07:00:00Z","clean_looks":["2026-03-02T06:00:00Z",'
            '"2026-03-02T07:00:00Z"],"problems":[{"code":"text_too_long","facts":{"length":"41","limit":"40"},'
            '"field":"number"}],"due":"2026-03-02T06:00:00Z"}'
        ),
        replace(full_delivery("1"), payload=None),
    ),
]


@pytest.mark.parametrize(("body", "text", "record"), WRITTEN)
def test_what_was_written_before_is_still_read(body: bodies.Body[Any], text: str, record: object) -> None:
    assert body.read(text) == record


def test_what_was_left_out_still_means_the_same() -> None:
    company = bodies.COMPANY.read('{"id":"1","name":"x"}')
    assert (company.currency, company.language) == ("EUR", "fi")
    party = bodies.PARTY.read('{"kind":"freelancer","id":"1","name":"x"}')
    assert (party.kind, party.vat_registered, party.archived) == (PartyKind.FREELANCER, True, False)
    assert bodies.PARTNER.read('{"id":"1","role":"supplier","name":"x"}').active
    assert bodies.INTEGRATION.read(f'{{"company":"{ACME}","provider":"x"}}').state is IntegrationState.NOT_CONNECTED
