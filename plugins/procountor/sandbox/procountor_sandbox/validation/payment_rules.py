"""Rules of the payment: method, account, currency rate, reference, cash discount."""

from collections.abc import Iterator
from decimal import Decimal

from procountor_sandbox.serving.refusals import Issue, blank, invalid
from procountor_sandbox.validation.draft import PURCHASE_TYPES, Draft
from procountor_sandbox.values.finnish import is_creditor_reference, is_iban, is_reference

ACCOUNT = "paymentInfo.bankAccount.accountNumber"
_FINNISH_REFERENCES = {"FI", "RF"}


def method_rules(draft: Draft) -> Iterator[Issue]:
    """DKLMPKRE can only be read."""
    if draft.text("paymentInfo", "paymentMethod") == "DKLMPKRE":
        yield invalid("paymentInfo.paymentMethod", "the method is read-only")


def account_rules(draft: Draft) -> Iterator[Issue]:
    """Sales are paid to an account of the company, purchases to the supplier's."""
    account = draft.text("paymentInfo", "bankAccount", "accountNumber")
    if not account:
        if draft.text("paymentInfo", "paymentMethod") == "BANK_TRANSFER" and _account_needed(draft):
            yield blank(ACCOUNT)
        return
    if not is_iban(account):
        yield invalid(ACCOUNT, "no account number with country code and without spaces")
    elif draft.is_sales and not draft.company.owns_account(account):
        yield invalid(ACCOUNT, "no active bank account of the company")


def _account_needed(draft: Draft) -> bool:
    return draft.is_sales or draft.switches.purchase_without_account == "refuse"


def rate_rules(draft: Draft) -> Iterator[Issue]:
    """The rate is 1 in the company's own currency and above 0 in any other."""
    rate = draft.at("paymentInfo", "currencyRate")
    currency = draft.text("paymentInfo", "currency")
    if isinstance(rate, bool) or not isinstance(rate, int | Decimal) or not currency:
        return
    if currency == draft.company.currency and rate != 1:
        yield invalid("paymentInfo.currencyRate", "1 is expected in the currency of the company")
    if currency != draft.company.currency and rate == 0:
        yield invalid("paymentInfo.currencyRate", "more than 0 is expected")


def reference_rules(draft: Draft) -> Iterator[Issue]:
    """No key: no reference; empty: one is made; a value: its check digit must fit."""
    kind = draft.text("paymentInfo", "bankReferenceCodeType")
    if kind and draft.company.country == "FINLAND" and kind not in _FINNISH_REFERENCES:
        yield invalid("paymentInfo.bankReferenceCodeType", "the type is not allowed in the country of the company")
    code = draft.text("paymentInfo", "bankReferenceCode")
    if not code:
        return
    fits = is_creditor_reference(code) if code.startswith("RF") else is_reference(code)
    if not fits or (kind == "RF" and not code.startswith("RF")) or (kind == "FI" and code.startswith("RF")):
        yield invalid("paymentInfo.bankReferenceCode", "no valid reference with its check digit")


def discount_rules(draft: Draft) -> Iterator[Issue]:
    """Cash discount is for sales and purchases, and only where the company allows it."""
    if not isinstance(draft.at("paymentInfo", "cashDiscount"), dict):
        return
    settings = draft.company.settings
    allowed = (draft.is_sales and settings.cash_discount_sales) or (
        draft.type in PURCHASE_TYPES and settings.cash_discount_purchases
    )
    if not allowed:
        yield invalid("paymentInfo.cashDiscount", "cash discount is not in use")
    options = draft.at("paymentInfo", "cashDiscount", "optionList")
    for place, option in enumerate(options if isinstance(options, list) else ()):
        days = option.get("numberOfDays") if isinstance(option, dict) else None
        if isinstance(days, int | Decimal) and (days < 0 or days != int(days)):
            yield invalid(f"paymentInfo.cashDiscount.optionList[{place}].numberOfDays", "whole days are expected")
