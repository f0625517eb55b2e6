"""Suggestions are kept: found at activation, and after that only where something changed."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.matching.suggestions import Band
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.matching.update_suggestions import Updated

from tests.core.use_cases.matching_scene import (
    CUSTOMER,
    FREELANCER,
    HOUR,
    band,
    customer,
    kept,
    matched_again,
    updated,
)
from tests.core.use_cases.world import ACME, ANNA


def test_a_small_company_has_suggestions_straight_after_activation(tab):
    assert kept(tab) == {"p1": "c1", "p2": "c2"}


def test_nothing_is_matched_again_when_nothing_changed(tab):
    assert matched_again(tab) == 0
    assert kept(tab) == {"p1": "c1", "p2": "c2"}


def test_only_a_partner_that_changed_and_its_namesake_are_matched_again(tab):
    tab.add_partner(identity="p3", name="ESIMERKKI YKSI OY")
    assert matched_again(tab) == 2
    assert kept(tab) == {"p1": "c1", "p2": "c2", "p3": "c1"}


def test_a_twin_of_another_business_makes_neither_certain_until_it_is_gone(tab):
    tab.add_partner(identity="p1", name="Esimerkki Yksi Oy", business_id="9100001-3")
    tab.add_partner(identity="p3", name="Esimerkki Yksi", business_id="9000003-8")
    matched_again(tab)
    assert (band(tab, "p1"), band(tab, "p3")) == (Band.LIKELY, Band.LIKELY)
    tab.clock.advance(HOUR)
    tab.add_partner(identity="p3", name="Aivan Muu Oy", business_id="9000003-8")
    matched_again(tab)
    assert band(tab, "p1") is Band.CERTAIN


def test_a_new_customer_is_matched_with_the_partners_it_resembles(tab):
    customer(tab, "c3", "Tuntematon Kolmonen Oy")
    assert matched_again(tab) == 1
    assert kept(tab)["p3"] == "c3"


def test_a_renamed_customer_loses_its_partner_to_nobody(tab):
    customer(tab, "c1", "Kokonaan Toinen Oy")
    assert matched_again(tab) == 1
    assert kept(tab) == {"p2": "c2"}


def test_a_customer_that_changed_elsewhere_makes_nobody_be_matched_again(tab):
    customer(tab, "c1", "Esimerkki Yksi Oy", iban="FI2112345600000785")
    assert matched_again(tab) == 0


@pytest.mark.parametrize("changes", [{"name": "Kokonaan Toinen Oy"}, {"archived": True}], ids=["renamed", "archived"])
def test_a_namesake_that_is_none_any_more_leaves_a_certain_suggestion(tab, changes):
    customer(tab, "c0", "Esimerkki Yksi Oy")
    matched_again(tab)
    assert (kept(tab)["p1"], band(tab, "p1")) == ("c0", Band.LIKELY)
    tab.clock.advance(HOUR)
    customer(tab, "c1", **({"name": "Esimerkki Yksi Oy"} | changes))
    assert matched_again(tab) == 1
    assert (kept(tab)["p1"], band(tab, "p1")) == ("c0", Band.CERTAIN)


def test_the_suggestion_of_an_archived_customer_goes(tab):
    customer(tab, "c2", "Malliyhtiö Kaksi Oy", archived=True)
    assert matched_again(tab) == 1
    assert kept(tab) == {"p1": "c1"}


@pytest.mark.parametrize("full", [False, True])
def test_the_suggestion_of_a_partner_that_is_inactive_or_gone_goes(tab, full):
    tab.books.partners[PartnerId("p1")] = replace(tab.books.partners[PartnerId("p1")], active=False)
    del tab.books.partners[PartnerId("p2")]
    tab.synced(full=True)
    updated(tab, full=full)
    assert kept(tab) == {}


@pytest.mark.parametrize(("before", "after"), [(CUSTOMER, FREELANCER), (FREELANCER, CUSTOMER)])
def test_a_partner_in_the_other_register_is_matched_with_the_other_parties(tab, before, after):
    roles = {CUSTOMER: PartnerRole.CUSTOMER, FREELANCER: PartnerRole.SUPPLIER}
    for kind in PartyKind:
        customer(tab, f"{kind}-9", "Siirtyjä Oy", kind=kind)
    tab.add_partner(before, "p9", name="Siirtyjä Oy")
    matched_again(tab)
    assert kept(tab)["p9"] == f"{before}-9"
    tab.clock.advance(HOUR)
    tab.add_partner(before, "p9", name="Siirtyjä Oy", role=roles[after])
    matched_again(tab)
    assert kept(tab)["p9"] == f"{after}-9"


def test_a_rejected_suggestion_stays_rejected_and_the_next_best_is_suggested(tab):
    customer(tab, "c0", "Esimerkki Yksi Oy")
    matched_again(tab)
    tab.reject_suggestion(ACME, MEMORY, PartnerId("p1"), PartyId("c0"), by=ANNA)
    assert "p1" not in kept(tab)
    assert updated(tab) == Updated(partners=1, full=False)
    assert kept(tab)["p1"] == "c1"
    tab.reject_suggestion(ACME, MEMORY, PartnerId("p1"), PartyId("c1"), by=ANNA)
    updated(tab)
    updated(tab, full=True)
    assert "p1" not in kept(tab)


def test_a_rejection_is_in_the_trail(tab):
    tab.reject_suggestion(ACME, MEMORY, PartnerId("p1"), PartyId("c1"), by=ANNA)
    with tab.store.write(ACME) as work:
        act = work.audit.page(limit=1)[0]
    assert (act.action, act.actor, act.subject, act.facts["partner"]) == ("reject_suggestion", ANNA, "c1", "p1")


def test_a_partner_that_is_not_there_can_not_be_rejected(tab):
    with pytest.raises(NotFound):
        tab.reject_suggestion(ACME, MEMORY, PartnerId("p9"), PartyId("c1"), by=ANNA)


def test_a_linked_customer_is_suggested_nowhere_else(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    matched_again(tab)
    tab.link(("p3", "c1"))
    assert kept(tab) == {"p2": "c2"}
    updated(tab)
    updated(tab, full=True)
    assert kept(tab) == {"p2": "c2"}


def test_what_is_linked_no_more_is_suggested_again_to_all_it_resembles(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    matched_again(tab)
    tab.link(("p3", "c1"))
    updated(tab)
    tab.clock.advance(HOUR)
    tab.link(("p3", None))
    assert updated(tab).partners == 2
    assert kept(tab) == {"p1": "c1", "p2": "c2", "p3": "c1"}


def test_a_link_that_is_taken_back_at_once_leaves_the_suggestions_as_they_were(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    matched_again(tab)
    tab.clock.advance(HOUR)
    tab.link(("p3", "c1"))
    tab.link(("p3", None))
    updated(tab)
    assert kept(tab) == {"p1": "c1", "p2": "c2", "p3": "c1"}


def test_a_customer_that_moves_to_another_partner_leaves_the_first_without(tab):
    tab.link(("p1", "c1"))
    updated(tab)
    tab.link(("p3", "c1"), ("p1", None))
    updated(tab)
    assert kept(tab) == {"p2": "c2"}
