"""The parts of Procountor's answers that the plugin reads (Procountor API 26.04); everything else is dropped unread."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

T = TypeVar("T")


class AnswerPart(BaseModel):
    """One object of an answer, read leniently.

    Every field may be missing or null: a promise broken by one row must not stop all.
    """

    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", coerce_numbers_to_str=True)


class SessionAnswer(AnswerPart):
    """GET /sessioninfo."""

    company_id: int
    name: str | None = None
    country: str | None = None
    user_id: int | None = None


class BusinessIdentifierAnswer(AnswerPart):
    """The company's own business id."""

    code: str | None = None


class CompanyAnswer(AnswerPart):
    """GET /company."""

    id: int
    name: str
    country: str | None = None
    business_identifier: BusinessIdentifierAnswer | None = None
    product_version: str | None = None
    operation_type: str | None = None
    company_currency: str | None = None


class StatusAnswer(AnswerPart):
    """GET /status."""

    status: str | None = None


class ByRowAnswer(AnswerPart):
    """Whether each row is posted by itself, by kind of invoice."""

    sales_invoice_posting: bool | None = None
    purchase_invoice_posting: bool | None = None


class UsageAnswer(AnswerPart):
    """GET /company/usagesettings."""

    default_invoice_channel: str | None = None
    accounting_by_row: ByRowAnswer | None = None


class VatRateAnswer(AnswerPart):
    """One percentage in use."""

    vat_percent: Decimal
    sales: bool | None = None
    purchase: bool | None = None


class VatCountryAnswer(AnswerPart):
    """The percentages of one country, named in mixed case."""

    country: str | None = None
    percentages: list[VatRateAnswer] | None = None


class VatStatusAnswer(AnswerPart):
    """One VAT status; the description is in the environment's language."""

    vat_status: int
    description: str | None = None
    sales: bool | None = None
    purchase: bool | None = None


class VatAnswer(AnswerPart):
    """GET /vats/default."""

    vat_information: list[VatCountryAnswer] | None = None
    vat_statuses: list[VatStatusAnswer] | None = None


class AccountAnswer(AnswerPart):
    """One of the company's own bank accounts."""

    id: int | None = None
    iban: str
    default_for_invoice: bool | None = None
    status: str | None = None


class AccountsAnswer(AnswerPart):
    """GET /bankaccounts."""

    results: list[AccountAnswer]


class PeriodAnswer(AnswerPart):
    """A tracking period of a fiscal year."""

    start_date: date | None = None
    end_date: date | None = None
    status: str | None = None


class FiscalYearAnswer(PeriodAnswer):
    """A fiscal year."""

    tracking_periods: list[PeriodAnswer] | None = None


class FiscalYearsAnswer(AnswerPart):
    """GET /fiscalyears; its model is not among the stored documents, so both known shapes are read."""

    fiscal_years: list[FiscalYearAnswer] | None = None
    results: list[FiscalYearAnswer] | None = None


class RateAnswer(AnswerPart):
    """CurrencyExchangeRate."""

    rate: Decimal | None = None


class MetaAnswer(AnswerPart):
    """SearchResultMetaData; a total count is not always there and proves nothing."""

    page_size: int | None = None
