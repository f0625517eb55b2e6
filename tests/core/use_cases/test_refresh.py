"""Reading back: what became of sent invoices at the provider, and that nothing is ever made again by itself."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import NotActivated, PermissionMissing
from trackifi_accounting.testing.doubles.provider.accounting import MemoryProvider
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin

from tests.core.use_cases.world import ACME, ANNA, World, codes

HOUR = 3600.0


def refreshed(world, *, full=False):
    return world.refresh(ACME, MEMORY, by=ANNA, full=full)


def at_provider(world, **changes):
    """Somebody changes the only invoice at the provider."""
    (identity,) = world.books.invoices
    world.books.invoices[identity] = replace(world.books.invoices[identity], **changes)
    world.books.changed[identity] = world.clock.now()
    return identity


@pytest.mark.parametrize("full", [True, False])
def test_the_state_at_the_provider_is_kept_up_to_date(world, sent, full):
    refreshed(world)
    at_provider(world, state=RemoteState.PAID, number="20001")
    done = refreshed(world, full=full)
    assert (done.read, done.changed, done.removed) == (1, 1, ())
    assert world.delivery(sent).remote_state is RemoteState.PAID
    assert world.delivery(sent).remote_number == "20001"
    assert codes(world.delivery(sent)) == []


@pytest.mark.parametrize("full", [True, False])
def test_an_invalidated_invoice_is_reported_and_not_made_again(world, sent, full):
    refreshed(world)
    at_provider(world, state=RemoteState.REMOVED)
    done = refreshed(world, full=full)
    assert [one.number for one in done.removed] == [sent.number]
    assert codes(world.delivery(sent)) == ["removed_at_provider"]
    assert world.delivery(sent).remote_state is RemoteState.REMOVED
    world.press_send(sent)
    world.pass_time(3 * HOUR, step=600)
    assert len(world.books.invoices) == 1
    assert world.books.calls["create"] == 1


def test_a_deleted_invoice_is_seen_by_a_full_reading_only(world, sent):
    refreshed(world)
    world.books.invoices.clear()
    assert refreshed(world).removed == ()
    assert [one.number for one in refreshed(world, full=True).removed] == [sent.number]
    world.press_send(sent)
    assert not world.books.invoices


class Forgetful(MemoryProvider):
    """Its answer to a question about several invoices leaves the last one out."""

    def read_invoices(self, ids):
        return super().read_invoices(list(ids)[:-1] if len(ids) > 1 else ids)


def test_what_one_answer_leaves_out_is_not_taken_for_deleted():
    def connect(request):
        made = memory_plugin(world.books).connect(request)
        return replace(made, accounting=Forgetful(made.accounting._session))

    world = World(connect=connect)
    world.ready_to_send()
    _there, deleted = (world.press_send(world.add_invoice(number)) for number in ("2026-1", "2026-2"))
    assert refreshed(world, full=True).removed == ()
    assert set(world.drift_report(ACME, MEMORY)) == set()
    del world.books.invoices[deleted.remote]
    assert [one.number for one in refreshed(world, full=True).removed] == [deleted.number]
    assert {one.number for one in world.drift_report(ACME, MEMORY)} == {deleted.number}


def test_a_removal_is_reported_once_and_is_written_in_the_history(world, sent):
    world.books.invoices.clear()
    assert len(refreshed(world, full=True).removed) == 1
    assert refreshed(world, full=True).removed == ()
    with world.store.write(ACME) as work:
        entries = [one for one in work.audit.page() if one.action == "found_removed"]
    assert [(one.subject, one.facts["number"]) for one in entries] == [(sent.id, sent.number)]


def test_an_invoice_that_is_there_again_is_no_longer_said_to_be_removed(world, sent):
    (kept,) = world.books.invoices.values()
    world.books.invoices.clear()
    refreshed(world, full=True)
    world.books.enter(kept)
    refreshed(world, full=True)
    assert codes(world.delivery(sent)) == []
    assert world.delivery(sent).remote_state is RemoteState.UNFINISHED


@pytest.mark.parametrize("hidden", ["right", "own invoices only"])
def test_what_a_lacking_right_hides_is_not_said_to_be_removed(world, sent, hidden):
    world.books.invoices.clear()
    if hidden == "right":
        world.books.granted -= {Capability.FIND_CUSTOMER_INVOICES}
    else:
        world.books.own_invoices_only = frozenset({PartyKind.CUSTOMER})
    assert refreshed(world, full=True).removed == ()
    assert codes(world.delivery(sent)) == []


def test_sums_that_differ_are_told_with_both_figures_and_not_corrected(world, sent):
    totals = world.delivery(sent).totals
    at_provider(world, totals=replace(totals, gross=totals.gross + Decimal("0.01")))
    refreshed(world, full=True)
    (problem,) = world.delivery(sent).problems
    assert problem.code == "totals_differ"
    assert Decimal(problem.facts["theirs"]) - Decimal(problem.facts["ours"]) == Decimal("0.01")
    assert world.delivery(sent).totals == totals
    at_provider(world, totals=totals)
    refreshed(world)
    assert codes(world.delivery(sent)) == []


def test_a_text_that_came_back_otherwise_is_told_until_the_accountant_lets_the_invoice_go(world, sent):
    differs = Problem(code="echo_differs", facts={"ours": "Konsultointi", "theirs": "Konsult"}, field="lines[0].name")
    delivery = world.delivery(sent)
    with world.store.write(delivery.company) as work:
        assert work.deliveries.replace(replace(delivery, problems=(differs,)))
    refreshed(world, full=True)
    assert codes(world.delivery(sent)) == ["echo_differs"]
    at_provider(world, state=RemoteState.APPROVED)
    refreshed(world)
    assert codes(world.delivery(sent)) == []


def test_the_first_reading_is_a_full_one_and_the_next_asks_for_changes(world, sent):
    world.books.calls.clear()
    refreshed(world)
    refreshed(world)
    assert world.books.calls == {"access": 1, "read_invoices": 2, "changed_invoices": 1}


def test_invoices_that_others_made_are_not_ours_to_tell_of(world, sent):
    refreshed(world)
    world.books.enter(replace(next(iter(world.books.invoices.values())), id=world.books.next_invoice()))
    assert refreshed(world).read == 1


def test_many_invoices_are_read_two_hundred_at_a_time(world, sent):
    delivery = world.delivery(sent)
    (invoice,) = world.books.invoices.values()
    with world.store.write(ACME) as work:
        for number in range(2, 402):
            identity = type(delivery.remote)(str(number))
            world.books.enter(replace(invoice, id=identity, state=RemoteState.SENT))
            named = {"invoice": type(delivery.invoice)(f"i-{number}"), "number": type(delivery.number)(f"n-{number}")}
            work.deliveries.add(replace(delivery, remote=identity, **named))
    world.books.calls.clear()
    done = refreshed(world, full=True)
    assert (done.read, done.changed) == (401, 400)
    assert world.books.calls["read_invoices"] == 3


def test_an_invoice_of_two_years_ago_is_at_rest(world, sent):
    world.clock.advance(timedelta(days=401).total_seconds())
    world.books.invoices.clear()
    assert refreshed(world, full=True).read == 0


def test_a_pdf_that_waits_goes_on_waiting(world):
    world.books.documents = False
    world.ready_to_send()
    invoiced = world.add_invoice()
    before = world.press_send(invoiced)
    at_provider(world, state=RemoteState.APPROVED)
    refreshed(world, full=True)
    after = world.delivery(invoiced)
    assert (after.pdf_state, after.pdf_problem, after.due) == (before.pdf_state, before.pdf_problem, before.due)


def test_without_the_right_to_search_changes_can_not_be_read(world, sent):
    refreshed(world)
    world.books.granted -= {Capability.FIND_CUSTOMER_INVOICES}
    with pytest.raises(PermissionMissing):
        refreshed(world)


def test_without_an_integration_nothing_is_read(world):
    with pytest.raises(NotActivated):
        refreshed(world)
