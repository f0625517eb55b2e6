"""Suggestions are kept: found at activation, and after that only where something changed."""

from dataclasses import replace
from random import Random

import pytest
from trackifi_accounting.domain.matching.suggestions import Band
from trackifi_accounting.domain.parties import Party, PartyKind
from trackifi_accounting.domain.partners import PartnerRole
from trackifi_accounting.domain.references import PartnerId, PartyId
from trackifi_accounting.errors import NotActivated, NotFound
from trackifi_accounting.testing.plugins import MEMORY
from trackifi_accounting.use_cases.importing.hand_over import HandOver
from trackifi_accounting.use_cases.matching.find_duplicates import Duplicate
from trackifi_accounting.use_cases.matching.headway import LEASE
from trackifi_accounting.use_cases.matching.reject_suggestion import SETTLE
from trackifi_accounting.use_cases.matching.update_suggestions import Updated
from trackifi_accounting.use_cases.progress import Stopped

from tests.core.use_cases.world import ACME, ANNA

CUSTOMER, FREELANCER = PartyKind.CUSTOMER, PartyKind.FREELANCER
HOUR = 3600.0


def customer(world, identity, name, **changes):
    changes = {"kind": CUSTOMER, "id": PartyId(identity), "name": name} | changes
    world.host.put_party(ACME, Party(**changes))


def kept(world):
    """Every suggestion as partner and party."""
    with world.store.begin(ACME) as work:
        every = [one for kind in PartyKind for one in work.suggestions.page(MEMORY, kind, limit=5000)]
    return {one.left_id: one.right_id for one in every}


def band(world, partner):
    with world.store.begin(ACME) as work:
        return work.suggestions.of_partners(MEMORY, [PartnerId(partner)])[PartnerId(partner)].band


def state(world):
    with world.store.begin(ACME) as work:
        return work.matching.state(MEMORY)


def updated(world, **options):
    return world.update_suggestions(ACME, MEMORY, **options)


def matched_again(world):
    """Sync, then match what changed; gives how many partners that were."""
    world.synced()
    return updated(world).partners


@pytest.fixture
def tab(world):
    """Activated an hour ago: three partners, the first two of them customers."""
    customer(world, "c1", "Esimerkki Yksi Oy")
    customer(world, "c2", "Malliyhtiö Kaksi Oy")
    world.add_partner(identity="p1", name="Esimerkki Yksi Oy")
    world.add_partner(identity="p2", name="Malliyhtiö Kaksi")
    world.add_partner(identity="p3", name="Tuntematon Kolmonen Oy")
    world.clock.advance(HOUR)
    world.activated()
    world.clock.advance(HOUR)
    return world


def test_a_small_company_has_suggestions_straight_after_activation(tab):
    assert kept(tab) == {"p1": "c1", "p2": "c2"}


def test_nothing_is_matched_again_when_nothing_changed(tab):
    assert matched_again(tab) == 0
    assert kept(tab) == {"p1": "c1", "p2": "c2"}


def test_only_a_partner_that_changed_is_matched_again(tab):
    tab.add_partner(identity="p3", name="ESIMERKKI YKSI OY")
    assert matched_again(tab) == 1
    assert kept(tab) == {"p1": "c1", "p2": "c2", "p3": "c1"}


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
    with tab.store.begin(ACME) as work:
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
    assert tab.work_matching() == 1
    assert kept(tab)["p3"] == "c1"


def _fail(_step):
    raise ZeroDivisionError


def test_a_worker_matches_after_a_sync_and_then_rests(tab):
    tab.add_partner(identity="p3", name="Esimerkki Yksi Oy")
    tab.synced()
    assert "p3" not in kept(tab)
    assert (tab.work_matching(), tab.work_matching()) == (1, 0)
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


NAMES = (
    "Esimerkki",
    "Esimerkki Oy",
    "Esimerkki Ky",
    "Oy Esimerkki Ab",
    "Malli Oy / Ostolaskut",
    "Malli Oy",
    "Ab Malli",
)
PLACES = ("", " Tampere", " Turku")


def _changed_at_random(world, chance):
    number = chance.randrange(12)
    name = chance.choice(NAMES) + chance.choice(PLACES)
    match chance.randrange(6):
        case 0 | 1:
            customer(world, f"c{number:02}", name, archived=chance.random() < 0.3)
        case 2 | 3:
            world.add_partner(identity=f"p{number:02}", name=name, active=chance.random() < 0.8)
        case 4:
            world.link((f"p{number:02}", chance.choice([None, f"c{chance.randrange(12):02}"])))
        case 5:
            pair = (PartnerId(f"p{number:02}"), PartyId(f"c{chance.randrange(12):02}"))
            world.reject_suggestion(ACME, MEMORY, *pair, by=ANNA)


@pytest.mark.parametrize("seed", range(8))
def test_matching_again_what_changed_finds_what_matching_all_would_find(world, seed):
    chance = Random(seed)
    for number in range(12):
        world.add_partner(identity=f"p{number:02}", name=chance.choice(NAMES))
    world.activated()
    for _ in range(25):
        world.clock.advance(HOUR)
        for _ in range(3):
            _changed_at_random(world, chance)
        world.synced()
        updated(world)
        with world.store.begin(ACME) as work:
            found = work.suggestions.page(MEMORY, CUSTOMER)
        assert found == list(world.suggest_links(ACME, MEMORY, CUSTOMER))
