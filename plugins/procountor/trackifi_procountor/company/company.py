"""The remote company: who it is, and the settings of it that an invoice depends on."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, TypeVar

from pydantic import TypeAdapter
from trackifi_accounting.domain.activation.access import Capability, RemoteCompany
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import RemoteCompanyId, RemoteUserId
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes import enumerations
from trackifi_procountor.company.bookkeeping_settings import Account, BookkeepingSettings, Rate, Status
from trackifi_procountor.errors import translate
from trackifi_procountor.session.answers import (
    AccountsAnswer,
    CompanyAnswer,
    FiscalYearAnswer,
    FiscalYearsAnswer,
    SessionAnswer,
    StatusAnswer,
    T,
    UsageAnswer,
    VatAnswer,
    VatStatusAnswer,
)
from trackifi_procountor.session.api import Api, parsed, reading

_SESSION: Final = TypeAdapter(SessionAnswer)
_COMPANY: Final = TypeAdapter(CompanyAnswer)
_STATUS: Final = TypeAdapter(StatusAnswer)
_USAGE: Final = TypeAdapter(UsageAnswer)
_VATS: Final = TypeAdapter(VatAnswer)
_ACCOUNTS: Final = TypeAdapter(AccountsAnswer)
_YEARS: Final = TypeAdapter(FiscalYearsAnswer)

KEPT: Final = 300.0  # seconds

Kept = TypeVar("Kept")


def remote_company(api: Api) -> RemoteCompany:
    """Whom the key opens and whose key it is (GET /sessioninfo, GET /company)."""
    session = _get(api, "/sessioninfo", _SESSION)
    own = _get(api, "/company", _COMPANY)
    return RemoteCompany(
        id=RemoteCompanyId(str(session.company_id)),
        name=own.name,
        business_id=own.business_identifier.code if own.business_identifier else None,
        currency=own.company_currency or "EUR",
        user=RemoteUserId(str(session.user_id)) if session.user_id is not None else None,
    )


def company(api: Api) -> CompanyAnswer:
    """GET /company."""
    return _kept(api, "company", lambda: _get(api, "/company", _COMPANY))


def status_of(api: Api) -> str | None:
    """OK, DEGRADED or FAILING (GET /status)."""
    return _get(api, "/status", _STATUS).status


def accounts(api: Api) -> tuple[Account, ...]:
    """The company's own active accounts (GET /bankaccounts)."""
    return _kept(api, "accounts", lambda: tuple(_accounts(_get(api, "/bankaccounts", _ACCOUNTS, ("size", "200")))))


def closed_periods(api: Api) -> tuple[tuple[date, date], ...]:
    """First and last days of years and periods that take nothing any more (GET /fiscalyears)."""
    return _fiscal_calendar(api)[1]


def fiscal_years(api: Api) -> tuple[FiscalYearAnswer, ...]:
    """Every fiscal year; none when they can't be read (GET /fiscalyears)."""
    return _fiscal_calendar(api)[0]


def vat_settings(api: Api) -> tuple[tuple[Rate, ...], tuple[Status, ...]]:
    """The percentages and statuses in use (GET /vats/default), those of the company's country only."""
    country = company(api).country

    def fetch() -> tuple[tuple[Rate, ...], tuple[Status, ...]]:
        answer = _get(api, "/vats/default", _VATS)
        return tuple(_rates(answer, country)), tuple(map(_status, answer.vat_statuses or ()))

    return _kept(api, "vats", fetch)


def bookkeeping_settings(api: Api) -> BookkeepingSettings:
    """Read what is no longer in the cache."""
    own = company(api)
    rates, statuses = vat_settings(api)
    usage = _kept(api, "usage", lambda: _get(api, "/company/usagesettings", _USAGE))
    return BookkeepingSettings(
        currency=own.company_currency or "EUR",
        country=own.country,
        rates=rates,
        statuses=statuses,
        accounts=accounts(api),
        by_row=frozenset(_by_row(usage)),
        default_channel=enumerations.CHANNELS.get(usage.default_invoice_channel or ""),
        closed=closed_periods(api),
        years=tuple((one.start_date, one.end_date) for one in fiscal_years(api) if one.start_date and one.end_date),
        periods=api.session.settings.vat_periods,
    )


def _fiscal_calendar(api: Api) -> tuple[tuple[FiscalYearAnswer, ...], tuple[tuple[date, date], ...]]:
    def fetch() -> tuple[tuple[FiscalYearAnswer, ...], tuple[tuple[date, date], ...]]:
        years = tuple(_years(api))
        return years, tuple(_closed(years))

    return _kept(api, "years", fetch)


def _kept(api: Api, name: str, fetch: Callable[[], Kept]) -> Kept:
    return api.session.cache.get(name, fetch, clock=api.clock, seconds=KEPT)


def _get(api: Api, path: str, shape: TypeAdapter[T], *query: tuple[str, str]) -> T:
    answer = api.get(path, *query, priority=Priority.INVOICE, needs=Capability.READ_COMPANY)
    return parsed(shape, answer, reading(path))


def _rates(answer: VatAnswer, country: str | None) -> Iterator[Rate]:
    listed = answer.vat_information or []
    own = [one for one in listed if _same_country(one.country, country)] or listed[:1]
    for entry in own:
        for rate in entry.percentages or ():
            yield Rate(percent=rate.vat_percent, sales=rate.sales is not False, purchases=rate.purchase is not False)


def _same_country(plain: str | None, name: str | None) -> bool:
    # The VAT list writes "Finland" where everything else writes "FINLAND".
    return (plain or "").strip().replace(" ", "_").upper() == name


def _status(answer: VatStatusAnswer) -> Status:
    return Status(
        id=answer.vat_status,
        description=answer.description or "",
        sales=answer.sales is not False,
        purchases=answer.purchase is not False,
    )


def _accounts(answer: AccountsAnswer) -> Iterator[Account]:
    for account in answer.results:
        if account.status in (None, "ACTIVE"):
            yield Account(iban=account.iban.replace(" ", ""), default=account.default_for_invoice is True)


def _by_row(usage: UsageAnswer) -> Iterator[PartyKind]:
    if usage.accounting_by_row and usage.accounting_by_row.sales_invoice_posting:
        yield PartyKind.CUSTOMER
    if usage.accounting_by_row and usage.accounting_by_row.purchase_invoice_posting:
        yield PartyKind.FREELANCER


def _years(api: Api) -> Iterator[FiscalYearAnswer]:
    """Not every user may read them; without them Procountor itself refuses a date."""
    answer = api.look("/fiscalyears", priority=Priority.INVOICE)
    if answer.status != translate.OK:
        return
    found = parsed(_YEARS, answer, reading("/fiscalyears"))
    yield from (*(found.fiscal_years or ()), *(found.results or ()))


def _closed(years: Iterable[FiscalYearAnswer]) -> Iterator[tuple[date, date]]:
    for year in years:
        for period in (year, *(year.tracking_periods or ())):
            if period.status == "CLOSED" and period.start_date and period.end_date:
                yield period.start_date, period.end_date
