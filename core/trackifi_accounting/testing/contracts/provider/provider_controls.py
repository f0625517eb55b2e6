"""The provider's side of the contract suite: what people do there, and what goes wrong."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId


class ProviderControls(ABC):
    """A handle on the provider that a test connection talks to.

    It acts on the provider directly, never through the plugin: otherwise a mistake of the plugin would hide itself. The
    company behind the connection starts with the document feature on, every right granted and at least one product, one
    VAT choice for sales and one for purchases.
    """

    key: str
    """The secret the connection was opened with, to prove that it shows up nowhere."""

    @abstractmethod
    def add_partner(self, role: PartnerRole) -> BusinessPartner:
        """Add an active partner that has all an invoice needs, as the port is expected to give it."""

    @abstractmethod
    def deactivate(self, partner: PartnerId) -> None:
        """Make the partner inactive; this counts as a change."""

    @abstractmethod
    def remove_partner(self, partner: PartnerId) -> None:
        """Delete the partner."""

    @abstractmethod
    def invoices(self) -> Sequence[RemoteInvoice]:
        """Every invoice there, removed ones included, however the plugin would find it."""

    @abstractmethod
    def enter_by_hand(self, key: InvoiceKey) -> RemoteInvoiceId:
        """Have another user enter an invoice with this number (and partner); ``partner`` None is any customer."""

    @abstractmethod
    def remove_invoice(self, invoice: RemoteInvoiceId) -> None:
        """Delete or invalidate the invoice as a person does."""

    @abstractmethod
    def files(self, invoice: RemoteInvoiceId) -> Sequence[Document]:
        """The files on the invoice, with the bytes that arrived."""

    @abstractmethod
    def turn_documents(self, *, on: bool) -> None:
        """Switch the document feature."""

    @abstractmethod
    def withdraw(self, right: Capability) -> None:
        """Take a right from the key's user."""

    @abstractmethod
    def revoke_key(self) -> None:
        """Make the key worthless, for calls of open connections, too."""

    @abstractmethod
    def lose_next_answer(self, *, after_booking: bool) -> None:
        """Break the connection on the next request that writes, after or before it has taken effect."""

    @abstractmethod
    def go_down(self) -> None:
        """Stop listening: no connection can be made, no request leaves."""

    @abstractmethod
    def writes(self) -> int:
        """How many requests to create an invoice or to add a file have arrived, answered or not."""
