"""Bank accounts, currencies and fiscal years."""

from decimal import Decimal

from procountor_sandbox.api.calls.call import Call, Routes, answer_json, answer_page
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import RefusedError, bad_parameter, blank, no_rights, not_found
from procountor_sandbox.state.company import CompanyAccount, FiscalYear
from procountor_sandbox.state.paging import Window
from procountor_sandbox.state.rights import may_view
from procountor_sandbox.validation.words import CURRENCIES
from procountor_sandbox.values import data

RATE_TYPES = (
    "PROCOUNTOR_ACCOUNTING_EXCHANGE_RATE",
    "ACCOUNT_CURRENCY_AVERAGE_RATE",
    "ACCOUNT_CURRENCY_BUYING_RATE",
    "ACCOUNT_CURRENCY_SELLING_RATE",
    "CASH_BUYING_RATE",
    "CASH_CURRENCY_SALE_EXCHANGE_RATE",
)
_RATES = {currency: Decimal(rate) for currency, rate in data.EXCHANGE_RATES}


def bank_accounts(call: Call) -> Answer:
    """GET /bankaccounts; in their own order unless ids are asked for, and then previousId must exist."""
    if not may_view(call.user.rights, "management", "basicCompanyInfo"):
        raise no_rights()
    window = call.query.window()
    accounts = call.company.accounts
    by_id = {account.id: account for account in accounts}
    if call.query.choice("orderById", ("ASC", "DESC")):
        chosen = [by_id[number] for number in window.of(sorted(by_id))]
    else:
        chosen = _in_own_order(call, window, accounts)
    items = [json_bytes(_account(account)) for account in chosen]
    return answer_page(call, items, window=window, total=len(accounts))


def _in_own_order(call: Call, window: Window, accounts: list[CompanyAccount]) -> list[CompanyAccount]:
    descending = call.query.choice("orderByOrderNo", ("ASC", "DESC")) == "DESC"
    ordered = sorted(accounts, key=lambda account: account.order, reverse=descending)
    start = window.page * window.size
    if window.previous is not None:
        places = [place for place, account in enumerate(ordered) if account.id == window.previous]
        if not places:
            raise not_found("The given previousId is not identifier of existing bank account.")
        start += places[0] + 1
    return ordered[start : start + window.size]


def _account(account: CompanyAccount) -> dict[str, object]:
    return {
        "id": account.id,
        "accountNumber": account.iban[4:],
        "iban": account.iban,
        "bic": account.bic,
        "bankName": account.bank,
        "currency": "EUR",
        "defaultForInvoice": account.default_for_invoice,
        "defaultForPayment": account.default_for_invoice,
        "status": account.status,
        "orderNo": account.order,
        "associatedAccounts": [],
        "version": account.version,
    }


def currencies(call: Call) -> Answer:
    """GET /currencies."""
    del call
    return answer_json({"currencies": sorted(CURRENCIES)})


def company_currency(call: Call) -> Answer:
    """GET /currencies/company."""
    return answer_json({"companyCurrency": call.company.currency})


def latest_rates(call: Call) -> Answer:
    """GET /currencies/latest."""
    if call.query.text("rateType") not in {"", "1", "2", "3", "4", "5", "6"}:
        raise bad_parameter("rateType", "allowed only: [1,2,3,4,5,6]")
    rates = [{"currencyRate": rate, "currencyCode": currency} for currency, rate in _RATES.items()]
    today = call.world.clock.today().isoformat()
    return answer_json({"baseCurrency": call.company.currency, "currencyDate": today, "rates": rates})


def exchange_rate(call: Call) -> Answer:
    """GET /currencies/exchangerate: units of ``currency`` for one of ``baseCurrency``, or by its switch the reverse."""
    query = call.query
    names = ("baseCurrency", "currency", "day", "rateType")
    missing = [blank(name) for name in names if not query.text(name)]
    if missing:
        raise RefusedError(400, *missing)
    base, currency = query.choice("baseCurrency", CURRENCIES), query.choice("currency", CURRENCIES)
    day = query.day("day")
    query.choice("rateType", RATE_TYPES)
    known = _RATES | {call.company.currency: Decimal(1)}
    if base not in known or currency not in known:
        raise not_found("Exchange rate was not found for provided currency.")
    per_base = known[currency] / known[base]
    rate = (per_base if call.world.switches.exchange_rate == "per-base" else 1 / per_base).quantize(Decimal("0.000001"))
    return answer_json({"queryDay": day, "currency": currency, "day": day, "rate": rate})


def fiscal_years(call: Call) -> Answer:
    """GET /fiscalyears. The stored document lacks this operation: names of fields are inferred."""
    return answer_json({"fiscalYears": [_fiscal_year(year) for year in call.company.fiscal_years]})


def _fiscal_year(year: FiscalYear) -> dict[str, object]:
    periods = [
        {
            "id": period.id,
            "startDate": period.start.isoformat(),
            "endDate": period.end.isoformat(),
            "status": period.status,
        }
        for period in year.periods
    ]
    return {
        "id": year.id,
        "startDate": year.start.isoformat(),
        "endDate": year.end.isoformat(),
        "status": year.status,
        "trackingPeriods": periods,
    }


ROUTES: Routes = {
    ("GET", "/bankaccounts"): bank_accounts,
    ("GET", "/currencies"): currencies,
    ("GET", "/currencies/company"): company_currency,
    ("GET", "/currencies/latest"): latest_rates,
    ("GET", "/currencies/exchangerate"): exchange_rate,
    ("GET", "/fiscalyears"): fiscal_years,
}
