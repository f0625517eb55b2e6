"""What arrived: sales and purchase invoices with their files."""

from bisect import bisect_left
from itertools import islice
from urllib.parse import quote

from procountor_sandbox.pages.view import Visit, company_page, not_found
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.validation.draft import SALES_TYPES

ROWS = 100
OPENED = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"})
"""What the browser opens; everything else is saved as a file."""


def sales(visit: Visit) -> Answer:
    """Customer invoices, the newest first."""
    return _list(visit, "/sales-invoices", "Sales invoices", sales_side=True)


def purchases(visit: Visit) -> Answer:
    """Supplier invoices, the newest first."""
    return _list(visit, "/purchase-invoices", "Purchase invoices", sales_side=False)


def _list(visit: Visit, here: str, title: str, *, sales_side: bool) -> Answer:
    book = visit.company.invoices
    ids = book.ids()
    before = visit.request.parameters().get("before", "")
    end = bisect_left(ids, int(before)) if before.isdigit() else len(ids)
    found = (invoice for number in reversed(ids[:end]) if (invoice := book.get(number)))
    rows = list(islice((entry for entry in found if (entry.type in SALES_TYPES) == sales_side), ROWS + 1))
    older = rows[ROWS - 1].id if len(rows) > ROWS else None
    return company_page(
        visit, "invoices.html", here=here, title=title, rows=rows[:ROWS], older=older, sales_side=sales_side
    )


def one(visit: Visit) -> Answer:
    """One invoice with rows, sums and files."""
    invoice: Invoice | None = visit.company.invoices.get(visit.ids[0])
    if invoice is None:
        return not_found(visit.world)
    here = "/sales-invoices" if invoice.type in SALES_TYPES else "/purchase-invoices"
    return company_page(visit, "invoice.html", here=here, invoice=invoice, document=invoice.document)


def file(visit: Visit) -> Answer:
    """A file; PDFs and pictures open in the browser."""
    attachment = visit.company.attachments.get(visit.ids[0])
    if attachment is None:
        return not_found(visit.world)
    opened = attachment.mime_type in OPENED
    disposition = f"{'inline' if opened else 'attachment'}; filename*=UTF-8''{quote(attachment.name)}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    content_type = attachment.mime_type if opened else "application/octet-stream"
    return Answer(body=attachment.content, content_type=content_type, headers=headers)
