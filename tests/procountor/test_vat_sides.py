"""Sides that contradict each other about the other party's country: one reason, and the address that is written."""

from dataclasses import replace
from decimal import Decimal

import pytest
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Address

from tests.procountor.translation import ADDRESS, BOOKKEEPING, body, invoice, line, order, partner, party, reasons

SERVICE = VatTreatment(category=VatCategory.REVERSE_CHARGE, rate=Decimal(0), reason="Koeperuste")
SWEDISH = Address(street="Koegatan 1", postcode="11120", city="Stockholm", country="SE")


def sold(buyer, registered=None):
    return order(
        party=buyer, partner=registered or partner(), invoice=invoice(lines=(line(vat=SERVICE), line(vat=SERVICE)))
    )


def test_a_number_of_another_country_is_one_reason():
    assert reasons(sold(party(address=SWEDISH, vat_number="FI20774740"))) == {
        ("countries_contradict", "party.vat_number")
    }


def test_a_country_alone_does_not_move_the_registers_street():
    asked = sold(party(address=Address(country="SE"), vat_number="SE999999999901"), partner(address=ADDRESS))
    assert reasons(asked) == {("countries_contradict", "party.address.country")}


def test_a_country_alone_completes_an_address_that_has_none():
    registered = partner(address=replace(SWEDISH, country=None))
    written = body(sold(party(address=Address(country="SE"), vat_number="SE999999999901"), registered))
    address = written["counterParty"]["counterPartyAddress"]
    assert (address["street"], address["country"]) == ("Koegatan 1", "SWEDEN")


def test_the_numbers_letters_complete_an_address_without_a_country():
    address = replace(SWEDISH, country=None)
    written = body(sold(party(address=address, vat_number="SE999999999901")))
    assert written["counterParty"]["counterPartyAddress"]["country"] == "SWEDEN"
    assert written["vatStatus"] == 6


def test_reverse_charge_of_a_buyer_whom_nobody_places_is_refused():
    assert reasons(sold(party(address=Address()))) == {("address_incomplete", "party.address")}


@pytest.mark.parametrize(("country", "written"), [("EL", "GREECE"), ("gr", "GREECE"), ("UK", "UNITED_KINGDOM")])
def test_a_country_is_known_by_its_other_code(country, written):
    address = replace(SWEDISH, country=country)
    found = body(order(party=party(address=address)))["counterParty"]["counterPartyAddress"]["country"]
    assert found.startswith(written)


@pytest.mark.parametrize(("sales", "purchases"), [(False, True), (True, False)])
def test_nought_per_cent_is_in_use_on_its_own_side_only(sales, purchases):
    rates = tuple(
        replace(one, sales=sales, purchases=purchases) if one.percent == 0 else one for one in BOOKKEEPING.rates
    )
    exempt = replace(SERVICE, category=VatCategory.EXEMPT)
    asked = order(invoice=invoice(lines=(line(vat=exempt),)))
    found = reasons(asked, replace(BOOKKEEPING, rates=rates))
    assert found == (set() if sales else {("vat_rate_not_in_use", "lines[0].vat.rate")})
