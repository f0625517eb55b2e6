"""How an invoice is paid: account, due date, currency, reference (Procountor API 26.04, PaymentInfo)."""

from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_procountor.codes import identifiers
from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.codes.currencies import CURRENCIES
from trackifi_procountor.company import exchange_rates
from trackifi_procountor.company.bookkeeping_settings import Account, BookkeepingSettings
from trackifi_procountor.http.strict_json import Json
from trackifi_procountor.invoices.addresses import LocatedAddress, check_complete

LONGEST_TERM: Final = 999  # days
_HIGHEST_RATE: Final = Decimal(1_000_000)


def payment(
    order: InvoiceOrder, bookkeeping: BookkeepingSettings, place: LocatedAddress, findings: Findings
) -> dict[str, Json]:
    """The payment part of the invoice."""
    invoice = order.invoice
    _check_due(order, findings)
    if invoice.currency not in CURRENCIES:
        findings.refuse("currency_not_in_use", at="currency", currency=invoice.currency)
    sales = invoice.kind is PartyKind.CUSTOMER
    account = _own_account(order, bookkeeping, findings) if sales else _freelancers_account(order, place, findings)
    return {
        "paymentMethod": "BANK_TRANSFER",
        "currency": invoice.currency,
        "bankAccount": {**account},
        "dueDate": invoice.due.isoformat(),
        "currencyRate": _rate(order, bookkeeping, findings),
        **_reference(order, account.get("accountNumber", ""), findings),
    }


def _check_due(order: InvoiceOrder, findings: Findings) -> None:
    days = (order.invoice.due - order.invoice.issued).days
    if days < 0:
        findings.refuse("due_before_date", at="due")
    elif days > LONGEST_TERM:
        findings.refuse("due_too_late", at="due", days=days, limit=LONGEST_TERM)


def _rate(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> Decimal:
    """Foreign units for one of the company's own; 1 in its own currency, and only there."""
    rate = order.invoice.currency_rate
    if order.invoice.currency == bookkeeping.currency:
        if rate is not None and rate != 1:
            findings.refuse("value_out_of_range", at="currency_rate", value=rate, lowest=1, highest=1)
        return Decimal(1)
    if rate is None or rate == 0:
        findings.refuse("currency_rate_missing", at="currency_rate", currency=order.invoice.currency)
        return Decimal(0)
    exchange_rates.compare(rate, bookkeeping.exchange_rate, findings)
    return findings.number(rate, at="currency_rate", lowest=Decimal(0), highest=_HIGHEST_RATE, decimals=10)


def _own_account(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> dict[str, str]:
    """The account printed on the invoice if the company has it in Procountor, else the default one there."""
    printed = identifiers.iban(order.company.iban, at="company.iban", findings=findings)
    chosen = _chosen(bookkeeping.accounts, printed)
    if chosen is None:
        findings.refuse("bank_account_missing", at="company.iban")
        return {}
    if printed and chosen.iban != printed:
        findings.warn("procountor_account_differs", at="company.iban", ours=printed, theirs=chosen.iban)
    return {"accountNumber": chosen.iban}


def _chosen(accounts: tuple[Account, ...], printed: str | None) -> Account | None:
    same = [account for account in accounts if account.iban == printed]
    default = [account for account in accounts if account.default]
    only = accounts if len(accounts) == 1 else ()
    return next(iter((*same, *default, *only)), None)


def _freelancers_account(order: InvoiceOrder, place: LocatedAddress, findings: Findings) -> dict[str, str]:
    value, at = (order.party.iban, "party.iban") if order.party.iban else (order.partner.iban, "partner.iban")
    number = identifiers.iban(value, at=at, findings=findings)
    if number is None:
        findings.refuse("iban_missing", at="party.iban")
        return {}
    if not number.startswith("FI"):
        check_complete(place, findings=findings)
    code = identifiers.bic(order.party.bic, at="party.bic", findings=findings) if order.party.iban else None
    return {"accountNumber": number, **({"bic": code} if code else {})}


def _reference(order: InvoiceOrder, account: str, findings: Findings) -> dict[str, Json]:
    """Three meanings: a value is used, an empty one makes Procountor number it, a missing one means none.

    A sales invoice always gets a reference; a freelancer's has the freelancer's own or none.
    """
    given = (order.invoice.payment_reference or "").strip()
    if not given:
        return {"bankReferenceCode": ""} if order.invoice.kind is PartyKind.CUSTOMER else {}
    finnish = account.startswith("FI")
    found = identifiers.reference(given, finnish=finnish, at="payment_reference", findings=findings)
    return {"bankReferenceCode": found[0], "bankReferenceCodeType": found[1]} if found else {}
