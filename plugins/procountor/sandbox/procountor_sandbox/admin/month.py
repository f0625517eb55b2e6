"""A month of a bookkeeper's work on the invoices that arrived, in one control: for demonstrations of a comparison."""

from typing import Any, Final

from procountor_sandbox.admin.control import Control, ControlError, Controls
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.invoices import Invoice

NEEDED: Final = 5
BOOKKEEPER: Final = 302
"""A user who is not the key's."""


def pass_month(control: Control) -> Any:
    """POST /sandbox/month: one is typed in again, the next approved, paid, given a later due date, and invalidated."""
    control.only("company")
    company = control.company()
    sales = [one for one in company.invoices if one.type == "SALES_INVOICE" and one.status == "UNFINISHED"]
    if len(sales) < NEEDED:
        raise ControlError(f"{NEEDED} unfinished sales invoices are needed, and there are {len(sales)}.")
    stamp = control.world.clock.stamp()
    copied, approved, paid, later, removed = sales[:NEEDED]
    _typed_in(company, copied, stamp)
    approved.changed(version=stamp, status="APPROVED")
    paid.changed(version=stamp, status="PAID")
    year, rest = later.document["paymentInfo"]["dueDate"].split("-", 1)
    due = f"{int(year) + 1}-{'02-28' if rest == '02-29' else rest}"
    later.changed(version=stamp, paymentInfo={**later.document["paymentInfo"], "dueDate": due})
    removed.changed(version=stamp, status="INVALIDATED")
    done = {"copied": copied, "approved": approved, "paid": paid, "due_later": later, "removed": removed}
    return {name: one.own_number for name, one in done.items()}


def _typed_in(company: Company, invoice: Invoice, stamp: str) -> None:
    book = company.invoices
    document = {
        **invoice.document,
        "id": book.next_id,
        "invoiceNumber": book.next_number,
        "creatorId": BOOKKEEPER,
        "version": stamp,
    }
    book.add(Invoice(id=book.next_id, document=document, created=stamp))
    book.next_id += 1
    book.next_number += 1


CONTROLS: Controls = {("POST", "/month"): pass_month}
