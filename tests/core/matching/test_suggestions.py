"""Suggestions for hostile and broken input, the ladder of evidence, alternatives, duplicates, what a sync touches."""

import pytest
from stdnum.fi import ytunnus
from trackifi_accounting.domain.matching.identifiers import check_digit_holds, identifiers
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.rules.duplicates import duplicates
from trackifi_accounting.domain.matching.suggestions import Suggestion, words
from trackifi_accounting.domain.matching.wording import SENTENCES


def one(partner: Record | str, *customers: Record | str) -> Suggestion | None:
    left = Record(id="P", name=partner) if isinstance(partner, str) else partner
    right = [Record(id=f"C{at}", name=name) if isinstance(name, str) else name for at, name in enumerate(customers)]
    return next(suggest([left], right), None)


def reason(partner: Record | str, *customers: Record | str) -> str | None:
    found = one(partner, *customers)
    return f"{found.band} {found.reason}" if found else None


def test_a_business_id_decides_before_a_name() -> None:
    found = one(
        Record(id="P", name="Testaamo Esimerkki Oy", business_id="FI 9000003 8"),
        Record(id="named", name="Testaamo Esimerkki Oy"),
        Record(id="numbered", name="Koeala Oy", business_id="9000003-8"),
    )
    assert found is not None
    assert (found.right_id, found.reason) == ("numbered", "same_business_id")


def test_one_business_id_on_two_customers_is_only_likely() -> None:
    twice = [Record(id=at, name=f"Testaamo {at} Oy", business_id="9000003-8") for at in ("A", "B")]
    assert reason(Record(id="P", name="Koeala Oy", business_id="9000003-8"), *twice) == "likely same_number_on_several"


@pytest.mark.parametrize(
    "written", ["9000003-8", "90000038", "FI90000038", "FI-9000003-8", "9000003\u20138", " 9000003-8 "]
)
def test_a_business_id_is_read_in_every_spelling(written: str) -> None:
    assert identifiers(Record(id="P", name="", business_id=written)).business_id == "90000038"


def test_a_leading_zero_lost_in_a_spreadsheet_is_restored() -> None:
    number = next(f"01234{end:03}" for end in range(1000) if check_digit_holds(f"01234{end:03}"))
    assert identifiers(Record(id="P", name="", business_id=number[1:])).business_id == number


def test_the_check_digit_agrees_with_the_library_on_every_tail() -> None:
    numbers = [f"90000{end:03}" for end in range(1000)]
    assert [n for n in numbers if check_digit_holds(n)] == [n for n in numbers if ytunnus.is_valid(n)]


def test_an_equal_foreign_vat_number_is_certain() -> None:
    left, right = (Record(id=at, name=name, vat_number="DE 136695976") for at, name in (("P", "Koe"), ("C", "Testi")))
    assert reason(left, right) == "certain same_vat_number"


def test_two_vat_numbers_of_one_country_are_two_companies() -> None:
    left = Record(id="P", name="Testaamo GmbH", vat_number="DE136695976")
    assert reason(left, Record(id="C", name="Testaamo GmbH", vat_number="DE811569869")) is None


def test_a_wrong_foreign_vat_number_is_ignored_and_said() -> None:
    found = one(Record(id="P", name="Testaamo GmbH", vat_number="DE136695977"), "Testaamo GmbH")
    assert found is not None
    assert words(found, "fi") == "Sama nimi. Ei käytetty, tarkistusmerkki on väärä: DE136695977."


@pytest.mark.parametrize("name", ["", " ", "X", "x.", "Oy", "Toiminimi", "Oy Ab", "???", "-", "\u0000", "🙂"])
def test_a_name_that_says_nothing_is_never_certain(name: str) -> None:
    found = one(name, name, "Testaamo Esimerkki Oy")
    assert found is None or found.band == "likely"


def test_thousands_of_equal_names_are_never_certain_and_told_apart_by_number() -> None:
    customers = [Record(id=f"C{at:04}", name="Toiminimi") for at in range(3000)]
    known = Record(id="C9999", name="Toiminimi", business_id="9000003-8")
    partners = [Record(id=f"P{at:04}", name="Toiminimi") for at in range(3000)]
    partners.append(Record(id="P9999", name="Toiminimi", business_id="9000003-8"))
    found = list(suggest(partners, [*customers, known]))
    assert [(pair.left_id, pair.right_id) for pair in found if pair.band == "certain"] == [("P9999", "C9999")]


