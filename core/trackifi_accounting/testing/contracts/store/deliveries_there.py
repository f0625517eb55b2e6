"""The part of the store's contract about deliveries whose invoice is at the provider."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from dataclasses import replace

from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.contracts.store.deliveries import INVOICE, given, sent
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
)


class DeliveriesThereContract:
    """Deliveries at the provider."""

    def test_the_control_of_a_look_up_is_the_latest_that_is_surely_there(self, store: Store) -> None:
        there = delivery("1", state=DeliveryState.SENT, sent_at=NOW, remote=RemoteInvoiceId("11"))
        latest = replace(there, invoice=InvoiceId("2"), number=InvoiceNumber("2"), sent_at=NOW + HOUR)
        removed = replace(latest, invoice=InvoiceId("3"), number=InvoiceNumber("3"), remote_state=RemoteState.REMOVED)
        given(store, there, latest, removed, delivery("4"), replace(latest, invoice=INVOICE, kind=FREELANCER))
        with store.read(ACME) as work:
            assert work.deliveries.known_sent(PROVIDER, CUSTOMER, other_than=InvoiceId("4")) == latest
            assert work.deliveries.known_sent(PROVIDER, CUSTOMER, other_than=latest.invoice) == there
            assert work.deliveries.known_sent(PROVIDER, FREELANCER, other_than=INVOICE) is None
            assert work.deliveries.known_sent(SECOND, CUSTOMER, other_than=INVOICE) is None

    def test_the_first_that_was_sent_after_a_time_is_known(self, store: Store) -> None:
        late = sent("2", "12", sent_at=NOW + HOUR, kind=FREELANCER)
        given(store, sent("1", "11", sent_at=NOW), late, delivery("3", sent_at=NOW + HOUR / 2), sent("4", "14"))
        with store.read(ACME) as work:
            assert work.deliveries.first_sent(PROVIDER, after=NOW - HOUR) == NOW
            assert work.deliveries.first_sent(PROVIDER, after=NOW) == NOW + HOUR
            assert work.deliveries.first_sent(PROVIDER, after=NOW + HOUR) is None
            assert work.deliveries.first_sent(SECOND, after=NOW - HOUR) is None

    def test_what_was_found_there_counts_from_when_it_was_asked_for(self, store: Store) -> None:
        given(store, sent("1", "11", sent_at=None, requested_at=NOW + HOUR), sent("2", "12", sent_at=NOW + 2 * HOUR))
        with store.read(ACME) as work:
            assert work.deliveries.first_sent(PROVIDER, after=NOW) == NOW + HOUR
            assert work.deliveries.first_sent(PROVIDER, after=NOW + HOUR) == NOW + 2 * HOUR

    def test_sent_invoices_are_found_by_their_ids_at_the_provider(self, store: Store) -> None:
        known = sent("1", "11")
        given(store, known, sent("2", "12", provider=SECOND), delivery("3", remote=RemoteInvoiceId("13")))
        ids = [RemoteInvoiceId(one) for one in ("11", "12", "13", "99")]
        with store.read(ACME) as work:
            assert work.deliveries.of_remote(PROVIDER, ids) == {known.remote: known}
            assert work.deliveries.of_remote(PROVIDER, []) == {}
        with store.read(OTHER) as work:
            assert work.deliveries.of_remote(PROVIDER, ids) == {}

    def test_what_is_at_the_provider_is_walked_through_by_the_ids_there(self, store: Store) -> None:
        old = sent("4", "10", requested_at=NOW - HOUR)
        given(store, sent("1", "30"), sent("2", "20"), sent("3", "11"), old, delivery("5"))
        with store.read(ACME) as work:
            first = work.deliveries.at_provider(PROVIDER, requested_since=NOW, limit=2)
            assert [one.remote for one in first] == ["11", "20"]
            rest = work.deliveries.at_provider(PROVIDER, requested_since=NOW, after=first[-1].remote, limit=2)
            assert [one.remote for one in rest] == ["30"]
            assert not work.deliveries.at_provider(SECOND, requested_since=NOW)

    def test_a_page_is_not_cut_between_two_of_one_id(self, store: Store) -> None:
        given(store, sent("1", "10"), sent("2", "11"), sent("3", "11"), sent("4", "12"))
        with store.read(ACME) as work:
            page = work.deliveries.at_provider(PROVIDER, requested_since=NOW, limit=2)
            assert sorted(one.invoice for one in page) == ["1", "2", "3"]
            rest = work.deliveries.at_provider(PROVIDER, requested_since=NOW, after=page[-1].remote, limit=2)
            assert [one.invoice for one in rest] == ["4"]
