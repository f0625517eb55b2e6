"""The part of the provider contract about booking: draft, find, create, and read back."""

# ruff: noqa: D102 -- a test's name is its sentence.

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteState
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.errors import CredentialsRejected, InvoiceRejected, OutcomeUnknown, ProviderUnavailable
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.testing.contracts.provider.fixtures import (
    ContractFixtures,
    both_kinds,
    draft_for,
    key_of,
    order_for,
)
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.doubles.fence import closed_fence, open_fence

ODD_NUMBERS = ("M-1", "M-10", "m-1", "M-1 ", "M/1 ä", "01", "1", "M-1-ö", "M&1", "2026", "M-2", "M-3")


class BookingContract(ContractFixtures):
    """One call of create is at most one request; whatever is in doubt is said to be in doubt."""

    @both_kinds
    def test_drafting_the_same_order_twice_gives_the_same_bytes_and_writes_nothing(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        order = order_for(connection, provider_controls.add_partner(ROLE_OF[kind]), kind)
        drafts = [connection.accounting.draft(order) for _ in range(2)]
        assert drafts[0].payload == drafts[1].payload
        assert drafts[0].totals == order.invoice.totals
        assert provider_controls.writes() == 0

    @both_kinds
    def test_every_fault_of_an_invoice_is_told_by_its_field(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        good = order_for(connection, provider_controls.add_partner(ROLE_OF[kind]), kind)
        invoice = replace(good.invoice, due=good.invoice.issued - timedelta(days=1), lines=())
        with pytest.raises(InvoiceRejected) as refused:
            connection.accounting.draft(replace(good, invoice=invoice))
        told = {(reason.code, reason.field) for reason in refused.value.reasons}
        assert {("due_before_date", "due"), ("lines_missing", "lines")} <= told
        assert provider_controls.writes() == 0

    @both_kinds
    def test_a_booked_invoice_is_there_once_unfinished_and_found_by_its_number(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        draft = draft_for(connection, provider_controls, kind)
        booked = connection.accounting.create(draft, fence=open_fence)
        found = connection.accounting.find(key_of(booked))
        assert [one.id for one in provider_controls.invoices()] == [booked.id]
        assert [(one.id, one.state) for one in found] == [(booked.id, RemoteState.UNFINISHED)]
        assert found[0].created_by == connection.accounting.company().user
        assert (found[0].totals or draft.totals) == draft.totals

    @pytest.mark.parametrize("other", ["T-1", "T-100", "t-10", "T- 10", "0T-10"])
    def test_a_number_is_found_only_when_it_is_exactly_the_same(
        self, connection: Connection, provider_controls: ProviderControls, other: str
    ) -> None:
        connection.accounting.create(
            draft_for(connection, provider_controls, PartyKind.CUSTOMER, "T-10"), fence=open_fence
        )
        key = InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber(other))
        assert connection.accounting.find(key) == ()

    @pytest.mark.parametrize("written", ["La\u0308sku 10", " L\u00e4sku 10", "L\u00e4sku\u00a010 ", "L\u00e4sku  10"])
    def test_a_number_is_one_number_however_its_letters_and_blanks_are_written(
        self, connection: Connection, provider_controls: ProviderControls, written: str
    ) -> None:
        booked = connection.accounting.create(
            draft_for(connection, provider_controls, PartyKind.CUSTOMER, "L\u00e4sku 10"), fence=open_fence
        )
        key = InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber(written))
        assert [one.id for one in connection.accounting.find(key)] == [booked.id]

    @both_kinds
    def test_what_is_new_is_found_without_its_number_and_older_things_are_not(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        booked = connection.accounting.create(draft_for(connection, provider_controls, kind), fence=open_fence)
        since = (booked.created or datetime.now(UTC)) - timedelta(minutes=1)
        other = next(one for one in PartyKind if one is not kind)
        assert booked.id in {one.id for one in connection.accounting.new_invoices(kind, since)}
        assert booked.id not in {one.id for one in connection.accounting.new_invoices(other, since)}

    @both_kinds
    def test_an_invoice_is_read_back_whole_beside_what_it_was_made_of(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        order = order_for(connection, provider_controls.add_partner(ROLE_OF[kind]), kind)
        draft = connection.accounting.draft(order)
        later = replace(order.invoice, due=order.invoice.due + timedelta(days=1))
        other = connection.accounting.draft(replace(order, invoice=later))
        booked = connection.accounting.create(draft, fence=open_fence)
        read = connection.accounting.read_back(draft.payload, booked.id)
        assert read is not None
        assert (read.id, read.own_number, read.partner) == (booked.id, booked.own_number, order.partner.id)
        assert (read.issued, read.due, len(read.lines or ())) == (order.invoice.issued, order.invoice.due, 1)
        assert read.differences == ()
        apart = connection.accounting.read_back(other.payload, booked.id)
        assert apart is not None
        assert [one.field for one in apart.differences] == ["due"]
        assert connection.accounting.read_back(draft.payload, RemoteInvoiceId("999999")) is None

    def test_two_freelancers_may_use_the_same_number(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        first, second = (
            connection.accounting.create(
                draft_for(connection, provider_controls, PartyKind.FREELANCER), fence=open_fence
            )
            for _ in range(2)
        )
        assert [one.id for one in connection.accounting.find(key_of(first))] == [first.id]
        assert [one.id for one in connection.accounting.find(key_of(second))] == [second.id]

    def test_customer_and_freelancer_invoices_are_never_confused(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = connection.accounting.create(
            draft_for(connection, provider_controls, PartyKind.CUSTOMER), fence=open_fence
        )
        supplier = provider_controls.add_partner(PartnerRole.SUPPLIER)
        key = InvoiceKey(kind=PartyKind.FREELANCER, number=booked.own_number, partner=supplier.id)
        assert connection.accounting.find(key) == ()

    def test_a_removed_invoice_is_found_as_removed(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = connection.accounting.create(
            draft_for(connection, provider_controls, PartyKind.CUSTOMER), fence=open_fence
        )
        provider_controls.remove_invoice(booked.id)
        assert [one.state for one in connection.accounting.find(key_of(booked))] == [RemoteState.REMOVED]

    def test_an_invoice_that_a_person_entered_is_found_with_its_author(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        key = InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber("T-10"))
        by_hand = provider_controls.enter_by_hand(key)
        found = connection.accounting.find(key)
        assert [one.id for one in found] == [by_hand]
        assert found[0].created_by != connection.accounting.company().user

    def test_many_numbers_are_found_at_once_as_they_are_found_singly(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        sales = [InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber(number)) for number in ODD_NUMBERS]
        for key in (sales[0], sales[2], sales[4]):
            provider_controls.enter_by_hand(key)
        provider_controls.remove_invoice(provider_controls.invoices()[-1].id)
        first, second = (
            connection.accounting.create(
                draft_for(connection, provider_controls, PartyKind.FREELANCER), fence=open_fence
            )
            for _ in range(2)
        )
        stranger = provider_controls.add_partner(PartnerRole.SUPPLIER)
        strange = InvoiceKey(kind=PartyKind.FREELANCER, number=first.own_number, partner=stranger.id)
        for keys in (sales, [key_of(first), key_of(second), strange], sales[:1], []):
            found = connection.accounting.find_all(keys)
            assert dict(found) == {key: connection.accounting.find(key) for key in keys}

    @both_kinds
    def test_an_answer_lost_after_booking_is_in_doubt_until_a_look_up_finds_the_invoice(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        draft = draft_for(connection, provider_controls, kind)
        provider_controls.lose_next_answer(after_booking=True)
        with pytest.raises(OutcomeUnknown):
            connection.accounting.create(draft, fence=open_fence)
        assert provider_controls.writes() == 1
        assert len(connection.accounting.find(key_of(provider_controls.invoices()[0]))) == 1

    def test_an_answer_lost_before_booking_is_in_doubt_and_not_tried_again(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        draft = draft_for(connection, provider_controls, PartyKind.CUSTOMER)
        provider_controls.lose_next_answer(after_booking=False)
        with pytest.raises(OutcomeUnknown):
            connection.accounting.create(draft, fence=open_fence)
        assert provider_controls.writes() == 1
        assert not provider_controls.invoices()

    def test_a_request_that_never_left_is_not_in_doubt(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        draft = draft_for(connection, provider_controls, PartyKind.CUSTOMER)
        provider_controls.go_down()
        with pytest.raises(ProviderUnavailable):
            connection.accounting.create(draft, fence=open_fence)
        assert not provider_controls.invoices()

    def test_a_write_whose_permission_has_run_out_never_leaves(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        draft = draft_for(connection, provider_controls, PartyKind.CUSTOMER)
        with pytest.raises(ProviderUnavailable):
            connection.accounting.create(draft, fence=closed_fence)
        assert provider_controls.writes() == 0

    def test_a_refused_key_books_nothing(self, connection: Connection, provider_controls: ProviderControls) -> None:
        draft = draft_for(connection, provider_controls, PartyKind.CUSTOMER)
        provider_controls.revoke_key()
        with pytest.raises(CredentialsRejected):
            connection.accounting.create(draft, fence=open_fence)
        assert not provider_controls.invoices()

    def test_invoices_are_read_by_id_and_those_that_are_not_there_are_left_out(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = connection.accounting.create(
            draft_for(connection, provider_controls, PartyKind.CUSTOMER), fence=open_fence
        )
        read = list(connection.accounting.read_invoices([booked.id, RemoteInvoiceId("999999")]))
        assert [(one.id, one.attachments) for one in read] == [(booked.id, ())]