@pytest.mark.parametrize(
    "written",
    [
        "S\u00c3\u00a4\u00c3\u00a4st\u00c3\u00b6 Testi Oy",
        "Sa\u0308a\u0308sto\u0308 Testi Oy",
        "SÄÄSTÖ  TESTI OY",
        "Säästö\u00a0Testi Oy",
        "\uff33äästö Testi Oy",
    ],
)
def test_one_name_in_every_encoding_is_certain(written: str) -> None:
    assert (reason(written, "Säästö Testi Oy") or "").startswith("certain same_name")


def test_a_lost_letter_is_likely() -> None:
    assert reason("S?\u00e4st\ufffd Testaamo Esimerkki Oy", "Säästö Testaamo Esimerkki Oy") == "likely similar_name"


def test_a_letter_of_another_script_is_at_most_likely() -> None:
    assert reason("T\u0435staamo Esimerkki Oy", "Testaamo Esimerkki Oy") == "likely other_alphabet"


def test_a_name_cut_off_at_eighty_characters_is_likely() -> None:
    name = "Esimerkkialan testaajien ja koettelijoiden valtakunnallinen keskusjärjestö Testiliitto ry"
    assert reason(name[:80], name) == "likely similar_name"


@pytest.mark.parametrize(
    ("partner", "customer"),
    [
        ("Testaamo Holding Oy", "Testaamo Oy"),
        ("Testaamo Oy", "Testaamo Group Oy"),
        ("Testaamo II Oy", "Testaamo I Oy"),
        ("Asunto Oy Testikatu 15", "Asunto Oy Testikatu 17"),
        ("Testaamo (North) Limited", "Testaamo (South) Limited"),
        ("Testaamo Corporation (UK) Limited", "Testaamo Corporation"),
    ],
)
def test_sister_companies_are_not_suggested(partner: str, customer: str) -> None:
    assert reason(partner, customer) is None


@pytest.mark.parametrize("customers", [("Testaamo", "Testaamo Oy"), ("Testaamo Oy", "Testaamo")])
def test_a_namesake_with_a_legal_form_does_not_hide_the_one_without(customers: tuple[str, str]) -> None:
    found = one("Testaamo Esimerkki Oy", *customers)
    assert found is not None
    assert (found.reason, found.right_id) == ("name_contains_name", f"C{customers.index('Testaamo')}")


def test_a_person_is_at_most_likely_whichever_side_says_so() -> None:
    person = Record(id="P", name="Esimerkkinen Maija", person=True)
    assert reason(person, "Maija Esimerkkinen") == "likely same_person_name"
    assert reason("Maija Esimerkkinen", "Maija Esimerkkinen") == "likely same_person_name"


def test_two_unchecked_numbers_that_differ_leave_an_equal_name_likely() -> None:
    left = Record(id="P", name="Testaamo Limited", business_id="SC123456")
    assert (
        reason(left, Record(id="C", name="Testaamo Limited", business_id="SC654321")) == "likely same_name_other_number"
    )


def test_the_city_decides_which_namesake_comes_first() -> None:
    customers = [Record(id=at, name="Testaamo Oy", city=city) for at, city in (("A", "Testikylä"), ("B", "Koekylä"))]
    found = one(Record(id="P", name="Testaamo Oy", city="koekylä"), *customers)
    assert found is not None
    assert (found.right_id, found.band) == ("B", "likely")


def test_a_former_name_that_is_known_is_likely() -> None:
    customer = Record(id="C", name="Uusi Koeala Oy", other_names=("Testaamo Esimerkki Oy",))
    assert reason("Testaamo Esimerkki Oy", customer) == "likely one_of_the_names"


def test_a_linked_partner_gets_no_suggestion() -> None:
    partner = Record(id="P", name="Testaamo Oy")
    assert list(suggest([partner], [Record(id="C", name="Testaamo Oy")], linked={"P": "elsewhere"})) == []


def test_partners_that_repeat_each_other_are_flagged_once() -> None:
    partners = [
        Record(id="1", name="Testaamo Oy", business_id="9000003-8"),
        Record(id="2", name="Testaamo", business_id=None),
        Record(id="3", name="Koeala Oy", business_id="90000038"),
        Record(id="4", name="Testaamo Oy", business_id="9000004-6"),
        Record(id="5", name="Testaamo ry"),
        Record(id="6", name="Koeala Oy / Ostolaskut"),
    ]
    assert list(duplicates(partners)) == [
        ("1", "2", "same_name_key"),
        ("1", "3", "same_business_id"),
        ("2", "4", "same_name_key"),
        ("2", "5", "same_name_key"),
        ("3", "6", "same_name_key"),
    ]


def test_every_reason_has_both_languages_with_the_same_facts() -> None:
    fields = {
        code: [{part.split("}")[0] for part in text.split("{")[1:]} for text in texts]
        for code, texts in SENTENCES.items()
    }
    assert [code for code, (english, finnish) in fields.items() if english != finnish] == []
