"""Business partners as Procountor answers them, each field as what it is here."""

import json
from datetime import UTC, datetime

import pytest
from trackifi_accounting.domain.partners.business_partners import PartnerRole, SendingChannel
from trackifi_accounting.domain.partners.parties import Address, EInvoiceAddress
from trackifi_accounting.errors import UnexpectedAnswer
from trackifi_procountor.partners.translate import partners_from

FULL = {
    "id": 7,
    "name": " Koekumppani Oy ",
    "type": "SUPPLIER",
    "address": {"street": "Koekatu 1", "zip": "00100", "city": "Helsinki", "country": "FINLAND", "specifier": ""},
    "invoicingInfo": {
        "customerNumber": "17",
        "identifier": "2077474-0",
        "identifierType": "FI",
        "ovt": "003720774740",
        "invoiceChannel": "ELECTRONIC_INVOICE",
        "language": "SWEDISH",
        "email": "a@b.example",
        "contactPerson": "Private Person",
        "orderNumber": "T-1",
        "einvoiceAddress": "003720774740",
        "einvoiceOperator": "003721291126",
    },
    "paymentInfo": {"paymentMethod": "BANK_TRANSFER", "bankAccount": "FI2112345600000785", "paymentTermDays": "14"},
    "registryInfo": {"active": False},
    "additionalInfo": {"formerCompanyName": "Vanha Oy", "auxiliaryCompanyName": ""},
    "contactPersons": [{"name": "Private Person"}],
    "version": "2026-07-01T12:30:00",
    "newField": {"later": 1},
}


def read(*rows):
    return list(partners_from(json.dumps(list(rows)).encode()))


def test_a_partner_is_read_with_what_matters_and_nothing_private():
    found = read(FULL)[0]
    assert (found.id, found.role, found.name, found.active) == ("7", PartnerRole.SUPPLIER, "Koekumppani Oy", False)
    assert (found.business_id, found.customer_number, found.email) == ("2077474-0", "17", "a@b.example")
    assert found.e_invoice == EInvoiceAddress(address="003720774740", operator="003721291126", ovt="003720774740")
    assert found.address == Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI")
    assert (found.channel, found.language, found.payment_days) == (SendingChannel.E_INVOICE, "sv", 14)
    assert (found.iban, found.references.order_number) == ("FI2112345600000785", "T-1")
    assert found.other_names == ("Vanha Oy",)
    assert found.version == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert "Private" not in repr(found)


@pytest.mark.parametrize(
    ("identifier", "kind", "business_id", "vat_number"),
    [
        ("2077474-0", "FI", "2077474-0", None),
        ("FI20774740", "FI", None, "FI20774740"),
        ("SE 556188-8404 01", None, None, "SE556188840401"),
        ("010190-123A", "HETU", None, None),
        ("010190-123A", None, None, None),
        ("2077474-0", "HETU", None, None),
        ("US-17", "NO", "US-17", None),
        (" ", "FI", None, None),
        (20774740, "FI", "20774740", None),
    ],
)
def test_one_field_holds_business_ids_vat_numbers_and_what_may_not_be_kept(identifier, kind, business_id, vat_number):
    row = {
        "id": 1,
        "name": "A",
        "type": "CUSTOMER",
        "invoicingInfo": {"identifier": identifier, "identifierType": kind},
    }
    found = read(row)[0]
    assert (found.business_id, found.vat_number) == (business_id, vat_number)


def test_words_that_are_new_to_us_are_left_open():
    info = {"invoiceChannel": "PIGEON", "language": "LATIN"}
    found = read({"id": 1, "name": "A", "type": "CUSTOMER", "invoicingInfo": info, "address": {"country": "MARS"}})[0]
    assert (found.channel, found.language, found.address.country) == (None, None, None)


def test_a_row_that_cannot_be_read_does_not_stop_the_others():
    rows = [
        {"id": 1},
        FULL,
        {"id": None, "name": "x", "type": "CUSTOMER"},
        {"id": 9, "name": "", "type": "CUSTOMER"},
        7,
    ]
    assert [found.id for found in read(*rows)] == ["7"]


def test_one_partner_comes_as_an_object_and_several_as_a_list():
    assert [one.id for one in partners_from(b" " + json.dumps(FULL).encode())] == ["7"]
    assert [one.id for one in read(FULL | {"id": 8}, FULL)] == ["8", "7"]


def test_an_id_as_text_is_still_an_id():
    assert read(FULL | {"id": "12"})[0].id == "12"


@pytest.mark.parametrize("body", [b"7", b'"x"', b"null", b"{}", b"[", b""])
def test_what_is_no_partner_at_all_is_unexpected(body):
    with pytest.raises(UnexpectedAnswer):
        list(partners_from(body))
