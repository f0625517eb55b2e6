"""Records as JSON and back: amounts as text, times in ISO 8601."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Final, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import from_json
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
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.audit import AuditEntry

T = TypeVar("T")

Former = Mapping[type, Mapping[str, str]]

FORMER: Final[Former] = {}
"""The fields of the domain that had another name when records were written: by class, the former name and today's."""


class Body(Generic[T]):
    """The form in which one kind of record is stored.

    Defaults are left out, so a default in the domain may never change; a field that is renamed there is read by its
    former name as long as ``former`` has it, and written by its new one.
    """

    def __init__(self, record: type[T], former: Former = FORMER) -> None:
        self.record = record
        self.former = former

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self.record)  # built on first use: it takes milliseconds

    def write(self, record: T) -> str:
        """Give the record as JSON."""
        return self._adapter.dump_json(record, exclude_defaults=True).decode()

    def read(self, text: str) -> T:
        """Give the record back."""
        if not self.former:
            return self._adapter.validate_json(text)
        return self._adapter.validate_python(today(from_json(text), self.record, self.former))


def today(stored: Any, kind: Any, former: Former = FORMER) -> Any:
    """What was stored as a record of this kind, with the names that its fields have today."""
    kind = next((one for one in _alternatives(kind) if one is not NoneType), kind)
    if isinstance(stored, list):
        return [today(one, get_args(kind)[0], former) for one in stored]
    if not (isinstance(stored, dict) and is_dataclass(kind)):
        return stored
    hints = get_type_hints(kind)
    names = former.get(cast("type", kind), {})
    current = {names.get(name, name): value for name, value in stored.items()}
    return {name: today(value, hints.get(name), former) for name, value in current.items()}


def _alternatives(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


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
PROBLEMS = Body(tuple[Problem, ...])
