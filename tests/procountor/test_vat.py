"""Category, country and rate become a status and a percentage of the company's own list, or words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Address, PartyKind
from trackifi_procountor.company.bookkeeping_settings import Status
from trackifi_procountor.http import strict_json
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.translation import BOOKKEEPING, TODAY, invoice, line, order, party, reasons

SALES, PURCHASE = PartyKind.CUSTOMER, PartyKind.FREELANCER
NUMBERS = {"FI": "FI20774740", "SE": "SE556188840401", "NO": None, None: None}
FINNISH = {
    1: "Kotimaa",
    3: "EU:n ulkopuolinen myynti",
    5: "EU:n yhteisömyynti (tavara)",
    6: "EU:n yhteisömyynti (palvelu)",
    12: "Ei alv-käsittelyä",
    21: "Rakennusalan käännetty verovelvollisuus",
}


def asked(kind, category, country, *, rate="0", reason="Koeperuste", number=True):
    treatment = VatTreatment(category=VatCategory(category), rate=Decimal(rate), reason=reason)
    address = Address(street="Street 1", postcode="1", city="City", country=country) if country else Address()
    other = party(kind, address=address, vat_number=NUMBERS[country] if number else None)
    return order(kind, party=other, invoice=invoice(kind, lines=(line(vat=treatment),)))


@pytest.mark.parametrize(
    ("kind", "category", "rate", "country", "status"),
    [
        (SALES, "S", "25.5", "FI", 1),
        (SALES, "S", "13.5", "SE", 1),
        (SALES, "Z", "0", "FI", 1),
        (SALES, "E", "0", "FI", 12),
        (SALES, "O", "0", "NO", 12),
        (SALES, "AE", "0", "FI", 21),
        (SALES, "AE", "0", "SE", 6),
        (SALES, "K", "0", "SE", 5),
        (SALES, "G", "0", "NO", 3),
        (PURCHASE, "S", "14", "FI", 1),
        (PURCHASE, "S", "25.5", "FI", 1),
        (PURCHASE, "E", "0", "FI", 12),
        (PURCHASE, "O", "0", "FI", 12),
        (PURCHASE, "AE", "0", "FI", 21),
        (PURCHASE, "AE", "0", "SE", 7),
        (PURCHASE, "AE", "0", "NO", 22),
        (PURCHASE, "K", "0", "SE", 4),
    ],
)
def test_a_treatment_finds_the_status_that_means_it(kind, category, rate, country, status):
    body = strict_json.read(draft_of(asked(kind, category, country, rate=rate), BOOKKEEPING, today=TODAY).payload)
    row = body["invoiceRows"][0]
    assert (body["vatStatus"], row["vatStatus"], row["vatPercent"]) == (status, status, Decimal(rate))


@pytest.mark.parametrize(
    ("category", "country", "status"),
    [("S", "FI", 1), ("E", "FI", 12), ("AE", "FI", 21), ("AE", "SE", 6), ("K", "SE", 5), ("G", "NO", 3)],
)
def test_finnish_descriptions_mean_the_same(category, country, status):
    statuses = tuple(Status(id=one, description=words, sales=True, purchases=False) for one, words in FINNISH.items())
    rate = "25.5" if category == "S" else "0"
    draft = draft_of(asked(SALES, category, country, rate=rate), replace(BOOKKEEPING, statuses=statuses), today=TODAY)
    assert strict_json.read(draft.payload)["vatStatus"] == status


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (asked(SALES, "S", "FI", rate="24"), {("vat_rate_not_in_use", "lines[0].vat.rate")}),
        (asked(SALES, "S", "FI", rate="14"), {("vat_rate_not_in_use", "lines[0].vat.rate")}),
        (asked(PURCHASE, "S", "FI", rate="13.5"), {("vat_rate_not_in_use", "lines[0].vat.rate")}),
        (asked(SALES, "S", "FI", rate="0"), {("vat_rate_for_category", "lines[0].vat.rate")}),
        (asked(SALES, "Z", "FI", rate="25.5"), {("vat_rate_for_category", "lines[0].vat.rate")}),
        (asked(SALES, "Z", "FI", reason=None), {("vat_reason_missing", "lines[0].vat.reason")}),
        (asked(SALES, "AE", "SE", reason=" "), {("vat_reason_missing", "lines[0].vat.reason")}),
        (asked(SALES, "AE", "SE", number=False), {("vat_buyer_number_missing", "party.vat_number")}),
        (asked(SALES, "K", "SE", number=False), {("vat_buyer_number_missing", "party.vat_number")}),
        (asked(SALES, "K", "FI"), {("procountor_vat_country", "lines[0].vat.category")}),
        (asked(SALES, "G", "SE"), {("procountor_vat_country", "lines[0].vat.category")}),
    ],
)
def test_what_does_not_hold_together_is_refused_with_words(order, found):
    assert reasons(order) == found


def test_a_treatment_the_company_has_no_status_for_is_refused():
    without = replace(BOOKKEEPING, statuses=BOOKKEEPING.statuses[:1])
    assert reasons(asked(SALES, "E", "FI"), without) == {("vat_category_not_supported", "lines[0].vat.category")}


@pytest.mark.parametrize(
    ("words", "category", "fits"),
    [
        ("Import of goods, outside of the EU", "G", True),
        ("Import of goods, outside of the EU", "AE", False),
        ("Import of services, outside of the EU", "G", False),
        ("Import of services, outside of the EU", "AE", True),
        ("Tavaroiden maahantuonti EU:n ulkopuolelta", "G", True),
        ("Palvelujen maahantuonti EU:n ulkopuolelta", "G", False),
        ("Outside of the EU", "G", True),
        ("Outside of the EU", "AE", True),
    ],
)
def test_goods_over_the_border_are_never_booked_as_services_nor_services_as_goods(words, category, fits):
    only = replace(BOOKKEEPING, statuses=(Status(id=30, description=words, sales=False, purchases=True),))
    refused = set() if fits else {("vat_category_not_supported", "lines[0].vat.category")}
    assert reasons(asked(PURCHASE, category, "NO"), only) == refused


def test_of_two_statuses_for_two_rates_nobody_chooses():
    two = replace(
        BOOKKEEPING,
        statuses=(
            *BOOKKEEPING.statuses,
            Status(id=20, description="Construction reverse VAT 24 %", sales=True, purchases=True),
        ),
    )
    assert reasons(asked(SALES, "AE", "FI"), two) == {("procountor_vat_status_unclear", "lines[0].vat.category")}


def test_the_plain_domestic_status_wins_over_its_variants():
    more = Status(id=9, description="Domestic, margin scheme", sales=True, purchases=True)
    draft = draft_of(order(), replace(BOOKKEEPING, statuses=(more, *BOOKKEEPING.statuses)), today=TODAY)
    assert strict_json.read(draft.payload)["vatStatus"] == 1
