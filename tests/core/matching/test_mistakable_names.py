"""Pairs that look the same and need not be: which band they get, and why."""

import pytest
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.suggestions import words

ADDRESS = "TE00390000034"


def found(partner: Record, *customers: Record) -> str | None:
    suggestion = next(suggest([partner], customers), None)
    return f"{suggestion.band} {suggestion.reason}" if suggestion else None


def of_names(partner: str, customer: str) -> str | None:
    return found(Record(id="P", name=partner), Record(id="C", name=customer))


@pytest.mark.parametrize(
    ("partner", "customer"),
    [
        ("Oy Testaamo", "Testaamo Oy Ab"),
        ("Oy Testaamo Ab", "Testaamo Ab"),
        ("Testaamo Oyj Abp", "Testaamo Oyj"),
        ("Testaamo ry", "Testaamo rf"),
        ("Testi & Koe Oy", "Testi ja Koe Oy"),
        ("Testi och Koe Ab", "Testi & Koe Oy Ab"),
        ("Saastotesti Palvelu Oy", "Säästötesti Palvelu Oy"),
        ("Testaamo Oy, Koekatu 5", "Testaamo Oy"),
        ("Testaamo Oy c/o Koeala Oy", "Testaamo Oy"),
    ],
)
def test_the_same_name_in_another_dress_is_certain(partner: str, customer: str) -> None:
    assert (of_names(partner, customer) or "").startswith("certain ")


@pytest.mark.parametrize(
    ("partner", "customer", "expected"),
    [
        ("Testaamo Oy", "Testaamo Ab", "likely other_legal_form"),
        ("Testaamo ry", "Testaamo Oy", "likely other_legal_form"),
        ("KY-Testaamo Oy", "Testaamo Oy", "likely other_legal_form"),
        ("AY Testaamo Oy", "Testaamo Oy", "likely other_legal_form"),
        ("Testaamo Oy, Koekylä", "Testaamo Oy, Testikylä", "likely same_name_other_addition"),
        ("Testiliitto ry, osasto 5", "Testiliitto ry, osasto 6", "likely same_name_other_addition"),
        ("Testaamo Oy / Myymälä 12", "Testaamo Oy / Myymälä 13", "likely same_name_other_addition"),
        ("Testaamo Oy, konkurssipesä", "Testaamo Oy", "likely same_name_other_party"),
        ("Testaamo Ab", "Testaamo Ab (sivuliike)", "likely same_name_other_party"),
        ("Testiliitto ry, Testilän osasto", "Testiliitto ry", "likely same_name_other_party"),
        ("Asunto Oy Testikatu 1 1", "Asunto Oy Testikatu 11", "likely other_division"),
        ("Koenen Vbnjk", "Vbnjk Koenen", "likely other_order"),
        ("Paastö Palvelu Oy", "Päästö Palvelu Oy", "likely other_letters"),
        ("Maija", "Maija", "likely same_person_name"),
        ("Käteisasiakas", "Käteisasiakas", "likely same_short_name"),
    ],
)
def test_a_name_that_leaves_a_doubt_is_likely(partner: str, customer: str, expected: str) -> None:
    assert of_names(partner, customer) == expected
    assert of_names(customer, partner) == expected


@pytest.mark.parametrize(
    ("partner", "customer"),
    [
        ("Testaamo Koekylä Oy", "Testaamo Oy"),
        ("Testaamo 1 Oy", "Testaamo Oy"),
        ("Testaamo 2000 Oy", "Testaamo 3000 Oy"),
        ("Testaamo Suomi Oy", "Testaamo Oy"),
        ("Kiinteistö Oy Testikatu 1", "Asunto Oy Testikatu 1"),
        ("Testaamon henkilökuntayhdistys ry", "Testaamo Oy"),
        ("Koeala Oy c/o Testaamo Oy", "Testaamo Oy"),
    ],
)
def test_another_company_is_not_suggested(partner: str, customer: str) -> None:
    assert of_names(partner, customer) is None


SISTERS = [
    ("Testaamo Oy", "Testaamo Holding Oy"),
    ("Rakennus Koenen Oy", "Rakennus Koela Oy"),
    ("Asunto Oy Testikatu 1", "Asunto Oy Testikatu 2"),
    ("Tilitoimisto Testaamo Oy", "Koeala Oy"),
    ("Testaamo", "Testaamo Esimerkki Oy"),
]


@pytest.mark.parametrize(("partner", "customer"), SISTERS)
def test_an_einvoice_address_that_sisters_share_is_never_certain(partner: str, customer: str) -> None:
    left, right = (Record(id=name, name=name, einvoice_address=ADDRESS) for name in (partner, customer))
    assert (found(left, right) or "").startswith("likely ")


@pytest.mark.parametrize(("partner", "customer"), SISTERS)
def test_a_customer_number_of_another_register_is_never_certain(partner: str, customer: str) -> None:
    left, right = (Record(id=name, name=name, customer_number="10017") for name in (partner, customer))
    assert not (found(left, right) or "").startswith("certain ")


def test_swapped_business_ids_are_likely_and_told() -> None:
    partner = Record(id="P", name="Testaamo Oy", business_id="9000003-8")
    customers = [
        Record(id="C1", name="Koeala Oy", business_id="9000003-8"),
        Record(id="C2", name="Testaamo Oy", business_id="9000004-6"),
    ]
    suggestion = next(suggest([partner], customers))
    assert (suggestion.right_id, suggestion.band, suggestion.reason) == ("C1", "likely", "same_number_other_holder")
    assert "Testaamo Oy has this name and another number" in words(suggestion, "en")


def test_of_two_namesakes_with_business_ids_the_equal_one_is_certain() -> None:
    partner = Record(id="P", name="Testaamo Oy", business_id="9000003-8")
    customers = [Record(id=at, name="Testaamo Oy", business_id=at) for at in ("9000003-8", "9000004-6")]
    suggestion = next(suggest([partner], customers))
    assert (suggestion.right_id, suggestion.band) == ("9000003-8", "certain")
