"""An invoice on its way to the provider: all that it is made of, and the frozen result."""

from dataclasses import dataclass

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import Digest, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceOrder:
    """What a provider is asked to book: this invoice, of this company and party, for this partner.

    ``product`` is the company's default product for lines that name none. ``credited`` is the invoice that this one
    credits, None when it credits none.
    """

    company: Company
    party: Party
    partner: BusinessPartner
    invoice: Invoice
    product: ProductId | None = None
    credited: Invoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The provider's own form of an invoice, byte for byte as it will be sent.

    ``kind`` is the invoice's. ``totals`` are what the provider is expected to compute from it; ``warnings`` do not stop
    the sending. ``treatments`` are the provider's own words for the VAT of each line, in order; () when it has none.
    """

    payload: bytes
    kind: PartyKind
    totals: Totals
    warnings: tuple[Problem, ...] = ()
    treatments: tuple[str, ...] = ()

    @property
    def digest(self) -> Digest:
        """SHA-256 of the payload."""
        return digest_of(self.payload)
