"""The checker of accounts finds exactly what was planted, of every kind, and has words and a fix for each."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.problems import Catalogue, Who
from trackifi_accounting.domain.reconciliation.checker import Accounts, ProviderSide, check
from trackifi_accounting.domain.reconciliation.finding_texts import DRIFT, KIND_LABELS, code_of
from trackifi_accounting.domain.reconciliation.findings import INFORMATION, FindingKind
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.testing.doubles.provider.drafting import booked
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.doubles import TEST_KEY
from tests.core.reconciliation.planting import SOMEBODY, Planting, harmless, plants, sent_world
from tests.core.use_cases.world import ACME

UNKNOWN = [one for one in CORE if one.code == "unclassified"]


def found(world):
    return [(one.what, one.number) for one in world.drift_report(ACME, MEMORY)]


@pytest.mark.parametrize("kind", FindingKind)
def test_one_difference_is_found_once_and_nothing_beside_it(kind):
    world, sent = sent_world(3)
    plants(Planting(world=world))[kind](sent[1])
    assert [what for what, _ in found(world)] == [kind]


@pytest.mark.parametrize("kind", FindingKind)
def test_every_kind_has_a_name_words_and_a_fix_in_both_languages(kind):
    english, finnish = KIND_LABELS[kind]
    assert english != finnish
    entry = Catalogue(UNKNOWN, DRIFT).entry(code_of(kind))
    assert entry.code == code_of(kind)
    assert entry.en.todo != entry.fi.todo
    assert (entry.who is Who.NOBODY) is (kind in INFORMATION)


def test_all_kinds_among_two_thousand_invoices_are_found_and_nothing_else():
    world, sent = sent_world(2000)
    planting, planted = Planting(world=world), set()
    for place, (kind, plant) in enumerate(plants(planting).items()):
        for one in sent[place * 40 : place * 40 + 2]:
            plant(one)
            planted.add((kind, one.number))
    for one in sent[1500:1510]:
        harmless(planting, one)
    world.books.calls.clear()

    told = found(world)

    assert len(told) == len(planted) == 2 * len(FindingKind)
    assert {what for what, _ in told} == set(FindingKind)
    about = {(what, next(of for _, of in planted if of in number)) for what, number in told}
    assert about == planted
    # Eleven for all, and once more for those that two of the answers left out.
    assert world.books.calls == {"access": 1, "read_invoices": 11 + 2, "changed_invoices": 1}


def test_the_whole_sides_at_once_are_judged_as_the_report_judges_them_piece_by_piece():
    world, sent = sent_world(30)
    for place, plant in enumerate(plants(Planting(world=world)).values()):
        plant(sent[place])
    with world.store.write(ACME) as work:
        deliveries = work.deliveries.page(MEMORY, limit=100)
    books = [
        replace(one, attachments=tuple(file.name for file in world.books.files[id_]))
        for id_, one in world.books.invoices.items()
    ]
    accounts = Accounts(
        side=ProviderSide(user=world.books.keys[TEST_KEY], pinned=world.integration().remote.id),
        invoices=world.host.invoices(ACME, PartyKind.CUSTOMER, limit=100),
        deliveries=deliveries,
        books=books,
        linked={(PartyKind.CUSTOMER, "1")},
        asked=lambda one: booked(one.payload, as_id=RemoteInvoiceId("")) if one.payload else None,
    )
    assert sorted(check(accounts), key=str) == sorted(world.drift_report(ACME, MEMORY), key=str)


def test_what_a_person_said_to_be_another_invoice_is_no_second_one():
    world, sent = sent_world(1)
    planting = Planting(world=world)
    planting.second_by_hand(sent[0])
    delivery = world.delivery(sent[0])
    other = next(one for one in world.books.invoices if one.startswith("planted"))
    with world.store.write(ACME) as work:
        assert work.deliveries.replace(replace(delivery, set_aside=(other,)))
    assert found(world) == []


def test_a_number_in_other_letters_of_the_same_look_is_the_same_number():
    world, sent = sent_world(1)
    planting = Planting(world=world)
    planting.enter(planting.there(sent[0]), own_number=InvoiceNumber(f" {sent[0].number} "), created_by=SOMEBODY)
    accounts = Accounts(
        side=ProviderSide(user=world.books.keys[TEST_KEY]),
        invoices=(),
        deliveries=[world.delivery(sent[0])],
        books=[replace(one, attachments=None) for one in world.books.invoices.values()],
    )
    assert [one.what for one in check(accounts)] == [FindingKind.SECOND_BY_HAND]


@pytest.mark.parametrize(
    ("same_partner", "year", "expected"),
    [(True, 2026, [FindingKind.SECOND_BY_HAND]), (True, 2025, []), (False, 2026, [])],
)
def test_a_sellers_number_is_one_of_the_seller_and_the_year(same_partner, year, expected):
    world, _ = sent_world(0)
    world.add_party("2", PartyKind.FREELANCER)
    world.add_partner(PartyKind.FREELANCER, "s1")
    world.synced(full=True)
    world.link(("s1", "2"), kind=PartyKind.FREELANCER)
    sent = world.add_invoice("7", PartyKind.FREELANCER, of="2")
    assert world.press_send(sent).settled
    planting = Planting(world=world)
    there = planting.there(sent)
    partner = there.partner if same_partner else "s2"
    planting.enter(there, created_by=SOMEBODY, partner=partner, issued=there.issued.replace(year=year))
    assert [what for what, _ in found(world)] == expected
