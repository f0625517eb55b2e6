"""Which side is believed about a party's country, and what becomes of a contradiction."""

from itertools import product

import pytest
from trackifi_accounting.domain.invoices.contradictions import contradictions
from trackifi_accounting.domain.invoices.vat import VatCategory
from trackifi_accounting.domain.invoices.whereabouts import whereabouts
from trackifi_accounting.domain.partners.parties import Address

STREET = {"street": "Koekatu 1", "postcode": "10111", "city": "Koekaupunki"}
NUMBERS = {None: None, "EE": "EE999999992", "FI": "FI91000347", "SE": "SE999999999901"}
COUNTRIES = [None, "EE", "FI"]


def where(host, lines, number, register):
    return whereabouts(
        host=Address(**(STREET if lines else {}), country=host),
        register=Address(**STREET, country=register),
        number=NUMBERS[number],
    )


@pytest.mark.parametrize(
    ("host", "lines", "number", "register"),
    list(product(COUNTRIES, [True, False], ["EE", "FI", "SE", None], COUNTRIES)),
)
def test_the_first_side_that_speaks_is_believed_and_no_contradiction_passes_in_silence(host, lines, number, register):
    found = where(host, lines, number, register)
    spoken = [one for one in (host, number, register) if one]
    assert (found.territory.code if found.territory else None) == (spoken[0] if spoken else None)
    assert bool(found.clashes) == (len(set(spoken)) > 1)


@pytest.mark.parametrize(
    ("sides", "category", "ends"),
    [
        (("EE", False, "EE", "FI"), "AE", ["stops"]),
        (("EE", False, "EE", "FI"), "S", ["stops"]),
        (("EE", True, "EE", "FI"), "AE", ["told"]),
        (("EE", True, "FI", "EE"), "AE", ["stops"]),
        (("EE", True, "FI", "EE"), "K", ["stops"]),
        (("EE", True, "FI", "EE"), "G", ["stops"]),
        (("EE", True, "FI", "EE"), "S", []),
        (("EE", True, "SE", "EE"), "S", ["told"]),
        (("EE", True, "SE", "EE"), "O", ["told"]),
        ((None, True, "EE", "FI"), "AE", ["stops"]),
        ((None, True, "EE", "FI"), "E", ["told"]),
        (("FI", True, "FI", "FI"), "AE", []),
    ],
)
def test_a_contradiction_stops_what_depends_on_the_country(sides, category, ends):
    found = contradictions(where(*sides), {VatCategory(category)}, home="FI")
    assert ["stops" if one.stops else "told" for one in found] == ends


def test_both_sides_are_named():
    [one] = contradictions(where("EE", False, "EE", "FI"), {VatCategory.REVERSE_CHARGE}, home="FI")
    assert (one.problem.code, one.problem.field) == ("countries_contradict", "party.address.country")
    assert dict(one.problem.facts) == {
        "side": "host", "country": "EE", "other_side": "register", "other_country": "FI",
    }  # fmt: skip


@pytest.mark.parametrize(("host", "number", "register"), [("AX", "FI", "FI"), ("FI", "FI", "AX"), ("GB", None, "XI")])
def test_parts_of_one_country_do_not_contradict_it(host, number, register):
    assert where(host, True, number, register).clashes == ()


def test_a_postcode_of_another_countrys_address_tells_nothing():
    found = whereabouts(host=Address(country="ES"), register=Address(postcode="35001", country="FI"), number=None)
    assert found.territory.code == "ES"
