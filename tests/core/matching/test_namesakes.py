"""Names that two companies carry, on registers made for the purpose, and in the order and the amounts that come."""

import pytest
from trackifi_accounting.domain.matching.cities import other_city
from trackifi_accounting.domain.matching.namesakes import Namesakes
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.suggestions import Band

from benchmarks.matching.twins import TWINS, twin_registers


def bands(partners, customers, **more):
    return {found.left_id: (found.band, found.reason) for found in suggest(partners, customers, **more)}


@pytest.mark.parametrize("seed", range(5))
def test_no_twin_is_certain_and_everybody_else_is(seed):
    made = twin_registers(seed)
    found = list(suggest(made.partners, made.customers))
    certain = [one for one in found if one.band is Band.CERTAIN]
    assert [one for one in certain if made.truth.get(one.left_id) != one.right_id] == []
    assert len(certain) >= 0.99 * (len(made.truth) - TWINS)


def test_some_of_the_partners_are_judged_beside_all_of_them():
    made = twin_registers()
    every = bands(made.partners, made.customers)
    namesakes = Namesakes(made.partners)
    some = made.partners[::7]
    alone = bands(some, made.customers, namesakes=namesakes)
    assert alone == {one.id: every[one.id] for one in some if one.id in every}


def test_a_linked_partner_is_a_rival():
    partners = [
        Record(id="P1", name="Koehovi Oy", business_id="9000003-8"),
        Record(id="P2", name="Koehovi Oy", business_id="9000004-6"),
    ]
    customers = [Record(id="C1", name="Koehovi", business_id="9000004-6"), Record(id="C2", name="Koehovi")]
    assert bands(partners, customers, linked={"P2": "C1"}) == {"P1": (Band.LIKELY, "same_name_other_customer")}
    assert bands(partners, customers[1:], linked={"P2": "C1"})["P1"][0] is Band.LIKELY


@pytest.mark.parametrize("names", [("Koehovi Oy", "Koehovi Oy"), ("Koehovi Oy", "KOEHOVI, OY")])
@pytest.mark.parametrize("numbers", [("9000003-8", None), (None, "9000003-8"), ("9000003-8", "9000004-6")])
def test_of_two_of_a_name_neither_is_certain_when_a_number_is_missing(names, numbers):
    both = zip(("P1", "P2"), names, numbers, strict=True)
    partners = [Record(id=one, name=name, business_id=number) for one, name, number in both]
    found = bands(partners, [Record(id="C", name="Koehovi Oy")])
    assert set(found.values()) == {(Band.LIKELY, "same_name_other_partner")}


def test_a_company_that_is_there_twice_has_no_rival():
    partners = [Record(id=one, name="Koehovi Oy", business_id="9000003-8") for one in ("P1", "P2")]
    found = bands(partners, [Record(id="C", name="Koehovi Oy")])
    assert {band for band, _ in found.values()} == {Band.CERTAIN}
    unnumbered = [Record(id=one, name="Koehovi Oy") for one in ("P1", "P2")]
    assert {band for band, _ in bands(unnumbered, [Record(id="C", name="Koehovi Oy")]).values()} == {Band.CERTAIN}


def test_a_name_that_hundreds_carry_is_nobody_s():
    partners = [Record(id=f"P{at:03}", name="Koehovi Konsultointi Oy") for at in range(300)]
    found = bands(partners, [Record(id="C", name="Koehovi Konsultointi Oy")])
    assert set(found.values()) == {(Band.LIKELY, "same_name_other_partner")}


def test_a_rival_that_came_later_counts_as_well():
    namesakes = Namesakes([Record(id="P1", name="Koehovi Oy", business_id="9000003-8")])
    customer = [Record(id="C", name="Koehovi Oy")]
    mine = [Record(id="P1", name="Koehovi Oy", business_id="9000003-8")]
    assert bands(mine, customer, namesakes=namesakes)["P1"] == (Band.CERTAIN, "same_name")
    namesakes.add(Record(id="P0", name="Koehovi", business_id="9000004-6"), ["koehovi"])
    assert bands(mine, customer, namesakes=namesakes)["P1"] == (Band.LIKELY, "same_name_other_partner")
    assert namesakes.sharing(["koehovi", "nobody"]) == {"P0", "P1"}


@pytest.mark.parametrize(
    ("left", "right", "other"),
    [
        ("Turku", "ÅBO ", False),
        ("Helsingfors", "Helsinki", False),
        ("Turku", "Oulu", True),
        ("", "Oulu", False),
        (None, None, False),
    ],
)
def test_towns_are_compared_by_what_they_are(left, right, other):
    assert other_city(left, right) is other
