"""What in the company's settings will be in the way: looked at while activating, and when someone asks."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.catalogue.number_formats import plain
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import PermissionMissing, UnexpectedAnswer

from trackifi_procountor.codes import vat_words
from trackifi_procountor.codes.local_time import day_of
from trackifi_procountor.company.bookkeeping_settings import Rate, Status
from trackifi_procountor.company.company import accounts, closed_periods, company, fiscal_years, status_of, vat_settings
from trackifi_procountor.company.rights import RightsAnswer, creation_prevented
from trackifi_procountor.examination import api_version
from trackifi_procountor.session.api import Api

PRODUCTS: Final = ("FINANCIALS", "BACKOFFICE", "SALES", "SME", "FLEX", "FINAGO")
"""Beginnings of the product versions that the API serves (Procountor API 26.04, ProductVersion)."""

FINANCIALS: Final = "FINANCIALS"
"""The API works with Procountor Financials (Procountor, "API certification", product type)."""

WORTH_TELLING: Final = timedelta(minutes=2)
"""A difference between their clock and ours; times are compared without it, however large it is."""

CEASED: Final = frozenset({"BROKEN", "CEASED", "CLOSED"})


def findings(api: Api, rights: RightsAnswer) -> tuple[Problem, ...]:
    """Every finding, in the order they should be seen to; a look that is refused tells nothing."""
    today = day_of(api.clock.now())
    looks: tuple[Callable[[], Iterator[Problem]], ...] = (
        lambda: _service(api),
        lambda: _clock(api),
        lambda: api_version.findings(api),
        lambda: _company(api),
        lambda: _limits(rights),
        lambda: _accounts(api),
        lambda: _period(api, today),
        lambda: _vat(*vat_settings(api)),
    )
    return tuple(problem for look in looks for problem in _tried(look))


def _tried(look: Callable[[], Iterator[Problem]]) -> tuple[Problem, ...]:
    try:
        return tuple(look())
    except (PermissionMissing, UnexpectedAnswer):
        return ()


def _found(code: str, **facts: Any) -> Problem:
    return Problem(code=code, facts={name: plain(value) for name, value in facts.items()})


def _service(api: Api) -> Iterator[Problem]:
    status = status_of(api)
    if status in {"DEGRADED", "FAILING"}:
        yield _found("procountor_service_impaired", status=status)


def _clock(api: Api) -> Iterator[Problem]:
    ahead = api.session.skew.ahead()
    if abs(ahead) >= WORTH_TELLING:
        yield _found("procountor_clock_apart", minutes=round(abs(ahead) / timedelta(minutes=1)))


def _company(api: Api) -> Iterator[Problem]:
    answer = company(api)
    version = answer.product_version
    if version is not None and not version.startswith(PRODUCTS):
        yield _found("procountor_product_unknown", version=version)
    elif version is not None and not version.startswith(FINANCIALS):
        yield _found("procountor_product_other", version=version)
    if answer.operation_type in CEASED:
        yield _found("procountor_company_ceased", state=answer.operation_type)


def _limits(rights: RightsAnswer) -> Iterator[Problem]:
    if creation_prevented(rights):
        yield _found("procountor_creation_prevented")


def _accounts(api: Api) -> Iterator[Problem]:
    listed = accounts(api)
    if not listed:
        yield _found("procountor_account_none")
    elif len(listed) > 1 and not any(account.default for account in listed):
        yield _found("procountor_account_no_default")


def _period(api: Api, today: date) -> Iterator[Problem]:
    years = [(year.start_date, year.end_date) for year in fiscal_years(api) if year.start_date and year.end_date]
    if any(first <= today <= last for first, last in closed_periods(api)):
        yield _found("procountor_period_closed_today", date=today)
    elif years and not any(first <= today <= last for first, last in years):
        yield _found("procountor_fiscal_year_missing", date=today)


def _vat(rates: tuple[Rate, ...], statuses: tuple[Status, ...]) -> Iterator[Problem]:
    for kind, code in (
        (PartyKind.CUSTOMER, "procountor_vat_sales_unusable"),
        (PartyKind.FREELANCER, "procountor_vat_purchases_unusable"),
    ):
        domestic = any(one.serves(kind) and vat_words.is_domestic(one.description.casefold()) for one in statuses)
        if not domestic or not any(one.serves(kind) for one in rates):
            yield _found(code)
