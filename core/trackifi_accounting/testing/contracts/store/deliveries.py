"""The part of the store's contract about deliveries."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from collections.abc import Iterable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from trackifi_accounting.domain.deliveries.deliveries import ALLOWED, Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow, fits
from trackifi_accounting.domain.values.references import (
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    ProviderName,
    RemoteInvoiceId,
)
from trackifi_accounting.errors import InvoiceRejected, NotFound
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
    delivery,
    full_delivery,
    partner,
)

INVOICE = InvoiceId("1")
STEPS = [(before, after) for before in DeliveryState for after in DeliveryState]


class DeliveriesContract:
    """Deliveries."""

    def test_a_delivery_comes_back_as_it_was(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert work.deliveries.add(full_delivery("1"))
        with store.read(ACME) as work:
            assert work.deliveries.get(PROVIDER, CUSTOMER, INVOICE) == full_delivery("1")

    def test_the_second_delivery_of_an_invoice_is_not_taken(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert work.deliveries.add(delivery("1"))
            assert not work.deliveries.add(delivery("1", "other number"))
            assert work.deliveries.get(PROVIDER, CUSTOMER, INVOICE) == delivery("1")

    def test_the_second_customer_invoice_of_a_number_is_not_taken(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert work.deliveries.add(delivery("1", "same"))
            assert not work.deliveries.add(delivery("2", "same"))
            assert work.deliveries.add(delivery("3", "Same"))
            assert work.deliveries.add(delivery("4", "same", provider=SECOND))

    def test_freelancers_share_numbers_but_not_with_themselves(self, store: Store) -> None:
        _given_partners(store)
        with store.write(ACME) as work:
            assert work.deliveries.add(delivery("1", "same", kind=FREELANCER, partner=PartnerId("1")))
            assert work.deliveries.add(delivery("2", "same", kind=FREELANCER, partner=PartnerId("2")))
            assert work.deliveries.add(delivery("3", "same", kind=FREELANCER))
            assert work.deliveries.add(delivery("4", "same", kind=FREELANCER))
            assert not work.deliveries.add(delivery("5", "same", kind=FREELANCER, partner=PartnerId("1")))

    def test_a_delivery_is_found_by_its_natural_key(self, store: Store) -> None:
        _given_partners(store)
        known = delivery("2", "7", kind=FREELANCER, partner=PartnerId("1"))
        unknown = delivery("3", "7", kind=FREELANCER)
        with store.write(ACME) as work:
            for one in (delivery("1", "7"), known, unknown):
                work.deliveries.add(one)
            assert work.deliveries.of_key(PROVIDER, delivery("1", "7").key) == delivery("1", "7")
            assert work.deliveries.of_key(PROVIDER, known.key) == known
            assert work.deliveries.of_key(PROVIDER, unknown.key) is None
            assert work.deliveries.of_key(PROVIDER, InvoiceKey(kind=CUSTOMER, number=InvoiceNumber("07"))) is None

    def test_a_partner_that_is_not_here_is_not_taken(self, store: Store) -> None:
        with store.write(ACME) as work:
            with pytest.raises(NotFound):
                work.deliveries.add(delivery("1", partner=PartnerId("9")))
            work.deliveries.add(delivery("1"))
            with pytest.raises(NotFound):
                work.deliveries.replace(delivery("1", partner=PartnerId("9")))

    def test_nothing_of_another_company_is_seen_or_taken(self, store: Store) -> None:
        given(store, delivery("1"))
        with store.read(OTHER) as work:
            assert work.deliveries.get(PROVIDER, CUSTOMER, INVOICE) is None
            assert work.deliveries.of_key(PROVIDER, delivery("1").key) is None
            assert not work.deliveries.due(NOW)
            assert not work.deliveries.page(PROVIDER)
            assert not work.deliveries.unfinished(PROVIDER)
            assert not work.deliveries.count(PROVIDER)
            for change in (work.deliveries.add, work.deliveries.replace):
                with pytest.raises(ValueError, match="another company"):
                    change(delivery("1"))

    def test_only_the_first_of_two_who_read_the_same_may_write(self, store: Store) -> None:
        given(store, delivery("1"))
        with store.write(ACME) as work:
            assert work.deliveries.replace(delivery("1", state=DeliveryState.SENDING))
            assert not work.deliveries.replace(delivery("1", state=DeliveryState.SENDING, attempts=9))
            stored = work.deliveries.get(PROVIDER, CUSTOMER, INVOICE)
        assert stored == delivery("1", state=DeliveryState.SENDING, version=1)

    def test_a_delivery_that_is_not_there_is_not_replaced(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert not work.deliveries.replace(delivery("1"))

    @pytest.mark.parametrize(("before", "after"), STEPS)
    def test_only_steps_of_the_table_are_taken(self, store: Store, before: DeliveryState, after: DeliveryState) -> None:
        given(store, delivery("1", state=before))
        with store.write(ACME) as work:
            if after is before or after in ALLOWED[before]:
                assert work.deliveries.replace(delivery("1", state=after))
            else:
                with pytest.raises(ValueError, match=f"from {before} to {after}"):
                    work.deliveries.replace(delivery("1", state=after))

    def test_a_number_that_another_invoice_holds_is_not_taken(self, store: Store) -> None:
        given(store, delivery("1", "A"), delivery("2", "B"))
        with store.write(ACME) as work:
            with pytest.raises(InvoiceRejected) as refused:
                work.deliveries.replace(delivery("2", "A"))
            assert refused.value.code == "number_used_twice"
            assert work.deliveries.replace(delivery("2", "C"))
            assert work.deliveries.replace(delivery("1", "B"))

    def test_one_without_a_number_of_its_own_keeps_it_from_nobody(self, store: Store) -> None:
        given(store, delivery("1", "A"), delivery("2", "A", holds_number=False), delivery("3", "A", holds_number=False))
        with store.write(ACME) as work:
            holder = work.deliveries.of_key(PROVIDER, delivery("1", "A").key)
            with pytest.raises(InvoiceRejected):
                work.deliveries.replace(delivery("2", "A"))
            assert work.deliveries.replace(delivery("1", "B"))
            assert work.deliveries.replace(delivery("2", "A"))
        assert holder == delivery("1", "A")

    def test_what_is_due_comes_the_longest_waiting_first(self, store: Store) -> None:
        given(
            store,
            delivery("1", due=NOW),
            delivery("2", due=NOW - HOUR),
            delivery("3", due=NOW + HOUR),
            delivery("4", due=None),
            delivery("5", due=NOW - HOUR, provider=SECOND, requested_at=NOW - HOUR),
        )
        with store.read(ACME) as work:
            assert _ids(work.deliveries.due(NOW)) == ["5", "2", "1"]
            assert _ids(work.deliveries.due(NOW, limit=1)) == ["5"]

    def test_a_page_has_the_newest_request_first(self, store: Store) -> None:
        late = delivery("3", requested_at=NOW + HOUR)
        given(store, delivery("1"), delivery("2", kind=FREELANCER), late, delivery("4", provider=SECOND))
        with store.read(ACME) as work:
            assert _ids(work.deliveries.page(PROVIDER)) == ["3", "1", "2"]
            assert _ids(work.deliveries.page(PROVIDER, limit=1, offset=1)) == ["1"]
            assert _ids(work.deliveries.page(PROVIDER, kind=FREELANCER)) == ["2"]

    @pytest.mark.parametrize("show", list(DeliveryShow))
    def test_a_page_shows_what_its_filter_says(self, store: Store, show: DeliveryShow) -> None:
        more_of: tuple[dict[str, Any], ...] = ({}, {"remote_state": RemoteState.REMOVED, "left": True})
        turns = product(DeliveryState, PdfState, (None, NOW), more_of)
        every = [
            delivery(str(number), state=state, pdf_state=pdf, due=due, **more)
            for number, (state, pdf, due, more) in enumerate(turns)
        ]
        every.append(delivery("gone", state=DeliveryState.SENT, remote_state=RemoteState.REMOVED))
        given(store, *every)
        with store.read(ACME) as work:
            found = work.deliveries.page(PROVIDER, show=show, limit=len(every))
            ids = [one.invoice for one in every[:2]]
            assert set(work.deliveries.of_invoices(PROVIDER, CUSTOMER, [*ids, InvoiceId("absent")])) == set(ids)
        assert sorted(_ids(found)) == sorted(_ids([one for one in every if fits(show, one)]))

    def test_each_filter_counts_what_its_page_shows(self, store: Store) -> None:
        told = Problem(code="totals_differ", field="totals", facts={"ours": "1.00", "theirs": "1.01"})
        differing: dict[str, Any] = {
            "state": DeliveryState.SENT,
            "pdf_state": PdfState.ATTACHED,
            "problems": (told,),
            "due": None,
        }
        given(
            store,
            delivery("1"),
            delivery("2", state=DeliveryState.NEEDS_ATTENTION, due=None),
            delivery("3", **differing),
            delivery("4", **differing, seen=(mark_of(told),)),
            delivery("5", kind=FREELANCER, state=DeliveryState.SENT, pdf_state=PdfState.WAITING),
            delivery("6", provider=SECOND),
        )
        with store.write(ACME) as work:
            for kind in (None, *PartyKind):
                shown = {one: len(work.deliveries.page(PROVIDER, kind=kind, show=one)) for one in DeliveryShow}
                assert work.deliveries.tally(PROVIDER, kind=kind) == shown
            assert _ids(work.deliveries.page(PROVIDER, kind=CUSTOMER, show=DeliveryShow.ATTENTION)) == ["2", "3"]
            assert set(work.deliveries.tally(ProviderName("nobody")).values()) == {0}

    def test_deliveries_are_found_by_their_numbers_whatever_their_partner(self, store: Store) -> None:
        _given_partners(store)
        first = delivery("1", "7", kind=FREELANCER, partner=PartnerId("1"))
        second = delivery("2", "7", kind=FREELANCER, partner=PartnerId("2"))
        given(store, first, second, delivery("3", "7"), delivery("4", "8", kind=FREELANCER))
        with store.write(ACME) as work:
            numbers = {InvoiceNumber("7"), InvoiceNumber("absent")}
            assert sorted(_ids(work.deliveries.of_numbers(PROVIDER, FREELANCER, numbers))) == ["1", "2"]
            assert list(work.deliveries.of_numbers(PROVIDER, FREELANCER, set())) == []

    def test_states_are_counted(self, store: Store) -> None:
        sent = delivery("3", state=DeliveryState.SENT, pdf_state=PdfState.WAITING)
        given(store, delivery("1"), delivery("2"), sent, delivery("4", provider=SECOND))
        with store.read(ACME) as work:
            assert work.deliveries.count(PROVIDER) == {"ready": 2, "sent": 1, "pdf_none": 2, "pdf_waiting": 1}

    def test_a_question_that_was_left_open_is_counted_apart(self, store: Store) -> None:
        asked = delivery("1", state=DeliveryState.NEEDS_ATTENTION)
        given(store, asked, delivery("2", state=DeliveryState.NEEDS_ATTENTION, left=True), delivery("3", left=True))
        with store.write(ACME) as work:
            assert work.deliveries.count(PROVIDER) == {"needs_attention": 1, "left": 1, "ready": 1, "pdf_none": 3}
            assert work.deliveries.replace(replace(asked, left=True))
            assert "needs_attention" not in work.deliveries.count(PROVIDER)

    @pytest.mark.parametrize(
        ("state", "pdf_state", "listed"),
        [
            (DeliveryState.READY, PdfState.NONE, True),
            (DeliveryState.CHECKING, PdfState.NONE, True),
            (DeliveryState.SENDING, PdfState.NONE, True),
            (DeliveryState.NEEDS_ATTENTION, PdfState.NONE, False),
            (DeliveryState.SENT, PdfState.WAITING, True),
            (DeliveryState.SENT, PdfState.SENDING, True),
            (DeliveryState.SENT, PdfState.CHECKING, True),
            (DeliveryState.SENT, PdfState.ATTACHED, False),
            (DeliveryState.SENT, PdfState.NEEDS_ATTENTION, False),
        ],
    )
    def test_what_can_go_on_is_unfinished(
        self, store: Store, state: DeliveryState, pdf_state: PdfState, *, listed: bool
    ) -> None:
        given(store, delivery("1", state=state, pdf_state=pdf_state, due=None))
        with store.read(ACME) as work:
            assert _ids(work.deliveries.unfinished(PROVIDER)) == (["1"] if listed else [])
            assert not work.deliveries.unfinished(SECOND)


def sent(invoice: str, remote: str, **changes: Any) -> Delivery:
    """A delivery whose invoice has this id at the provider."""
    return delivery(invoice, state=DeliveryState.SENT, remote=RemoteInvoiceId(remote), **changes)


def given(store: Store, *deliveries: Delivery) -> None:
    """Keep the deliveries."""
    with store.write(ACME) as work:
        for one in deliveries:
            assert work.deliveries.add(one)


def _given_partners(store: Store) -> None:
    with store.write(ACME) as work:
        work.partners.upsert(PROVIDER, [partner("1"), partner("2")], seen_at=NOW)


def _ids(deliveries: Iterable[Delivery]) -> list[str]:
    return [one.invoice for one in deliveries]
