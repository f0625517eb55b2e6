"""A company's books at the memory provider, and a connection to them."""

from datetime import UTC, datetime
from decimal import Decimal

from trackifi_accounting.domain.activation.access import RemoteCompany
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.values.references import CompanyId, ProductId, RemoteCompanyId, RemoteUserId
from trackifi_accounting.plugins.offer import Connection, ConnectRequest
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks
from trackifi_accounting.testing.doubles.provider.plugins import memory_credentials, memory_plugin

TEST_KEY = "test-key-northern-1"
FULL_RATE = Decimal(20)  # of no country: a rate is data
NOON = datetime(2026, 2, 2, 12, 0, tzinfo=UTC)


def books_of(name: str = "Northern Specimen Oy", *, key: str = TEST_KEY, identity: str = "remote-1") -> MemoryBooks:
    product = Product(id=ProductId("p-1"), side=ProductSide.SALES, name="Specimen work")
    return MemoryBooks(
        company=RemoteCompany(id=RemoteCompanyId(identity), name=name, business_id="1234567-1"),
        keys={key: RemoteUserId(f"user-of-{identity}")},
        products={product.id: product},
        vat=tuple(
            VatChoice(code=str(rate), label=f"VAT {rate} %", rate=rate, sales=True, purchases=True)
            for rate in (FULL_RATE, Decimal(0))
        ),
    )


def connect(
    books: MemoryBooks, *, key: str = TEST_KEY, pinned: str | None = None, clock: Clock, limiter: Limiter
) -> Connection:
    return memory_plugin(books).connect(
        ConnectRequest(
            company=CompanyId("specimen-company"),
            credentials=memory_credentials(key),
            key_generation=1,
            pinned=RemoteCompanyId(pinned) if pinned else None,
            settings={},
            clock=clock,
            limiter=limiter,
        )
    )
