"""VAT numbers of every sort: with and without their country's letters, inside the European Union and outside."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.partners.parties import Address
from trackifi_procountor.http import strict_json
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.translation import ADDRESS, BOOKKEEPING, TODAY, order, party, reasons

pytestmark = pytest.mark.tricky

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
        ("GR", "GR094259216", "EL094259216"),
        (None, "GR 094 259 216", "EL094259216"),
        ("FI", "NO 999 999 999 MVA", "NO999999999MVA"),
        ("NO", "NO 999 999 999 MVA", "NO999999999MVA"),
        ("NO", "999 999 999 MVA", "NO999999999MVA"),
        ("NO", "999999999", "NO999999999"),
        ("GB", "999 9999 73", "GB999999973"),
        ("CH", "CHE-100.155.212 TVA", "CHE100155212TVA"),
        ("CH", "CHE-100.155.212", "CHE100155212"),
        ("RS", "RS-100 000 024", "RS100000024"),
        ("NO", "SE 999999999901", "SE999999999901"),
        ("RS", "SI 12345", "SI12345"),
    ],
)
def test_a_right_number_goes_with_its_letters_and_without_blanks(country, number, sent):
    body = strict_json.read(draft_of(buyer(country, number), BOOKKEEPING, today=TODAY).payload)
    assert body["counterParty"]["taxCode"] == sent


@pytest.mark.parametrize(
    ("country", "number"),
    [("CH", "CHE-100.155.212 MWST"), ("US", "12-3456789"), (None, "12345"), ("FI", "ei ole"), ("NO", "ei ole")],
)
def test_a_number_that_has_no_form_of_theirs_is_left_out_and_that_is_said(country, number):
    draft = draft_of(buyer(country, number), BOOKKEEPING, today=TODAY)
    assert "taxCode" not in strict_json.read(draft.payload)["counterParty"]
    assert [(one.code, one.field, one.facts["value"]) for one in draft.warnings] == [
        ("value_left_out", "party.vat_number", number)
    ]


@pytest.mark.parametrize(
    ("country", "number", "told"),
    [
        ("GR", "GR094259216", [("value_put_right", "GR094259216", "EL094259216")]),
        ("NO", "999 999 999 MVA", [("value_put_right", "999 999 999 MVA", "NO999999999MVA")]),
        ("NO", "NO999999999MVA", []),
        ("FI", "FI 2077474-0", []),
    ],
)
def test_what_was_made_of_a_number_is_said(country, number, told):
    warnings = draft_of(buyer(country, number), BOOKKEEPING, today=TODAY).warnings
    assert [(one.code, one.facts["value"], one.facts["written"]) for one in warnings] == told


@pytest.mark.parametrize(
    ("country", "written", "sent"),
    [
        ("DK", "12-34-5678", "12345678"),
        ("SE", "556188-8404", "556188-8404"),
        ("ES", "2077474-0", "2077474-0"),
        ("NO", "999 999 999", "999 999 999"),
        (None, "12-345-67", "1234567"),
    ],
)
def test_a_business_id_from_abroad_never_looks_like_a_wrong_finnish_one(country, written, sent):
    address = replace(ADDRESS, country=country) if country else Address()
    draft = draft_of(order(party=party(business_id=written, address=address)), BOOKKEEPING, today=TODAY)
    assert strict_json.read(draft.payload)["counterParty"]["identifier"] == sent
    assert [one.code for one in draft.warnings] == (["value_put_right"] if sent != written else [])


@pytest.mark.parametrize(
    ("written", "sent"), [("91000347", "9100034-7"), ("9100034-7", "9100034-7"), ("9100034-1", None)]
)
def test_a_business_id_on_aland_is_a_finnish_one(written, sent):
    address = replace(ADDRESS, country="AX", postcode="22100", city="Mariehamn")
    asked = order(party=party(business_id=written, address=address))
    if sent is None:
        assert reasons(asked) == {("business_id_malformed", "party.business_id")}
    else:
        draft = draft_of(asked, BOOKKEEPING, today=TODAY)
        assert strict_json.read(draft.payload)["counterParty"]["identifier"] == sent
