"""The products of one company."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.references import (
    ProductId,
    ProviderName,
)


class Products(ABC):
    """The repository of one provider's imported products."""

    @abstractmethod
    def upsert(self, provider: ProviderName, products: Iterable[Product], *, seen_at: datetime) -> int:
        """Insert or replace by id; gives how many."""

    @abstractmethod
    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        """After a complete pass: products last seen earlier are gone; gives how many."""

    @abstractmethod
    def get(self, provider: ProviderName, product: ProductId) -> Product | None:
        """The product, or None when it is not here or gone."""

    @abstractmethod
    def ever(self, provider: ProviderName, ids: Collection[ProductId]) -> dict[ProductId, Product]:
        """Those of the ids that were ever imported; inactive and gone ones as they were, too."""

    @abstractmethod
    def page(self, provider: ProviderName, *, limit: int = 100, offset: int = 0) -> Sequence[Product]:
        """Active products by name and id."""

    @abstractmethod
    def count(self, provider: ProviderName) -> int:
        """How many active products there are."""
