"""Matching in the background: what broke off is done again, what a person does meanwhile wins, workers rest."""

import pytest
from trackifi_accounting.domain.partners.parties import Party
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.errors import NotActivated
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.invoices.hand_over import HandOver
from trackifi_accounting.use_cases.matching.find_duplicates import Duplicate
from trackifi_accounting.use_cases.matching.matching_progress import LEASE
from trackifi_accounting.use_cases.matching.reject_suggestion import SETTLE
from trackifi_accounting.use_cases.matching.update_suggestions import Updated
from trackifi_accounting.use_cases.scheduling.progress import Stopped

from tests.core.use_cases.matching_scene import CUSTOMER, HOUR, customer, kept, state, updated
from tests.core.use_cases.world import ACME, ANNA


def test_a_link_that_is_saved_while_partners_are_matched_wins(world):
    for number in range(1500):
        world.add_partner(identity=f"p{number:04}", name=f"Esimerkki {number:04} Oy")
    customer(world, "c1", "Esimerkki 1400 Oy")
    world.activated()
    assert kept(world)["p1400"] == "c1"
    steps = []

    def link_once(step):
        steps.append(step.done)
        if len(steps) == 1:
            world.link(("p0007", "c1"))

    updated(world, full=True, progress=link_once)
    assert steps == [1000, 1500]
    assert "c1" not in kept(world).values()


def test_a_matching_that_broke_off_is_done_again_as_it_was_begun(tab):
    def break_off(_step):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        updated(tab, full=True, progress=break_off)
    assert updated(tab) is None
    tab.clock.advance(LEASE.total_seconds())
    assert updated(tab) == Updated(partners=3, full=True)


def test_a_matching_that_was_stopped_is_gone_on_with_at_once(tab):
    def stop(_step):
        raise Stopped

    with pytest.raises(Stopped):
        tab.update_suggestions(ACME, MEMORY, full=True, progress=stop)
    assert tab.work_matching() == 3


def test_a_sync_that_broke_off_leaves_its_changes_to_be_matched(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    with pytest.raises(ZeroDivisionError):
        tab.sync(ACME, MEMORY, by=ANNA, progress=_fail)
    tab.clock.advance(HOUR)
    assert tab.work_matching() == 2, "the partner and its namesake"
    assert kept(tab)["p3"] == "c1"


def _fail(_step):
    raise ZeroDivisionError


def test_a_worker_matches_after_a_sync_and_then_rests(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    tab.synced()
    assert "p3" not in kept(tab)
    assert (tab.work_matching(), tab.work_matching()) == (2, 0), "the partner and its namesake"
    assert kept(tab)["p3"] == "c1"
    assert state(tab).due is None


def test_a_worker_waits_a_little_after_a_persons_act(tab):
    tab.reject_suggestion(ACME, MEMORY, PartnerId("p1"), PartyId("c1"), by=ANNA)
    assert tab.work_matching() == 0
    tab.clock.advance(SETTLE.total_seconds())
    assert tab.work_matching() == 1


def test_a_customer_handed_over_later_is_matched_without_a_sync(tab):
    providers = {MEMORY: tab.sessions.plugin(MEMORY)}
    hand_over = HandOver(register=tab.host, store=tab.store, clock=tab.clock, providers=providers)
    hand_over.party(ACME, Party(kind=CUSTOMER, id=PartyId("c3"), name="Tuntematon Kolmonen Oy"))
    tab.clock.advance(SETTLE.total_seconds())
    assert tab.work_matching() == 1
    assert kept(tab)["p3"] == "c3"
    hand_over.party(ACME, Party(kind=CUSTOMER, id=PartyId("c3"), name="Tuntematon Kolmonen Oy"))
    assert state(tab).due is None


def test_a_disabled_integration_is_not_matched_until_it_is_active_again(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    tab.synced()
    tab.disable(ACME, MEMORY, by=ANNA)
    assert tab.work_matching() == 0
    assert tab.store.matching_due(tab.clock.now()) == ()
    with pytest.raises(NotActivated):
        updated(tab)
    tab.activated()
    assert kept(tab)["p3"] == "c1"


def test_a_large_register_is_left_to_the_worker(world):
    for number in range(5001):
        customer(world, f"c{number}", "Toiminimi")
    world.add_partner(identity="p1", name="Esimerkki Yksi Oy")
    customer(world, "c1", "Esimerkki Yksi Oy")
    world.activated()
    assert kept(world) == {}
    assert world.work_matching() == 1
    assert kept(world) == {"p1": "c1"}


def test_partners_that_look_alike_are_flagged(tab):
    tab.add_partner(identity="p4", name="Esimerkki Yksi, Oy")
    tab.synced()
    found = list(tab.find_duplicates(ACME, MEMORY, CUSTOMER))
    assert found == [Duplicate(partner=PartnerId("p4"), first=PartnerId("p1"), reason="same_name_key")]
