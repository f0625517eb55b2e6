"""The document storage port's double: PDFs kept in memory."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document, pdf_fault
from trackifi_accounting.errors import DocumentRejected, FeatureDisabled
from trackifi_accounting.ports.documents import DocumentStorage
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.session import MemorySession

DOCUMENT_LIMIT = 1_000_000  # bytes


class MemoryDocuments(DocumentStorage):
    """Takes a PDF only for an invoice that the key's own user created."""

    def __init__(self, session: MemorySession) -> None:
        self._session = session

    def available(self) -> bool | None:
        return self._session.books("available", Priority.IMPORT).documents

    def attach(self, document: Document, *, to: RemoteInvoice, fence: Fence) -> None:
        books = self._session.books("attach", Priority.DOCUMENT, fence=fence)
        if not books.documents:
            raise FeatureDisabled
        invoice = books.invoices.get(to.id)
        if invoice is None or invoice.created_by != self._session.user(books):
            raise DocumentRejected("pdf_refused")
        if fault := pdf_fault(document.content, limit=DOCUMENT_LIMIT):
            raise DocumentRejected(fault, size=len(document.content), limit=DOCUMENT_LIMIT)
        with books.write():
            books.add_file(to.id, document)

    def attached(self, to: RemoteInvoice) -> tuple[str, ...]:
        books = self._session.books("attached", Priority.DOCUMENT)
        return tuple(one.name for one in books.files.get(to.id, ()))
