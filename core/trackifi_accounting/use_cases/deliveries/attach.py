"""The PDF of a sent invoice: added once, on its own, however often it takes."""

from collections.abc import Collection
from datetime import timedelta

from trackifi_accounting.domain.deliveries.copies import twice
from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import Document, copies_of
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    FeatureDisabled,
    RecordError,
    TemporaryError,
)
from trackifi_accounting.ports.files import Files
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.fences import LOST, PERMISSION, Fences
from trackifi_accounting.use_cases.deliveries.journal import Journal

SOONEST, LATEST = timedelta(seconds=2), timedelta(minutes=2)
"""Between two looks for a PDF whose upload ended in doubt."""
OPEN = frozenset({PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING})


class Attach:
    """The way of a PDF to Attached; its name carries the content's hash, so that the list of files is the proof."""

    def __init__(self, *, journal: Journal, files: Files, fences: Fences, store: Store) -> None:
        self._journal = journal
        self._fences = fences
        self._files = files
        self._store = store

    def __call__(self, books: OpenIntegration, delivery: Delivery, *, window: timedelta, look: bool) -> Delivery:
        """One turn; nothing is done once it is attached. Raises: DeliveryInProgress.

        Only right after the invoice was made there is no need to ``look``: after a restored backup a PDF that seems to
        wait may have been attached.
        """
        if delivery.pdf_state not in OPEN or delivery.pdf_name is None or delivery.foreign:
            return delivery
        access = books.integration.access
        if access and access.documents is False:
            return self._wait(delivery, FeatureDisabled(provider=books.integration.provider))
        try:
            names = self._names(books, delivery, window) if look or delivery.pdf_state is not PdfState.WAITING else ()
            if names is None:
                return self._look_again(delivery)
            if copies_of(delivery.pdf_name, names):
                return self._done(delivery, names)
            document = self._document(delivery)
        except AccountingError as error:
            return self._wait(delivery, error)
        return self._upload(books, delivery, document)

    def _names(self, books: OpenIntegration, delivery: Delivery, window: timedelta) -> Collection[str] | None:
        """The files that are there; None while an upload that they do not show may still come."""
        names = books.connection.documents.attached(_invoice(delivery))
        if copies_of(delivery.pdf_name or "", names) or delivery.pdf_sent_at is None:
            return names
        return None if self._may_still_come(delivery, window) else self._read_beside(books, delivery)

    def _read_beside(self, books: OpenIntegration, delivery: Delivery) -> Collection[str]:
        """The files once more, read together with another sent invoice: what kept an old answer has none to this.

        None of an invoice that is gone: adding one to it is refused. Where nothing else was sent, it is read alone.
        """
        with self._store.read(delivery.company) as work:
            other = work.deliveries.known_sent(delivery.provider, delivery.kind, other_than=delivery.invoice)
        ids = [one for one in (delivery.remote, other and other.remote) if one]
        read = {one.id: one for one in books.connection.accounting.read_invoices(ids)}
        there = read.get(delivery.remote) if delivery.remote else None
        return (there and there.attachments) or ()

    def _upload(self, books: OpenIntegration, delivery: Delivery, document: Document) -> Delivery:
        try:
            self._fences.permit()
        except TemporaryError as error:
            return self._wait(delivery, error)
        now = self._journal.now()
        # Whoever looked while the upload is under way would see nothing, and take its answer from it.
        due = now + PERMISSION + LOST
        intent = self._journal.write(
            replace(delivery, pdf_state=PdfState.SENDING, pdf_sent_at=now, intended_at=now, pdf_problem=None, due=due)
        )
        try:
            fence = self._fences.put_up(books.integration, intent, until=now + PERMISSION)
            books.connection.documents.attach(document, to=_invoice(delivery), fence=fence)
        except RecordError as error:
            return self._journal.write(
                replace(intent, pdf_state=PdfState.NEEDS_ATTENTION, pdf_problem=error.problem, due=None)
            )
        except (TemporaryError, ConfigurationError) as error:
            return self._wait(replace(intent, pdf_state=PdfState.WAITING, pdf_sent_at=delivery.pdf_sent_at), error)
        except AccountingError as error:
            doubtful = replace(intent, pdf_state=PdfState.CHECKING, pdf_problem=error.problem)
            return self._look_again(doubtful)
        return self._done(intent)

    def _document(self, delivery: Delivery) -> Document:
        assert delivery.pdf_digest is not None, "the PDF is frozen with the invoice"
        assert delivery.pdf_name is not None, "the PDF is frozen with the invoice"
        content = self._files.get(delivery.company, delivery.pdf_digest)
        return Document(name=delivery.pdf_name, content=content, digest=delivery.pdf_digest)

    def _may_still_come(self, delivery: Delivery, window: timedelta) -> bool:
        assert delivery.pdf_sent_at is not None, "only what was sent may come"
        jumped = self._journal.jumped_since(delivery.pdf_sent_at)
        return self._journal.now() < delivery.pdf_sent_at + window + jumped

    def _look_again(self, delivery: Delivery) -> Delivery:
        # As long again as it has been: often at first, every two minutes later. A look that was answered is no failure,
        # so the next outage is waited for as briefly as the first one.
        now = self._journal.now()
        pause = min(max(now - (delivery.pdf_sent_at or now), SOONEST), LATEST)
        return self._journal.write(replace(delivery, pdf_state=PdfState.CHECKING, tries=0, due=now + pause))

    def _wait(self, delivery: Delivery, error: AccountingError) -> Delivery:
        return self._journal.wait(replace(delivery, pdf_problem=error.problem), error)

    def _done(self, delivery: Delivery, names: Collection[str] = ()) -> Delivery:
        """Attached; a second copy, of a request that came late or was repeated on its way, is told."""
        problem = twice(delivery, names)
        done = replace(delivery, pdf_state=PdfState.ATTACHED, pdf_problem=problem, tries=0, due=None)
        return self._journal.write(done)


def _invoice(delivery: Delivery) -> RemoteInvoice:
    assert delivery.remote is not None, "a PDF follows its invoice"
    return RemoteInvoice(
        id=delivery.remote,
        kind=delivery.kind,
        own_number=delivery.number,
        state=delivery.remote_state or RemoteState.OTHER,
    )
