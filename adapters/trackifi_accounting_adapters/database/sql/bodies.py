"""Records as JSON and back: amounts as text, times in ISO 8601."""

from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.batches.batches import Batch, BatchRow
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Suggestion
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import Company, Party
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.audit import AuditEntry

T = TypeVar("T")


class Body(Generic[T]):
    """Writes and reads one kind of record. Defaults are left out, so a default in the domain may never change."""

    def __init__(self, record: type[T]) -> None:
        self._record = record

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._record)  # built on first use: it takes milliseconds

    def write(self, record: T) -> str:
        """Give the record as JSON."""
        return self._adapter.dump_json(record, exclude_defaults=True).decode()

    def read(self, text: str) -> T:
        """Give the record back."""
        return self._adapter.validate_json(text)


COMPANY = Body(Company)
PARTY = Body(Party)
INVOICE = Body(Invoice)
INTEGRATION = Body(Integration)
PARTNER = Body(BusinessPartner)
PRODUCT = Body(Product)
LINK = Body(Link)
SUGGESTION = Body(Suggestion)
RECORD = Body(Record)
DELIVERY = Body(Delivery)
BATCH = Body(Batch)
BATCH_ROW = Body(BatchRow)
AUDIT_ENTRY = Body(AuditEntry)
