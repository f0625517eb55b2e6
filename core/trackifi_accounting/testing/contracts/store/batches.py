"""The part of the store's contract about batches."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from typing import Any

import pytest

from trackifi_accounting.domain.batches.batches import Batch, BatchRow, RequestOutcome, RowState, counts_of
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, Exclusion, PdfState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, BatchId, InvoiceId
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    FREELANCER,
    HOUR,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    SOMEONE,
    delivery,
)

SENT, READY = DeliveryState.SENT, DeliveryState.READY
PROBLEM = Problem(code="number_used_twice", facts={"number": "7"}, field="number")
CASES: dict[str, tuple[RequestOutcome, dict[str, Any] | None, RowState]] = {
    "waiting": (RequestOutcome.REQUESTED, {"state": READY}, RowState.WAITING),
    "held": (RequestOutcome.REQUESTED, {"state": READY, "due": None}, RowState.HELD),
    "sending": (RequestOutcome.UNDER_WAY, {"state": DeliveryState.SENDING}, RowState.SENDING),
    "checking": (RequestOutcome.UNDER_WAY, {"state": DeliveryState.CHECKING}, RowState.CHECKING),
    "checking-held": (RequestOutcome.UNDER_WAY, {"state": DeliveryState.CHECKING, "due": None}, RowState.HELD),
    "sent": (RequestOutcome.REQUESTED, {"state": SENT, "attempts": 1, "due": None}, RowState.SENT),
    "sent-pdf": (
        RequestOutcome.REQUESTED,
        {"state": SENT, "attempts": 1, "due": None, "pdf_state": PdfState.ATTACHED},
        RowState.SENT,
    ),
    "there": (RequestOutcome.ALREADY_THERE, {"state": SENT, "attempts": 1, "due": None}, RowState.ALREADY_THERE),
    "adopted": (RequestOutcome.REQUESTED, {"state": SENT, "attempts": 0}, RowState.ALREADY_THERE),
    "attention": (
        RequestOutcome.REQUESTED,
        {"state": DeliveryState.NEEDS_ATTENTION, "due": None},
        RowState.NEEDS_ATTENTION,
    ),
    "excluded": (RequestOutcome.REFUSED, {"state": DeliveryState.EXCLUDED, "due": None}, RowState.EXCLUDED),
    "nothing": (RequestOutcome.REFUSED, None, RowState.NEEDS_ATTENTION),
}


class BatchesContract:
    """Batches."""

    def test_a_batch_and_its_rows_come_back_as_they_were(self, store: Store) -> None:
        rows = (
            BatchRow(invoice=InvoiceId("1"), outcome=RequestOutcome.REQUESTED),
            _row("2", RequestOutcome.REFUSED, PROBLEM),
        )
        _given(store, batch("b"), *rows)
        with store.read(ACME) as work:
            assert work.batches.get(PROVIDER, BatchId("b")) == batch("b")
            assert tuple(work.batches.rows(PROVIDER, BatchId("b"))) == rows
            assert work.batches.get(PROVIDER, BatchId("other")) is None
            assert work.batches.get(SECOND, BatchId("b")) is None

    def test_a_row_is_kept_in_place_of_the_earlier_one(self, store: Store) -> None:
        _given(store, batch("b"), _row("1", RequestOutcome.REFUSED, PROBLEM))
        with store.write(ACME) as work:
            work.batches.put_rows(PROVIDER, BatchId("b"), [_row("1", RequestOutcome.REQUESTED)])
            assert list(work.batches.rows(PROVIDER, BatchId("b"))) == [_row("1", RequestOutcome.REQUESTED)]

    def test_nothing_of_another_company_s_batches_is_seen_or_taken(self, store: Store) -> None:
        _given(store, batch("b", stopped_by=SOMEONE), _row("1", RequestOutcome.REQUESTED), of=[delivery("1")])
        with store.write(OTHER) as work:
            assert work.batches.get(PROVIDER, BatchId("b")) is None
            assert not work.batches.rows(PROVIDER, BatchId("b"))
            assert not work.batches.newest(PROVIDER)
            assert not work.batches.stopped(PROVIDER)
            assert not work.batches.tallies(batch("b"))
            assert not work.batches.page(batch("b"))
            with pytest.raises(ValueError, match="another company"):
                work.batches.put(batch("c"))

    def test_the_newest_batches_come_first(self, store: Store) -> None:
        for name, when in (("a", NOW), ("b", NOW + HOUR), ("c", NOW)):
            _given(store, batch(name, requested_at=when))
        with store.read(ACME) as work:
            assert [one.id for one in work.batches.newest(PROVIDER)] == ["b", "c", "a"]
            assert [one.id for one in work.batches.newest(PROVIDER, limit=1, offset=1)] == ["c"]
            assert not work.batches.newest(SECOND)

    def test_a_batch_is_stopped_and_goes_on(self, store: Store) -> None:
        _given(store, batch("a", stopped_by=Actor("specimen boss")))
        _given(store, batch("b"))
        with store.write(ACME) as work:
            assert work.batches.stopped(PROVIDER) == {"a"}
            work.batches.put(batch("a"))
            assert not work.batches.stopped(PROVIDER)

    def test_every_invoice_stands_where_its_delivery_puts_it(self, store: Store) -> None:
        rows = [_row(name, outcome) for name, (outcome, _, _) in CASES.items()]
        deliveries = [delivery(name, **made) for name, (_, made, _) in CASES.items() if made]
        _given(store, batch("b"), *rows, of=deliveries)
        with store.read(ACME) as work:
            page = work.batches.page(batch("b"))
            for standing in RowState:
                found = [one.row.invoice for one in work.batches.page(batch("b"), standing={standing})]
                assert found == sorted(name for name, (_, _, stands) in CASES.items() if stands is standing)
            counts = counts_of(work.batches.tallies(batch("b")))
        assert {one.row.invoice: one.standing for one in page} == {name: case[2] for name, case in CASES.items()}
        assert {one.row.invoice: one.delivery for one in page if one.delivery} == {
            one.invoice: one for one in deliveries
        }
        assert (counts.total, counts.with_pdf, counts.moving, counts.settled) == (len(CASES), 1, 4, 7)

    def test_only_deliveries_of_the_batch_s_own_kind_and_provider_count(self, store: Store) -> None:
        others = [delivery("1", kind=FREELANCER), delivery("1", provider=SECOND), delivery("2")]
        _given(store, batch("b"), _row("1", RequestOutcome.REQUESTED), of=others)
        with store.read(ACME) as work:
            assert [one.delivery for one in work.batches.page(batch("b"))] == [None]
            assert counts_of(work.batches.tallies(batch("b"))).by_standing == {RowState.NEEDS_ATTENTION: 1}

    def test_rows_come_page_by_page(self, store: Store) -> None:
        _given(store, batch("b"), *(_row(name, RequestOutcome.REQUESTED) for name in "1234"))
        with store.read(ACME) as work:
            assert [one.row.invoice for one in work.batches.page(batch("b"), limit=2, offset=1)] == ["2", "3"]
            assert [one.row.invoice for one in work.batches.page(batch("b"), after=InvoiceId("2"))] == ["3", "4"]

    def test_what_was_excluded_before_anybody_asked_is_withdrawn(self, store: Store) -> None:
        asked = Exclusion(by=SOMEONE, at=NOW, reason="specimen")
        unasked = Exclusion(by=SOMEONE, at=NOW, reason="specimen", asked=False)
        excluded = delivery("1", state=DeliveryState.EXCLUDED, exclusion=unasked, due=None)
        _given(store, batch("b"), of=[excluded])
        with store.write(ACME) as work:
            for other in (delivery("1"), delivery("1", state=DeliveryState.EXCLUDED, exclusion=asked)):
                with pytest.raises(ValueError, match="withdrawn"):
                    work.deliveries.withdraw(other)
            late = delivery("1", state=DeliveryState.EXCLUDED, exclusion=unasked, version=3)
            assert not work.deliveries.withdraw(late)
            assert work.deliveries.withdraw(excluded)
            assert work.deliveries.get(PROVIDER, CUSTOMER, InvoiceId("1")) is None
            assert work.deliveries.add(delivery("2", "1"))

    def test_checks_come_before_pdfs_and_those_before_new_invoices(self, store: Store) -> None:
        early = NOW - HOUR
        made = [delivery("1", due=early), delivery("2", state=SENT, due=NOW), delivery("3", state=SENT, due=early)]
        looked_for = [
            delivery("4", state=DeliveryState.CHECKING),
            delivery("5", state=DeliveryState.SENDING, due=early),
        ]
        _given(store, batch("b"), of=[*made, *looked_for])
        with store.read(ACME) as work:
            assert [one.invoice for one in work.deliveries.due(NOW)] == ["5", "4", "3", "2", "1"]


def batch(name: str, **changes: Any) -> Batch:
    """A batch of customer invoices that goes on."""
    values: dict[str, Any] = {"company": ACME, "provider": PROVIDER, "kind": CUSTOMER, "size": 3}
    values |= {"requested_at": NOW, "requested_by": SOMEONE}
    return Batch(id=BatchId(name), **(values | changes))


def _row(invoice: str, outcome: RequestOutcome, problem: Problem | None = None) -> BatchRow:
    return BatchRow(invoice=InvoiceId(invoice), outcome=outcome, problem=problem)


def _given(store: Store, made: Batch, *rows: BatchRow, of: list[Delivery] | None = None) -> None:
    with store.write(ACME) as work:
        work.batches.put(made)
        work.batches.put_rows(made.provider, made.id, rows)
        for one in of or []:
            assert work.deliveries.add(one)
