"""Where invoice PDFs go."""

from abc import ABC, abstractmethod

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.ports.fence import Fence


class DocumentStorage(ABC):
    """The place for PDFs at a provider.

    Attaches a PDF to an invoice that this integration created. May raise what an accounting provider may.
    """

    @abstractmethod
    def available(self) -> bool | None:
        """Whether the provider's document feature is on; None when that can't be told."""

    @abstractmethod
    def attach(self, document: Document, *, to: RemoteInvoice, fence: Fence) -> None:
        """Add the PDF. Not idempotent: the caller reads ``attached`` first, each time.

        ``fence`` is called after the last wait, right before the bytes leave, and before a repetition again.

        Raises:
            FeatureDisabled: the feature is off; nothing was added.
            DocumentRejected: refused; nothing was added.
            TemporaryError: the request never left.
            OutcomeUnknown: it may have been added.
        """

    @abstractmethod
    def attached(self, to: RemoteInvoice) -> tuple[str, ...]:
        """The names of the files on the invoice; works while the feature is off."""
