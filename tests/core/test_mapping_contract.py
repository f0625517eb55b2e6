"""The contract about completeness sees a field that goes nowhere, and a declaration that does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

import pytest
from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice, Line
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.testing.contracts.provider.mapping import check_mapping, orders_for
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.drafting import UNMAPPED

from tests.core.doubles import NOON, books_of, connect
from tests.core.test_provider_contract import MemoryOtherSide


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceOfTomorrow(Invoice):
    cost_center: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOfTomorrow(Line):
    weight: int = 0


def longer(order: InvoiceOrder) -> InvoiceOrder:
    lines = tuple(LineOfTomorrow(**parts_of(one)) for one in order.invoice.lines)
    return replace(order, invoice=InvoiceOfTomorrow(**parts_of(order.invoice) | {"lines": lines}))


def parts_of(record) -> dict:
    return {one.name: getattr(record, one.name) for one in fields(record)}


@pytest.fixture
def connection() -> Connection:
    clock = ManualClock(NOON)
    return connect(books_of(), clock=clock, limiter=MemoryLimiter(clock=clock))


@pytest.fixture
def other_side() -> MemoryOtherSide:
    return MemoryOtherSide(books_of())


@pytest.fixture
def orders(connection, other_side) -> Iterator[InvoiceOrder]:
    return orders_for(connection, other_side)


def test_a_new_field_of_the_invoice_and_of_its_lines_is_named_with_what_to_do(connection, orders):
    with pytest.raises(AssertionError) as red:
        check_mapping(connection.accounting.draft, map(longer, orders), unmapped=UNMAPPED)
    told = "fields that go nowhere: invoice.cost_center, invoice.lines[].weight; "
    assert str(red.value).startswith(f"{told}map each in draft, or name it in ProviderPlugin.unmapped")


def test_a_new_field_that_is_declared_is_no_complaint(connection, orders):
    declared = UNMAPPED | {"invoice.cost_center", "invoice.lines[].weight"}
    check_mapping(connection.accounting.draft, map(longer, orders), unmapped=declared)


@pytest.mark.parametrize("wrong", ["invoice.number", "invoice.lines[].name", "invoice.colour"])
def test_what_is_mapped_or_is_no_field_can_not_be_declared_unmapped(connection, orders, wrong):
    with pytest.raises(AssertionError, match="declared unmapped, yet mapped or no field at all"):
        check_mapping(connection.accounting.draft, orders, unmapped=UNMAPPED | {wrong})
