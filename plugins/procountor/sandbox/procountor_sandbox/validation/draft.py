"""An invoice that somebody wants to save, of which nothing is known to be right."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from procountor_sandbox.state.company import Company
from procountor_sandbox.state.switches import Switches
from procountor_sandbox.validation.shapes import day_of

SALES_TYPES = frozenset({"SALES_INVOICE", "SALES_ORDER"})
PURCHASE_TYPES = frozenset({"PURCHASE_INVOICE", "PURCHASE_ORDER"})
EXPENSE_TYPES = frozenset({"TRAVEL_INVOICE", "BILL_OF_CHARGES"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The body, the company it is for, and the switches; every reader tolerates wrong types."""

    body: dict[str, Any]
    company: Company
    switches: Switches

    def at(self, *path: str) -> Any:
        """The value behind these names, None when a part of the way is missing or no object."""
        value: Any = self.body
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def text(self, *path: str) -> str:
        """The text behind these names, empty when there is none."""
        value = self.at(*path)
        return value if isinstance(value, str) else ""

    def day(self, *path: str) -> date | None:
        """The date behind these names."""
        return day_of(self.at(*path))

    def has(self, *path: str) -> bool:
        """The last name is there, whatever its value."""
        holder = self.at(*path[:-1])
        return isinstance(holder, dict) and path[-1] in holder

    def rows(self) -> list[dict[str, Any]]:
        """The rows; what is no object becomes an empty one, so that positions stay."""
        rows = self.at("invoiceRows")
        return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []

    @property
    def type(self) -> str:
        """The invoice type."""
        return self.text("type")

    @property
    def is_sales(self) -> bool:
        """A sales invoice or sales order."""
        return self.type in SALES_TYPES

    @property
    def is_expense(self) -> bool:
        """A travel invoice or expense claim."""
        return self.type in EXPENSE_TYPES
