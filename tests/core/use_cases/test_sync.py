"""Sync Data: what is read, what is marked, and which links still hold."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.errors import PermissionMissing, ProviderUnavailable

from tests.core.use_cases.world import codes

P1 = PartnerId("p1")

REGISTERS = {Capability.READ_CUSTOMERS, Capability.READ_SUPPLIERS, Capability.READ_PRODUCTS}


def test_a_sync_reads_what_has_changed_since(world):
    world.add_partner(identity="p1")
    world.clock.advance(24 * 3600)
    world.activated()
    world.add_partner(identity="p2")
    synced = world.synced()
    assert (synced.read_partners, synced.before.customers, synced.after.customers) == (1, 1, 2)


def test_both_registers_are_counted_apart(world):
    world.add_partner(PartyKind.CUSTOMER, "p1")
    world.add_partner(PartyKind.FREELANCER, "p2")
    after = world.activated().imported.after
    assert (after.customers, after.suppliers) == (1, 1)


def test_nothing_is_lost_when_a_right_is_missing(world):
    world.add_partner()
    world.activated()
    world.books.granted -= REGISTERS
    with pytest.raises(PermissionMissing):
        world.synced(full=True)
    world.books.granted |= REGISTERS
    assert world.synced().after.customers == 1


@pytest.mark.parametrize("right", sorted(REGISTERS))
def test_a_missing_right_stops_its_own_register_only(world, right):
    world.add_partner(PartyKind.CUSTOMER, "p1")
    world.add_partner(PartyKind.FREELANCER, "p2")
    world.books.granted -= {right}
    done = world.activated()
    after = done.imported.after
    counted = {"read_customers": after.customers, "read_suppliers": after.suppliers, "read_products": after.products}
    assert counted == {one: int(one != right) for one in counted}
    assert (done.problem.code, done.problem.facts["rights"]) == ("right_missing", right)
    assert done.integration.usable


@pytest.mark.parametrize("right", sorted(REGISTERS))
def test_nothing_of_a_register_that_may_not_be_read_is_taken_for_gone(world, right):
    world.ready_to_send()
    world.add_partner(PartyKind.FREELANCER, "p2")
    before = world.synced(full=True).after
    world.books.granted -= {right}
    world.clock.advance(60)
    done = world.synced(full=True)
    assert (done.after, done.stale, done.problem.facts["rights"]) == (before, 0, right)


def test_a_register_is_read_whole_once_it_may_be_read(world):
    world.add_partner(PartyKind.FREELANCER, "p2")
    world.books.granted -= {Capability.READ_SUPPLIERS}
    world.activated()
    world.books.granted |= {Capability.READ_SUPPLIERS}
    world.clock.advance(3600)
    done = world.synced()
    assert (done.after.suppliers, done.problem) == (1, None)
    assert Capability.READ_SUPPLIERS in done.integration.access.granted


def test_a_right_taken_away_is_seen_by_the_next_sync(world):
    world.activated()
    world.books.granted -= {Capability.READ_PRODUCTS}
    done = world.synced()
    assert done.problem.facts["rights"] == "read_products"
    assert done.integration.access.missing == {Capability.READ_PRODUCTS}


def test_documents_switched_off_or_on_are_seen_by_the_next_sync(world):
    world.activated()
    seen = []
    for state in (False, True):
        world.books.documents = state
        seen.append(world.synced().integration.access.documents)
    assert seen == [False, True]


def test_a_full_sync_marks_what_is_gone(world):
    world.add_partner(identity="p1")
    world.add_partner(identity="p2")
    world.activated()
    del world.books.partners[P1]
    world.clock.advance(60)
    assert world.synced(full=True).after.customers == 1


def test_a_provider_that_goes_down_in_the_middle_leaves_what_was_there(world):
    world.add_partner()
    world.activated()
    world.books.down_after = 2
    with pytest.raises(ProviderUnavailable):
        world.synced(full=True)
    world.books.down_after = None
    assert world.synced().before.customers == 1


STALE = {
    "gone": (lambda books: books.partners.pop(P1), "link_partner_gone"),
    "inactive": (lambda books: change(books, active=False), "link_partner_inactive"),
    "renamed": (lambda books: change(books, name="Quite Another Business Oy"), "link_partner_renamed"),
    "retyped": (lambda books: change(books, role=PartnerRole.SUPPLIER), "link_partner_retyped"),
}


def change(books, **changes):
    books.partners[P1] = replace(books.partners[P1], **changes)


@pytest.mark.parametrize(("happens", "code"), STALE.values(), ids=STALE)
def test_a_link_that_no_longer_holds_is_stale_and_blocks_sending(world, happens, code):
    invoice = world.ready_to_send().add_invoice()
    happens(world.books)
    assert world.synced().stale == 1
    assert world.links()[P1].stale == code
    assert codes(world.press_send(invoice)) == [code]
    assert not world.books.invoices


@pytest.mark.parametrize(("happens", "code"), STALE.values(), ids=STALE)
def test_a_stale_link_holds_again_once_the_partner_is_as_before(world, happens, code):
    invoice = world.ready_to_send().add_invoice()
    before = world.books.partners[P1]
    happens(world.books)
    world.synced()
    world.books.partners[P1] = before
    assert world.synced().stale == 0
    assert world.press_send(invoice).settled


@pytest.mark.parametrize("name", ["PARTNER P1", "Partner p1 Oy", "Partner, p1"])
def test_another_case_legal_form_or_punctuation_is_no_new_name(world, name):
    world.ready_to_send()
    change(world.books, name=name)
    assert world.synced().stale == 0


def test_a_partner_with_another_business_id_is_another_business(world):
    world.add_party()
    world.add_partner(identity="p1", business_id="1234567-1")
    world.activated()
    world.link(("p1", "1"))
    change(world.books, business_id="7654321-2")
    world.synced()
    assert world.links()[P1].stale == "link_partner_other_business_id"


def test_a_renamed_partner_is_shown_with_both_names(world):
    invoice = world.ready_to_send().add_invoice()
    change(world.books, name="Quite Another Business Oy")
    world.synced()
    facts = world.press_send(invoice).problems[0].facts
    assert (facts["before"], facts["partner"]) == ("Partner p1", "Quite Another Business Oy")


def test_a_sync_tells_how_far_it_is(world):
    world.add_partner()
    world.activated()
    steps = []
    world.sync("specimen-company", "memory", by="anna", full=True, progress=steps.append)
    assert [(step.what, step.done) for step in steps] == [("partners", 1), ("products", 1)]
