"""The settings of the remote company that an invoice depends on, as plain values."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_procountor.codes.vat_periods import RatePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One VAT percentage in use, and on which side."""

    percent: Decimal
    sales: bool
    purchases: bool

    def serves(self, kind: PartyKind) -> bool:
        """Whether invoices of this kind may carry it."""
        return self.sales if kind is PartyKind.CUSTOMER else self.purchases


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One VAT status in use, and on which side."""

    id: int
    description: str
    sales: bool
    purchases: bool

    def serves(self, kind: PartyKind) -> bool:
        """Whether invoices of this kind may carry it."""
        return self.sales if kind is PartyKind.CUSTOMER else self.purchases


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One active bank account of the company's own."""

    iban: str
    default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookkeepingSettings:
    """The settings of the remote company that an invoice depends on.

    ``closed`` are periods, first and last day, that take nothing.

    ``years`` are the fiscal years, first and last day; () when they can't be read.

    ``periods`` are the installation's; Procountor tells since when a percentage is in use of none. ``exchange_rate`` is
    Procountor's own for the currency and the day of the invoice, None where it is not known or not needed.
    """

    currency: str
    country: str | None
    rates: tuple[Rate, ...]
    statuses: tuple[Status, ...]
    accounts: tuple[Account, ...]
    by_row: frozenset[PartyKind]
    default_channel: SendingChannel | None
    closed: tuple[tuple[date, date], ...] = ()
    years: tuple[tuple[date, date], ...] = ()
    periods: tuple[RatePeriod, ...] = ()
    exchange_rate: Decimal | None = None
