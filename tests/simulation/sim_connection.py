"""A connection whose writes are looked at right after the fence, and whose searches may be blind."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.plugins.offer import Connection, ConnectRequest
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.testing.doubles.provider.accounting import MemoryProvider
from trackifi_accounting.testing.doubles.provider.documents import MemoryDocuments
from trackifi_accounting.testing.doubles.provider.session import MemorySession

Leaving = Callable[[ConnectRequest], None]


def watched(connection: Connection, request: ConnectRequest, leaving: Leaving) -> Connection:
    """The same connection; ``leaving`` is told when a write has passed its fence."""
    session = connection.accounting._session  # type: ignore[attr-defined]
    return Connection(
        accounting=SimProvider(session, lambda: leaving(request)),
        documents=SimDocuments(session, lambda: leaving(request)),
    )


class SimProvider(MemoryProvider):
    """Books as the memory provider does."""

    def __init__(self, session: MemorySession, leaving: Callable[[], None]) -> None:
        super().__init__(session)
        self._leaving = leaving

    def create(self, draft: Draft, *, fence: Fence) -> RemoteInvoice:
        return super().create(draft, fence=_then(fence, self._leaving))

    def find(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        return self._shown(super().find(key), numbered=True)

    def find_all(self, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]:
        return {key: self._shown(found, numbered=True) for key, found in super().find_all(keys).items()}

    def new_invoices(self, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
        return iter(self._shown(tuple(super().new_invoices(kind, since)), numbered=False))

    def _shown(self, found: tuple[RemoteInvoice, ...], *, numbered: bool) -> tuple[RemoteInvoice, ...]:
        """What a search shows; one by number may come from a cache that has never seen an invoice."""
        key_of_session = self._session.key.reveal()
        there = [books for books in self._session.every_books if key_of_session in books.keys]
        cached = {one for books in there for one in books.uncached} if numbered else set()
        return tuple(one for one in found if all(books.shown(one.id) for books in there) and one.id not in cached)


class SimDocuments(MemoryDocuments):
    """Attaches as the memory provider does."""

    def __init__(self, session: MemorySession, leaving: Callable[[], None]) -> None:
        super().__init__(session)
        self._leaving = leaving

    def attach(self, document: Document, *, to: RemoteInvoice, fence: Fence) -> None:
        super().attach(document, to=to, fence=_then(fence, self._leaving))


def _then(fence: Fence, leaving: Callable[[], None]) -> Fence:
    def both() -> None:
        fence()
        leaving()

    return both
