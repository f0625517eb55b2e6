"""Which rights of a user open which invoices (the link of operation and right is inferred)."""

from procountor_sandbox.serving.refusals import no_rights
from procountor_sandbox.state.access import User
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.state.rights import Rights, is_limited, may_change, may_view
from procountor_sandbox.validation.draft import EXPENSE_TYPES, SALES_TYPES

_SALES = ("sales", "salesOrGroupInvoices", "salesInvoiceSearch", "personalSalesInvoicesOnly")
_PURCHASES = ("purchases", "purchaseInvoices", "purchaseInvoiceSearch", "personalPurchaseInvoicesOnly")
_EXPENSES = (
    "travelAndExpenses", "travelAndExpenseInvoices", "travelAndExpenseInvoiceSearch",
    "personalTravelAndExpenseInvoiceOnly",
)  # fmt: skip


def _names(invoice_type: str) -> tuple[str, str, str, str]:
    if invoice_type in SALES_TYPES:
        return _SALES
    return _EXPENSES if invoice_type in EXPENSE_TYPES else _PURCHASES


def may_create(rights: Rights, invoice_type: str) -> bool:
    """All rights to invoices of the type, and creating is not prevented."""
    group, create, _, _ = _names(invoice_type)
    return may_change(rights, group, create) and not is_limited(rights, "accounting", "preventCreatingEditingInvoices")


def may_see(user: User, invoice: Invoice) -> bool:
    """The search right of the type, and "personal only" hides what others made."""
    group, _, search, personal = _names(invoice.type)
    if not may_view(user.rights, group, search):
        return False
    return not is_limited(user.rights, group, personal) or invoice.document["creatorId"] == user.id


def require_any_search(rights: Rights) -> None:
    """Raises RefusedError when the user may search no invoices at all."""
    if not any(may_view(rights, group, search) for group, _, search, _ in (_SALES, _PURCHASES, _EXPENSES)):
        raise no_rights()
