"""Many invoices asked for at once: a batch, its report, and what people do with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from trackifi_accounting.domain.batches.batches import MOST_INVOICES, RequestOutcome, RowState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import BatchId, InvoiceId
from trackifi_accounting.errors import DeliveryInProgress, InvoiceRejected, NotActivated, NotFound
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.batches.ask_many import CHUNK
from trackifi_accounting.use_cases.scheduling.progress import Stopped

from tests.core.use_cases.world import ACME, ANNA, World, codes, contents

KIND = PartyKind.CUSTOMER
GIVEN = BatchId("given")


@pytest.fixture
def invoices(world):
    world.ready_to_send()
    return [world.add_invoice(f"N-{one}") for one in range(4)]


def asked(world: World, *invoices, **options):
    return world.send_many(ACME, MEMORY, KIND, [one.id for one in invoices], by=ANNA, **options)


def outcomes(sent):
    return {row.invoice: (row.outcome, row.problem.code if row.problem else None) for row in sent.rows}


def standings(world: World, batch) -> dict[str, RowState]:
    return {one.row.invoice: one.standing for one in world.report_batch(ACME, MEMORY, batch.id).rows}


def test_asking_sends_nothing_yet_and_the_worker_sends_each_once(world, invoices):
    sent = asked(world, *invoices)
    assert {row.outcome for row in sent.rows} == {RequestOutcome.REQUESTED}
    assert not world.books.invoices
    world.pass_time(60)
    assert contents(world.books) == [(one.number, [PDF]) for one in invoices]
    report = world.report_batch(ACME, MEMORY, sent.batch.id)
    assert report.counts.by_standing == {RowState.SENT: 4}
    assert (report.counts.settled, report.counts.total, report.counts.with_pdf, report.counts.moving) == (4, 4, 4, 0)


def test_pressing_twice_leads_to_the_same_deliveries(world, invoices):
    first, second = asked(world, *invoices), asked(world, *invoices[:2])
    assert first.batch.id != second.batch.id
    assert {row.outcome for row in second.rows} == {RequestOutcome.UNDER_WAY}
    world.pass_time(60)
    assert len(contents(world.books)) == 4
    assert set(standings(world, second.batch).values()) == {RowState.SENT}
    assert {row.outcome for row in asked(world, *invoices).rows} == {RequestOutcome.ALREADY_THERE}


def test_the_same_id_gives_the_same_batch_and_other_invoices_are_refused(world, invoices):
    first = asked(world, *invoices[:2], batch=GIVEN)
    assert asked(world, *reversed(invoices[:2]), batch=GIVEN).batch == first.batch
    for others in (invoices[:3], invoices[2:]):
        with pytest.raises(InvoiceRejected, match="batch_id_used"):
            asked(world, *others, batch=GIVEN)


def test_a_batch_that_broke_off_is_gone_on_with(world, invoices):
    def break_off(_step):
        raise Stopped

    more = [world.add_invoice(f"M-{one}") for one in range(CHUNK)]
    with pytest.raises(Stopped):
        asked(world, *invoices, *more, batch=GIVEN, progress=break_off)
    assert len(world.report_batch(ACME, MEMORY, GIVEN, limit=1000).rows) == CHUNK
    again = asked(world, *invoices, *more, batch=GIVEN)
    assert [row.invoice for row in again.rows] == [one.id for one in (*invoices, *more)]
    assert {row.outcome for row in again.rows} == {RequestOutcome.REQUESTED}
    assert len(world.report_batch(ACME, MEMORY, GIVEN, limit=1000).rows) == CHUNK + len(invoices)


@pytest.mark.parametrize("count", [0, MOST_INVOICES + 1])
def test_none_and_too_many_are_refused_clearly(world, count):
    world.ready_to_send()
    with pytest.raises(InvoiceRejected) as refused:
        world.send_many(ACME, MEMORY, KIND, [InvoiceId(str(one)) for one in range(count)], by=ANNA)
    assert refused.value.code == ("batch_too_large" if count else "batch_empty")


def test_nothing_can_be_asked_for_without_an_activation(world):
    world.add_party()
    invoice = world.add_invoice()
    with pytest.raises(NotActivated):
        asked(world, invoice)


def test_each_invoice_is_answered_on_its_own(world, invoices):
    world.press_send(invoices[0])
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoices[1])
    twin = replace(invoices[2], id=InvoiceId("twin"))
    draft = replace(invoices[2], id=InvoiceId("draft"), number="", status=InvoiceStatus.DRAFT)
    for one in (twin, draft):
        world.host.put_invoice(ACME, one)
    missing = replace(invoices[2], id=InvoiceId("missing"))
    sent = asked(world, *invoices, twin, draft, missing)
    assert outcomes(sent) == {
        invoices[0].id: (RequestOutcome.ALREADY_THERE, None),
        invoices[1].id: (RequestOutcome.UNDER_WAY, None),
        invoices[2].id: (RequestOutcome.REQUESTED, None),
        invoices[3].id: (RequestOutcome.REQUESTED, None),
        "twin": (RequestOutcome.REQUESTED, None),
        "draft": (RequestOutcome.REFUSED, "invoice_not_sendable"),
        "missing": (RequestOutcome.REFUSED, "not_found"),
    }
    world.pass_time(60)
    assert standings(world, sent.batch) == {
        invoices[0].id: RowState.ALREADY_THERE,
        invoices[1].id: RowState.CHECKING,
        invoices[2].id: RowState.SENT,
        invoices[3].id: RowState.SENT,
        "twin": RowState.NEEDS_ATTENTION,
        "draft": RowState.NEEDS_ATTENTION,
        "missing": RowState.NEEDS_ATTENTION,
    }


def test_only_what_failed_is_tried_again_after_the_fix(world, invoices):
    bad = world.add_invoice("N-bad", lines=())
    twin = replace(invoices[0], id=InvoiceId("twin"))
    world.host.put_invoice(ACME, twin)
    world.host.put_document(ACME, KIND, twin.id, PDF)
    sent = asked(world, *invoices, bad, twin)
    world.pass_time(60)
    calls = world.books.calls["create"]
    world.host.put_invoice(ACME, replace(bad, lines=invoices[0].lines))
    world.host.put_invoice(ACME, replace(twin, number="N-other"))
    again = world.retry_failed(ACME, MEMORY, sent.batch.id, by=ANNA)
    assert {row.invoice: row.outcome for row in again.rows} == {
        bad.id: RequestOutcome.REQUESTED,
        "twin": RequestOutcome.REQUESTED,
    }
    world.pass_time(60)
    assert world.books.calls["create"] == calls + 2
    assert set(standings(world, sent.batch).values()) == {RowState.SENT}


def test_a_stopped_batch_begins_nothing_until_it_is_resumed(world, invoices):
    batch = asked(world, *invoices).batch
    assert world.stop_batch(ACME, MEMORY, batch.id, by=ANNA).stopped_by == ANNA
    world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
    world.synced()
    world.pass_time(600, step=60)
    assert not world.books.invoices
    assert set(standings(world, batch).values()) == {RowState.HELD}
    world.resume_batch(ACME, MEMORY, batch.id, by=ANNA)
    world.pass_time(60)
    assert len(contents(world.books)) == 4
    with world.store.write(ACME) as work:
        acts = [entry.action for entry in work.audit.page()]
    assert (acts.count("stop_batch"), acts.count("resume_batch"), acts.count("send_many")) == (1, 1, 1)


def test_what_is_on_its_way_when_the_batch_is_stopped_finishes(world, invoices):
    batch = asked(world, *invoices).batch
    world.books.documents = False
    world.press_send(invoices[0])
    world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
    world.books.documents = True
    world.synced()
    world.pass_time(60)
    assert contents(world.books) == [(invoices[0].number, [PDF])]


def test_an_invoice_of_a_stopped_batch_is_sent_by_a_new_batch_only(world, invoices):
    batch = asked(world, *invoices).batch
    world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
    with pytest.raises(InvoiceRejected, match="batch_stopped"):
        world.press_send(invoices[0])
    with pytest.raises(InvoiceRejected, match="batch_stopped"):
        world.retry_failed(ACME, MEMORY, batch.id, by=ANNA)
    assert {row.outcome for row in asked(world, invoices[0]).rows} == {RequestOutcome.REQUESTED}
    world.pass_time(60)
    assert contents(world.books) == [(invoices[0].number, [PDF])]


def test_an_excluded_invoice_is_sent_by_nobody_until_it_is_taken_back(world, invoices):
    first = asked(world, *invoices).batch
    excluded = world.exclude(ACME, MEMORY, KIND, invoices[0].id, reason="  is  a test ", by=ANNA)
    assert (excluded.state, excluded.exclusion.reason, excluded.due) == (DeliveryState.EXCLUDED, "is a test", None)
    with pytest.raises(InvoiceRejected) as refused:
        world.press_send(invoices[0])
    assert (refused.value.code, refused.value.facts["message"]) == ("invoice_excluded", "is a test")
    assert outcomes(asked(world, invoices[0])) == {invoices[0].id: (RequestOutcome.REFUSED, "invoice_excluded")}
    world.pass_time(60)
    assert standings(world, first)[invoices[0].id] is RowState.EXCLUDED
    assert len(world.books.invoices) == 3
    assert world.take_back(ACME, MEMORY, KIND, invoices[0].id, by=ANNA).state is DeliveryState.READY
    world.pass_time(60)
    assert len(contents(world.books)) == 4


def test_what_was_excluded_before_anybody_asked_is_not_sent_by_taking_it_back(world, invoices):
    world.exclude(ACME, MEMORY, KIND, invoices[0].id, reason="test", by=ANNA)
    assert world.take_back(ACME, MEMORY, KIND, invoices[0].id, by=ANNA) is None
    world.synced()
    world.pass_time(60)
    assert not world.books.invoices
    assert world.press_send(invoices[0]).settled


def test_after_a_doubtful_attempt_taking_back_begins_with_looking(world, invoices):
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.books.search_lag = timedelta(days=2)
    world.press_send(invoices[0])
    world.pass_time(6 * 3600, step=600)
    assert codes(world.delivery(invoices[0])) == ["outcome_unclear"]
    world.exclude(ACME, MEMORY, KIND, invoices[0].id, reason="test", by=ANNA)
    assert world.take_back(ACME, MEMORY, KIND, invoices[0].id, by=ANNA).state is DeliveryState.CHECKING
    assert len(world.books.invoices) == 1


@pytest.mark.parametrize("reason", ["", " ", "x" * 101])
def test_an_exclusion_needs_a_short_reason(world, invoices, reason):
    with pytest.raises(InvoiceRejected, match="exclusion_reason_unfit"):
        world.exclude(ACME, MEMORY, KIND, invoices[0].id, reason=reason, by=ANNA)
    assert world.delivery(invoices[0]) is None


def test_what_is_there_or_on_its_way_can_not_be_excluded(world, invoices):
    world.press_send(invoices[0])
    with pytest.raises(InvoiceRejected, match="exclusion_too_late"):
        world.exclude(ACME, MEMORY, KIND, invoices[0].id, reason="test", by=ANNA)
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoices[1])
    with pytest.raises(DeliveryInProgress):
        world.exclude(ACME, MEMORY, KIND, invoices[1].id, reason="test", by=ANNA)


def test_a_batch_that_is_not_there_is_not_found(world):
    world.ready_to_send()
    for act in (world.report_batch, lambda *key: world.stop_batch(*key, by=ANNA)):
        with pytest.raises(NotFound):
            act(ACME, MEMORY, GIVEN)
