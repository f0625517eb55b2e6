"""One look-up for many invoices: as few requests as they take, and never an older invoice overlooked."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.invoices import Invoice
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.connection import Procountor
from trackifi_procountor.invoices.search import FEWEST

from tests.procountor.connecting import KEY, request_for


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def connection(sandbox: RunningSandbox) -> Iterator[Connection]:
    with Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC)))) as opened:
        opened.accounting.company()
        yield opened


def searches(sandbox: RunningSandbox) -> int:
    return sum(entry.method == "GET" and entry.path.endswith("/invoices") for entry in sandbox.state.journal)


def keys(many: int) -> list[InvoiceKey]:
    return [InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber(f"KOE-{one}")) for one in range(many)]


def look_up(connection: Connection, sandbox: RunningSandbox, many: int) -> tuple[int, set[str]]:
    """How many searches it took, and the numbers found."""
    before = searches(sandbox)
    found = connection.accounting.find_all(keys(many))
    assert list(found) == keys(many)
    return searches(sandbox) - before, {key.number for key, some in found.items() if some}


def enter(sandbox: RunningSandbox, *numbers: str, issued: str = "2019-05-06") -> None:
    book = sandbox.state.first.invoices
    for number in numbers:
        sums = {"currency": "EUR", "excludingVatTotal": 1, "vatSumTotal": 0, "invoiceSumTotal": 1}
        document = {
            "id": book.next_id,
            "type": "SALES_INVOICE",
            "status": "PAID",
            "invoiceNumber": book.next_number,
            "originalInvoiceNumber": number,
            "date": issued,
            "version": f"{issued}T12:00:00",
            "paymentInfo": {"dueDate": issued},
            "invoiceSumInfo": [sums],
            "creatorId": 1,
            "counterParty": {"counterPartyAddress": {"name": "Koeasiakas Oy"}},
            "partnerId": 1,
        }
        book.add(Invoice(id=book.next_id, document=document, created=f"{issued}T12:00:00"))
        book.next_id += 1
        book.next_number += 1


def test_many_numbers_take_one_request_and_a_number_of_years_ago_is_found(connection, sandbox):
    enter(sandbox, "KOE-3", "KOE-33")
    assert look_up(connection, sandbox, 40) == (1, {"KOE-3", "KOE-33"})


def test_few_numbers_are_looked_up_singly(connection, sandbox):
    enter(sandbox, "KOE-5")
    requests, found = look_up(connection, sandbox, FEWEST - 1)
    assert requests == FEWEST - 1
    assert "KOE-5" in found


def test_a_company_with_too_many_invoices_is_looked_up_singly_and_found_out_once(connection, sandbox):
    enter(sandbox, *(f"OLD-{one}" for one in range(1_000)), "KOE-7")
    first, found = look_up(connection, sandbox, 12)
    again, found_again = look_up(connection, sandbox, 12)
    assert (first, again) == (12 + 12 // 4 + 1, 12)
    assert found == found_again
    assert "KOE-7" in found


def test_with_more_numbers_the_same_list_is_worth_reading(connection, sandbox):
    enter(sandbox, "KOE-71")
    look_up(connection, sandbox, 12)
    requests, found = look_up(connection, sandbox, 80)
    assert requests <= 80 // 4
    assert "KOE-71" in found
