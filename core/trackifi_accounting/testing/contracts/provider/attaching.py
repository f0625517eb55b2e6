"""The part of the provider contract about PDFs."""

# ruff: noqa: D102 -- a test's name is its sentence.

import pytest

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document, invoice_document
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import FeatureDisabled, OutcomeUnknown, ProviderUnavailable
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.testing.contracts.provider.fixtures import ContractFixtures, both_kinds, draft_for
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.doubles.fence import closed_fence, open_fence
from trackifi_accounting.testing.examples.records import PDF


class AttachingContract(ContractFixtures):
    """The PDF is a step of its own: the invoice stands whatever becomes of it."""

    @both_kinds
    def test_a_pdf_arrives_byte_for_byte_under_its_name(
        self, connection: Connection, provider_controls: ProviderControls, kind: PartyKind
    ) -> None:
        booked = connection.accounting.create(draft_for(connection, provider_controls, kind), fence=open_fence)
        document = _document()
        connection.documents.attach(document, to=booked, fence=open_fence)
        arrived = [(one.name, one.content) for one in provider_controls.files(booked.id)]
        assert arrived == [(document.name, document.content)]
        assert connection.documents.attached(booked) == (document.name,)

    def test_reading_an_invoice_back_names_its_files(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        connection.documents.attach(_document(), to=booked, fence=open_fence)
        read = next(iter(connection.accounting.read_invoices([booked.id])))
        assert read.attachments == (_document().name,)

    def test_an_invoice_begins_without_files(self, connection: Connection, provider_controls: ProviderControls) -> None:
        assert connection.documents.attached(_booked(connection, provider_controls)) == ()

    def test_the_feature_switched_off_is_not_said_to_be_on(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        assert connection.documents.available() is not False
        provider_controls.turn_documents(on=False)
        assert connection.documents.available() is not True

    def test_with_the_feature_off_nothing_is_added_and_files_are_still_listed(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        provider_controls.turn_documents(on=False)
        with pytest.raises(FeatureDisabled):
            connection.documents.attach(_document(), to=booked, fence=open_fence)
        assert connection.documents.attached(booked) == ()
        assert not provider_controls.files(booked.id)

    def test_an_answer_lost_after_the_upload_is_in_doubt_until_the_list_shows_the_file(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        provider_controls.lose_next_answer(after_booking=True)
        with pytest.raises(OutcomeUnknown):
            connection.documents.attach(_document(), to=booked, fence=open_fence)
        assert connection.documents.attached(booked) == (_document().name,)
        assert len(provider_controls.files(booked.id)) == 1

    def test_an_answer_lost_before_the_upload_is_in_doubt_and_not_tried_again(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        before = provider_controls.writes()
        provider_controls.lose_next_answer(after_booking=False)
        with pytest.raises(OutcomeUnknown):
            connection.documents.attach(_document(), to=booked, fence=open_fence)
        assert provider_controls.writes() == before + 1
        assert not provider_controls.files(booked.id)

    def test_an_upload_whose_permission_has_run_out_never_leaves(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        with pytest.raises(ProviderUnavailable):
            connection.documents.attach(_document(), to=booked, fence=closed_fence)
        assert not provider_controls.files(booked.id)

    def test_an_upload_that_never_left_is_not_in_doubt(
        self, connection: Connection, provider_controls: ProviderControls
    ) -> None:
        booked = _booked(connection, provider_controls)
        provider_controls.go_down()
        with pytest.raises(ProviderUnavailable):
            connection.documents.attach(_document(), to=booked, fence=open_fence)
        assert not provider_controls.files(booked.id)


def _booked(connection: Connection, provider_controls: ProviderControls) -> RemoteInvoice:
    return connection.accounting.create(draft_for(connection, provider_controls, PartyKind.CUSTOMER), fence=open_fence)


def _document() -> Document:
    return invoice_document(InvoiceNumber("T-10"), PDF)
