"""The exchange rate that Procountor knows, and whether an invoice's own agrees with it.

GET /currencies/exchangerate (API 26.04) gives the rate "between base and target currencies": read as units of the
target for one of the base, as an invoice's currencyRate counts them. One request a currency and day, kept for hours.
"""

from datetime import date
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter
from trackifi_accounting.errors import PermissionMissing, ProviderUnavailable, UnexpectedAnswer
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.errors import translate
from trackifi_procountor.session.answers import RateAnswer
from trackifi_procountor.session.api import Api, parsed, reading

PATH: Final = "/currencies/exchangerate"
KIND: Final = "PROCOUNTOR_ACCOUNTING_EXCHANGE_RATE"
KEPT: Final = 6 * 3600.0  # seconds
APART: Final = Decimal("0.10")
"""A rate may be that much off, as a share of Procountor's; days and banks differ by less."""

_RATE: Final = TypeAdapter(RateAnswer)


def known_rate(api: Api, *, base: str, currency: str, day: date) -> Decimal | None:
    """Units of ``currency`` for one of ``base`` on that day; None when Procountor does not tell: no verdict then."""

    def fetch() -> Decimal | None:
        query = (("baseCurrency", base), ("currency", currency), ("day", day.isoformat()), ("rateType", KIND))
        answer = api.look(PATH, *query, priority=Priority.INVOICE)
        return parsed(_RATE, answer, reading(PATH)).rate if answer.status == translate.OK else None

    try:
        return api.session.rates.get(f"{base} {currency} {day}", fetch, clock=api.clock, seconds=KEPT)
    except (PermissionMissing, ProviderUnavailable, UnexpectedAnswer):
        # A missing opinion on the rate is no reason to keep an invoice.
        return None


def compare(rate: Decimal, known: Decimal | None, findings: Findings) -> None:
    """Refuse a rate that is the wrong way round, and warn of one that is far off."""
    if known is None or known <= 0 or rate <= 0 or _near(rate, known):
        return
    facts = {"ours": format(rate.normalize(), "f"), "theirs": format(known.normalize(), "f")}
    if _near(1 / rate, known):
        findings.refuse("currency_rate_inverted", at="currency_rate", **facts)
    else:
        findings.warn("procountor_rate_apart", at="currency_rate", **facts)


def _near(rate: Decimal, known: Decimal) -> bool:
    # A rate of exactly 1 is what is left when nobody entered one.
    return rate == known or (rate != 1 and abs(rate - known) <= APART * known)
