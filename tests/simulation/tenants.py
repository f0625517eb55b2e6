"""The companies of Trackifi in a run, and what each has handed over."""

from dataclasses import dataclass, field
from decimal import Decimal

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.invoices.invoices import Invoice, totals_of
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import (
    Actor,
    CompanyId,
    PartnerId,
    RemoteUserId,
)
from trackifi_accounting.testing.examples.records import line

from tests.simulation.sim_books import SimBooks

ANNA = Actor("anna")
RATE = Decimal(20)
KINDS = (PartyKind.CUSTOMER, PartyKind.FREELANCER)
PARTIES = ("1", "2")


@dataclass(slots=True, kw_only=True)
class Tenant:
    """One company. ``handed`` are all totals and PDFs that Trackifi ever handed over for an invoice.

    ``twin`` is one of the invoices, and has the number of another. ``user`` is whose its keys are at the provider;
    the ids of its partners there begin with ``there``.
    """

    id: CompanyId
    books: SimBooks
    price: int
    user: RemoteUserId
    there: str
    keys: int = 1
    invoices: list[Invoice] = field(default_factory=list)
    handed: dict[str, list[Totals]] = field(default_factory=dict)
    pdfs: dict[str, list[bytes]] = field(default_factory=dict)
    twin: Invoice | None = None

    @property
    def key(self) -> str:
        """The key that was made last."""
        return f"test-key-{self.id}-{self.keys}"

    def invoices_of(self, key: InvoiceKey) -> list[Invoice]:
        """Trackifi's invoices that such a one at the provider could be."""
        alike = [one for one in self.invoices if (one.kind, one.number) == (key.kind, key.number)]
        return [one for one in alike if key.partner in {None, partner_of(self, one.kind, one.party)}]


def partner_of(tenant: Tenant, kind: PartyKind, of: str) -> PartnerId:
    """The partner that a party is linked to; its name tells whose it is."""
    return PartnerId(f"{tenant.there}-{kind}-{of}")


def priced(plain: Invoice, tenant: Tenant, step: int) -> Invoice:
    """The invoice with a price that no other company has, but for one that shares its books."""
    lines = (line(RATE, price=f"{tenant.price}{step % 100:02}.00"),)
    return replace(plain, lines=lines, totals=totals_of(lines, currency="EUR"))
