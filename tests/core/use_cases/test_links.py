"""Links: suggested, reviewed, saved; of what excludes itself nothing is guessed."""

import pytest
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.world import ACME


@pytest.fixture
def tab(world):
    """The Business Partners tab with two customers and two partners."""
    for identity in ("1", "2"):
        world.add_party(identity)
        world.add_partner(identity=f"p{identity}")
    world.add_partner(PartyKind.FREELANCER, "s1")
    world.activated()
    return world


def linked(world):
    return {partner: link.party for partner, link in world.links().items()}


def test_choices_that_are_clear_are_saved(tab):
    saved = tab.link(("p1", "1"), ("p2", "2"))
    assert (len(saved.saved), saved.conflicts) == (2, ())
    assert linked(tab) == {"p1": "1", "p2": "2"}


def test_of_two_partners_for_one_customer_neither_is_saved(tab):
    saved = tab.link(("p1", "1"), ("p2", "1"))
    assert {one.code for one in saved.conflicts} == {"link_chosen_twice"}
    assert linked(tab) == {}


def test_a_conflict_on_one_row_does_not_hold_up_the_others(tab):
    tab.add_party("3")
    tab.add_partner(identity="p3")
    tab.synced()
    saved = tab.link(("p1", "1"), ("p2", "1"), ("p3", "3"))
    assert [one.partner for one in saved.saved] == ["p3"]
    assert linked(tab) == {"p3": "3"}


@pytest.mark.parametrize(
    ("partner", "party", "code"),
    [("s1", "1", "link_wrong_register"), ("p1", "9", "not_found"), ("p9", "1", "link_partner_gone")],
    ids=["a supplier for a customer", "a customer who is not there", "a partner who is not there"],
)
def test_a_row_that_can_not_be_is_not_saved(tab, partner, party, code):
    saved = tab.link((partner, party))
    assert [one.code for one in saved.conflicts] == [code]
    assert linked(tab) == {}


def test_a_customer_who_has_a_link_is_not_taken_from_it(tab):
    tab.link(("p1", "1"))
    saved = tab.link(("p2", "1"))
    assert [(one.code, one.other) for one in saved.conflicts] == [("link_party_taken", "p1")]
    assert linked(tab) == {"p1": "1"}


def test_two_customers_can_change_places_in_one_save(tab):
    tab.link(("p1", "1"), ("p2", "2"))
    assert tab.link(("p1", "2"), ("p2", "1")).conflicts == ()
    assert linked(tab) == {"p1": "2", "p2": "1"}


def test_a_link_is_taken_away_by_choosing_nobody(tab):
    tab.link(("p1", "1"))
    tab.link(("p1", None))
    assert linked(tab) == {}


def test_suggestions_save_nothing(tab):
    tab.add_partner(identity="p5", name="Specimen customer 1", business_id="1234567-1")
    tab.synced()
    found = list(tab.suggest_links(ACME, MEMORY, PartyKind.CUSTOMER))
    assert "p5" in {one.left_id for one in found}
    assert linked(tab) == {}


def test_what_is_linked_is_not_suggested_again(tab):
    tab.add_partner(identity="p5", name="Specimen customer 1", business_id="1234567-1")
    tab.synced()
    tab.link(("p5", "1"))
    found = list(tab.suggest_links(ACME, MEMORY, PartyKind.CUSTOMER))
    assert not [one for one in found if one.left_id == "p5" or one.right_id == "1"]
