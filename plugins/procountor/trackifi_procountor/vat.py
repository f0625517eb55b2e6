"""VAT: an EN 16931 category and rate become Procountor's status and percentage, from the company's own list.

Status ids are data of each environment, so a status is found by the words in its description and by its side. No
percentage is written here: a rate is right when it is in use.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.vat import VatCategory, VatChoice, VatTreatment

from trackifi_procountor import vat_words
from trackifi_procountor.checks import Findings
from trackifi_procountor.countries import EU
from trackifi_procountor.terms import Rate, Status, Terms
from trackifi_procountor.vat_periods import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class VatCode:
    """What a row says to Procountor."""

    status: int
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxation:
    """The VAT of one invoice's lines.

    ``country`` is the other party's, ISO 3166, ``registered`` whether a freelancer may charge VAT. ``buyer_number`` is
    the buyer's VAT number and ``buyer_at`` where it is kept.
    """

    kind: PartyKind
    date: dt.date
    country: str | None
    buyer_number: str | None
    buyer_at: str
    registered: bool
    terms: Terms
    findings: Findings

    def code(self, treatment: VatTreatment, *, delivered: dt.date | None, at: str) -> VatCode:
        """Choose status and percentage, or note why there is none; the code then means nothing.

        ``delivered`` is the last day of what the line is for, None when the line does not say: the law's rate is that
        of the delivery, and an invoice may come later.
        """
        if treatment.category is VatCategory.STANDARD:
            self._check_rate(treatment, at)
            self._check_day(treatment.rate, delivered, at)
        else:
            self._check_zero(treatment, at)
            self._check_border(treatment, at)
        return VatCode(status=self._status(treatment, at), percent=treatment.rate)

    def _check_rate(self, treatment: VatTreatment, at: str) -> None:
        rate = treatment.rate
        if rate <= 0:
            self.findings.refuse("vat_rate_for_category", at=f"{at}.rate", rate=rate, category=treatment.category)
        elif not any(one.percent == rate and one.serves(self.kind) for one in self.terms.rates):
            self.findings.refuse("vat_rate_not_in_use", at=f"{at}.rate", rate=rate, date=self.date)
        if not self.registered:
            self.findings.refuse("procountor_vat_not_registered", at=f"{at}.rate", rate=rate)

    def _check_day(self, rate: Decimal, delivered: dt.date | None, at: str) -> None:
        day = delivered or self.date
        if in_force(self.terms.periods, rate, day):
            return
        if delivered:
            self.findings.refuse("vat_rate_not_in_use", at=f"{at}.rate", rate=rate, date=day)
        else:
            # Late invoices of an earlier delivery rightly carry its rate.
            self.findings.warn("procountor_vat_rate_day", at=f"{at}.rate", rate=rate, date=day)

    def _check_zero(self, treatment: VatTreatment, at: str) -> None:
        # Every status but the domestic one takes 0 % only, and 0 % says nothing about why.
        if treatment.rate != 0:
            self.findings.refuse(
                "vat_rate_for_category", at=f"{at}.rate", rate=treatment.rate, category=treatment.category
            )
        elif not (treatment.reason or "").strip():
            self.findings.refuse("vat_reason_missing", at=f"{at}.reason")

    def _check_border(self, treatment: VatTreatment, at: str) -> None:
        category = treatment.category
        if category in {VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY} and not self.buyer_number:
            self.findings.refuse("vat_buyer_number_missing", at=self.buyer_at)
        goods_leave = {VatCategory.INTRA_COMMUNITY: self._in_union, VatCategory.EXPORT: self._overseas}
        if not goods_leave.get(category, lambda: True)():
            country = self.country or "?"
            self.findings.refuse("procountor_vat_country", at=f"{at}.category", category=category, country=country)

    def _in_union(self) -> bool:
        return self.country in EU and self.country != "FI"

    def _overseas(self) -> bool:
        return self.country is not None and self.country not in EU

    def _status(self, treatment: VatTreatment, at: str) -> int:
        meant = self._meant(treatment.category)
        serving = [one for one in self.terms.statuses if one.serves(self.kind)]
        fitting = [one for one in serving if meant(one.description.casefold())]
        if meant is vat_words.is_domestic:
            fitting = [one for one in fitting if vat_words.is_plainly_domestic(one.description.casefold())] or fitting
        if len(fitting) > 1:
            # Reverse charge has a status for each rate, and of two such nobody but the accountant can choose.
            shown = " / ".join(one.description for one in fitting)[:60]
            self.findings.refuse("procountor_vat_status_unclear", at=f"{at}.category", choices=shown)
        elif not fitting:
            self.findings.refuse("vat_category_not_supported", at=f"{at}.category", category=treatment.category)
        return fitting[0].id if fitting else 0

    def _meant(self, category: VatCategory) -> Callable[[str], bool]:
        match category:
            case VatCategory.STANDARD | VatCategory.ZERO:
                return vat_words.is_domestic
            case VatCategory.EXEMPT | VatCategory.OUTSIDE_SCOPE:
                return vat_words.is_without
            case VatCategory.INTRA_COMMUNITY:
                return vat_words.is_union_goods
            case VatCategory.EXPORT:
                return vat_words.is_outside
            case VatCategory.REVERSE_CHARGE:
                return self._reversed()

    def _reversed(self) -> Callable[[str], bool]:
        if self.country in {None, "FI"}:
            return vat_words.is_construction
        return vat_words.is_union_services if self.country in EU else vat_words.is_outside


def choices(rates: tuple[Rate, ...], statuses: tuple[Status, ...]) -> tuple[VatChoice, ...]:
    """The company's own list, percentages first."""
    percents = (
        VatChoice(
            code=f"rate {rate.percent.normalize():f}",
            label=f"{rate.percent.normalize():f} %",
            rate=rate.percent,
            sales=rate.sales,
            purchases=rate.purchases,
        )
        for rate in rates
    )
    treatments = (
        VatChoice(code=str(one.id), label=one.description, rate=None, sales=one.sales, purchases=one.purchases)
        for one in statuses
    )
    return (*percents, *treatments)
