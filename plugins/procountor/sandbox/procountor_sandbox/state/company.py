"""One company environment and everything in it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from procountor_sandbox.state.access import User
from procountor_sandbox.state.attachments import AttachmentFiles
from procountor_sandbox.state.invoices import InvoiceBook
from procountor_sandbox.state.partners import PartnerRegister
from procountor_sandbox.state.products import Product


@dataclass(slots=True, kw_only=True)
class TrackingPeriod:
    """A month inside a fiscal year; both days belong to it."""

    id: int
    start: date
    end: date
    status: str = "OPEN"


@dataclass(slots=True, kw_only=True)
class FiscalYear:
    """A fiscal year; both days belong to it."""

    id: int
    start: date
    end: date
    status: str = "OPEN"
    periods: list[TrackingPeriod] = field(default_factory=list)

    def is_open(self, day: date) -> bool:
        """The year and the tracking period of the day are open."""
        closed = any(period.status != "OPEN" for period in self.periods if period.start <= day <= period.end)
        return self.status == "OPEN" and not closed


@dataclass(slots=True, kw_only=True)
class CompanyAccount:
    """A bank account of the company itself."""

    id: int
    iban: str
    bic: str
    bank: str
    default_for_invoice: bool = False
    status: str = "ACTIVE"
    order: int
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRate:
    """A percentage in use, and for which direction."""

    percent: Decimal
    sales: bool = True
    purchase: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class VatStatus:
    """A VAT handling; ``domestic`` ones may carry a percentage, all others demand 0."""

    id: int
    description: str
    sales: bool = True
    purchase: bool = True
    domestic: bool = False


@dataclass(slots=True, kw_only=True)
class UsageSettings:
    """Management > Company Info > Usage Settings."""

    documents: bool = True
    invoiceable_clients: bool = True
    cash_discount_sales: bool = True
    cash_discount_purchases: bool = True
    default_channel: str = "EMAIL"
    sales_by_row: bool = False
    purchases_by_row: bool = False


@dataclass(slots=True, kw_only=True)
class Company:
    """Ids are unique inside one company only."""

    id: int
    name: str
    business_id: str
    country: str = "FINLAND"
    currency: str = "EUR"
    street: str = ""
    zip: str = ""
    city: str = ""
    product_version: str = "FINANCIALS_PREMIUM"
    operation_type: str = "TRIAL"
    settings: UsageSettings = field(default_factory=UsageSettings)
    users: dict[int, User] = field(default_factory=dict)
    partners: PartnerRegister = field(default_factory=PartnerRegister)
    products: dict[int, Product] = field(default_factory=dict)
    accounts: list[CompanyAccount] = field(default_factory=list)
    fiscal_years: list[FiscalYear] = field(default_factory=list)
    vat_rates: list[VatRate] = field(default_factory=list)
    vat_statuses: list[VatStatus] = field(default_factory=list)
    invoices: InvoiceBook = field(default_factory=lambda: InvoiceBook(first_id=500_001, first_number=1001))
    attachments: AttachmentFiles = field(default_factory=lambda: AttachmentFiles(first_id=70_001))
    webhooks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def is_open(self, day: date) -> bool:
        """The day lies in an open fiscal year and tracking period."""
        return any(year.start <= day <= year.end and year.is_open(day) for year in self.fiscal_years)

    def owns_account(self, iban: str) -> bool:
        """The account is the company's own and active."""
        return any(account.iban == iban and account.status == "ACTIVE" for account in self.accounts)
