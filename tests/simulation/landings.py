"""What requests of ours have made at the provider."""

from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import RemoteInvoiceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """An invoice that a request of ours has made; the times are true ones, in seconds.

    ``slipped``: the machine slept between the fence and the first byte; ``replayed``: a box in the middle made it of a
    request that had been carried out.
    """

    id: RemoteInvoiceId
    key: InvoiceKey
    left: float
    landed: float
    bound: float
    slipped: bool = False
    replayed: bool = False

    @property
    def beyond(self) -> bool:
        """Whether it took longer than the window is made for."""
        return self.landed - self.left > self.bound

    @property
    def excused(self) -> bool:
        """Whether it may stand beside another one: it is told of, but nothing of ours could prevent it."""
        return self.beyond or self.slipped or self.replayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A PDF that a request of ours has added; ``excused`` as of ``Landed``."""

    document: Document
    excused: bool


def key_of(invoice: RemoteInvoice) -> InvoiceKey:
    """What an invoice must be alone with."""
    partner = invoice.partner if invoice.kind is PartyKind.FREELANCER else None
    return InvoiceKey(kind=invoice.kind, number=invoice.own_number, partner=partner)
