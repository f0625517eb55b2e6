"""VAT numbers of every sort: with and without their country's letters, inside the European Union and outside."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.parties import Address
from trackifi_procountor import jsontext
from trackifi_procountor.invoices import draft_of

from tests.procountor.translation import ADDRESS, TERMS, TODAY, order, party, reasons

MALFORMED = {("vat_number_malformed", "party.vat_number")}
LETTERS = {("procountor_vat_letters", "party.vat_number")}


def buyer(country, number):
    address = replace(ADDRESS, country=country) if country else Address()
    return order(party=party(vat_number=number, address=address))


@pytest.mark.parametrize(
    ("country", "number", "told"),
    [
        ("FI", "FI20774741", MALFORMED),
        ("FI", "2077474-1", LETTERS),
        ("FI", "ei ole", set()),
        ("SE", "999999-9998 01", LETTERS),
        ("SE", "SE999999999801", MALFORMED),
        (None, "SE999999999801", MALFORMED),
        ("XI", "1234", LETTERS),
    ],
)
def test_a_number_that_can_be_checked_and_is_wrong_is_refused_in_the_right_words(country, number, told):
    assert reasons(buyer(country, number)) == told


@pytest.mark.parametrize(
    ("country", "number", "sent"),
    [
        ("FI", "FI 2077474-0", "FI20774740"),
        ("FI", "2077474-0", "FI20774740"),
        ("SE", "999999-9999 01", "SE999999999901"),
        ("GR", "094259216", "EL094259216"),
        ("GR", "EL 094259216", "EL094259216"),
        ("FI", "SE999999999901", "SE999999999901"),
        ("FI", "NO 999 999 999 MVA", "NO 999 999 999 MVA"),
        ("NO", "999 999 999 MVA", "999 999 999 MVA"),
        ("NO", "SE 999999999901", "SE999999999901"),
        ("RS", "SI 12345", "SI 12345"),
        ("CH", "CHE-100.155.212 MWST", "CHE-100.155.212 MWST"),
        (None, "12345", "12345"),
    ],
)
def test_a_right_number_goes_with_its_letters_and_one_from_elsewhere_as_it_is(country, number, sent):
    body = jsontext.read(draft_of(buyer(country, number), TERMS, today=TODAY).payload)
    assert body["counterParty"]["taxCode"] == sent
