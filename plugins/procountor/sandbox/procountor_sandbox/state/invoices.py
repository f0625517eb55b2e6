"""Invoices of one company, with an index by the biller's own number."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from procountor_sandbox.serving.json_text import json_bytes

BASIC_FIELDS = (
    "id", "partnerId", "type", "status", "invoiceNumber", "originalInvoiceNumber", "invoiceChannel", "date",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Invoice:
    """A saved invoice. ``document`` is what GET /invoices/{id} answers, attachments aside.

    ``visible_from`` is in seconds since 1970: before it a search does not find the invoice.
    """

    id: int
    document: dict[str, Any]
    created: str
    attachments: list[dict[str, Any]] = field(default_factory=list)
    visible_from: float = 0.0
    _encoded: bytes | None = None
    _encoded_basic: bytes | None = None

    @property
    def type(self) -> str:
        """SALES_INVOICE, PURCHASE_INVOICE ..."""
        return str(self.document["type"])

    @property
    def status(self) -> str:
        """UNFINISHED until a person goes on."""
        return str(self.document["status"])

    @property
    def own_number(self) -> str:
        """The biller's number, empty when none was given."""
        return str(self.document.get("originalInvoiceNumber", ""))

    @property
    def version(self) -> str:
        """When it was changed last."""
        return str(self.document["version"])

    @property
    def total(self) -> Decimal:
        """With VAT, in the currency of the invoice."""
        return Decimal(self.document["invoiceSumInfo"][-1]["invoiceSumTotal"])

    def encoded(self) -> bytes:
        """The full JSON, made once per change."""
        if self._encoded is None:
            self._encoded = json_bytes(self.document | {"attachments": self.attachments})
        return self._encoded

    def changed(self, *, version: str, **values: Any) -> None:
        """Sets fields and a new version."""
        self.document.update(values, version=version)
        self._encoded = self._encoded_basic = None

    def encoded_basic(self) -> bytes:
        """The JSON of the search, made once per change."""
        if self._encoded_basic is None:
            self._encoded_basic = json_bytes(self.basic())
        return self._encoded_basic

    def basic(self) -> dict[str, Any]:
        """As the search shows it (InvoiceBasicInfo)."""
        document = self.document
        shown = {name: document[name] for name in BASIC_FIELDS if name in document}
        shown["dueDate"] = document["paymentInfo"]["dueDate"]
        shown["created"] = self.created
        for name in ("version", "invoiceSumInfo", "creatorId", "counterParty"):
            shown[name] = document[name]
        return shown


class InvoiceBook:
    """All invoices of a company; ids and numbers run upwards."""

    def __init__(self, *, first_id: int, first_number: int) -> None:
        self._invoices: dict[int, Invoice] = {}
        self._ids: list[int] = []
        self._by_number: dict[str, list[int]] = {}
        self.next_id = first_id
        self.next_number = first_number

    def __len__(self) -> int:
        return len(self._invoices)

    def __iter__(self) -> Iterator[Invoice]:
        return iter(tuple(self._invoices.values()))

    def get(self, invoice_id: int) -> Invoice | None:
        """The invoice, or None."""
        return self._invoices.get(invoice_id)

    def add(self, invoice: Invoice) -> None:
        """Keeps one more; its id is above all present ones."""
        self._invoices[invoice.id] = invoice
        self._ids.append(invoice.id)
        if invoice.own_number:
            self._by_number.setdefault(_alike(invoice.own_number), []).append(invoice.id)

    def remove(self, invoice_id: int) -> None:
        """Takes one out as if it had never been; raises KeyError."""
        invoice = self._invoices.pop(invoice_id)
        self._ids.remove(invoice_id)
        if invoice.own_number:
            self._by_number[_alike(invoice.own_number)].remove(invoice_id)

    def ids(self) -> Sequence[int]:
        """All ids, ascending."""
        return self._ids

    def ids_numbered(self, own_number: str) -> Sequence[int]:
        """Ids of invoices with this number of the biller, whichever way its letters are put together, ascending."""
        return self._by_number.get(_alike(own_number), ())


def _alike(number: str) -> str:
    return unicodedata.normalize("NFC", number).strip()
