"""VAT: an EN 16931 category and rate become Procountor's status and percentage, from the company's own list.

Status ids are data of each environment, so a status is found by the words in its description and by its side. No
percentage is written here: a rate is right when it is in use.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.invoices.vat import VatCategory, VatChoice, VatTreatment
from trackifi_accounting.domain.invoices.vat_meaning import VatMeaning, meaning_of, member_of
from trackifi_accounting.domain.invoices.whereabouts import Whereabouts
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.territories import letters_of

from trackifi_procountor.codes import vat_words
from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.codes.countries import CODES
from trackifi_procountor.codes.vat_periods import in_force
from trackifi_procountor.company.bookkeeping_settings import BookkeepingSettings, Rate, Status

_WORDS: Final[Mapping[VatMeaning, Callable[[str], bool]]] = {
    VatMeaning.DOMESTIC: vat_words.is_domestic,
    VatMeaning.WITHOUT: vat_words.is_without,
    VatMeaning.DOMESTIC_REVERSE: vat_words.is_construction,
    VatMeaning.UNION_GOODS: vat_words.is_union_goods,
    VatMeaning.UNION_SERVICES: vat_words.is_union_services,
    VatMeaning.OUTSIDE_GOODS: vat_words.is_outside_goods,
    VatMeaning.OUTSIDE_SERVICES: vat_words.is_outside_services,
}
"""The words that a status of each meaning is found by."""

_PLAINER: Final[Mapping[VatMeaning, Callable[[str], bool]]] = {
    VatMeaning.DOMESTIC: vat_words.is_plainly_domestic,
}
"""Of several, the one that says just this is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatCode:
    """The VAT of one row as Procountor is told it."""

    status: int
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxation:
    """The VAT of one invoice's lines.

    ``where`` is the other party, ``registered`` whether a freelancer may charge VAT. ``buyer_number`` is the buyer's
    VAT number and ``buyer_at`` where it is kept; on a freelancer's invoice the buyer is the company itself.
    """

    kind: PartyKind
    date: dt.date
    where: Whereabouts
    buyer_number: str | None
    buyer_at: str
    registered: bool
    bookkeeping: BookkeepingSettings
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
        return VatCode(status=self._status(treatment, at), percent=treatment.rate)

    def _check_rate(self, treatment: VatTreatment, at: str) -> None:
        rate = treatment.rate
        if rate <= 0:
            self.findings.refuse("vat_rate_for_category", at=f"{at}.rate", rate=rate, category=treatment.category)
        else:
            self._check_use(rate, at)
        if not self.registered:
            self.findings.refuse("procountor_vat_not_registered", at=f"{at}.rate", rate=rate)

    def _check_use(self, rate: Decimal, at: str) -> None:
        if not any(one.percent == rate and one.serves(self.kind) for one in self.bookkeeping.rates):
            self.findings.refuse("vat_rate_not_in_use", at=f"{at}.rate", rate=rate, date=self.date)

    def _check_day(self, rate: Decimal, delivered: dt.date | None, at: str) -> None:
        day = delivered or self.date
        if in_force(self.bookkeeping.periods, rate, day):
            return
        if delivered is None:
            # Late invoices of an earlier delivery rightly carry its rate.
            self.findings.warn("procountor_vat_rate_day", at=f"{at}.rate", rate=rate, date=day)
        elif delivered > self.date and in_force(self.bookkeeping.periods, rate, self.date):
            # What is paid in advance carries the rate of the day when it is paid.
            self.findings.warn("procountor_vat_rate_advance", at=f"{at}.rate", rate=rate, date=day)
        else:
            self.findings.refuse("vat_rate_not_in_force", at=f"{at}.rate", rate=rate, date=day)

    def _check_zero(self, treatment: VatTreatment, at: str) -> None:
        # Every status but the domestic one takes 0 % only, and 0 % says nothing about why.
        if treatment.rate != 0:
            self.findings.refuse(
                "vat_rate_for_category", at=f"{at}.rate", rate=treatment.rate, category=treatment.category
            )
            return
        self._check_use(treatment.rate, at)
        if not (treatment.reason or "").strip():
            self.findings.refuse("vat_reason_missing", at=f"{at}.reason")

    def _status(self, treatment: VatTreatment, at: str) -> int:
        meaning = meaning_of(treatment.category, self.where.territory, home=home_of(self.bookkeeping))
        if meaning is None:
            self._misplaced(treatment.category, at)
            return 0
        self._check_number(meaning)
        self._check_postcode(treatment.category, meaning, at)
        fitting = self._fitting(meaning)
        if len(fitting) > 1:
            # Reverse charge has a status for each rate, and of two such nobody but the accountant can choose.
            shown = " / ".join(one.description for one in fitting)[:60]
            self.findings.refuse("procountor_vat_status_unclear", at=f"{at}.category", choices=shown)
        elif not fitting:
            self.findings.refuse("vat_category_not_supported", at=f"{at}.category", category=treatment.category)
        return fitting[0].id if fitting else 0

    def _misplaced(self, category: VatCategory, at: str) -> None:
        territory = self.where.territory
        if territory is None:
            self.findings.refuse("address_incomplete", at="party.address", missing="country")
        else:
            self.findings.refuse(
                "procountor_vat_country", at=f"{at}.category", category=category, country=territory.code
            )

    def _check_number(self, meaning: VatMeaning) -> None:
        member = member_of(meaning, self.where.territory)
        if member is None or (self.where.number_clashes and self.kind is PartyKind.CUSTOMER):
            return
        if not self.buyer_number:
            self.findings.refuse("vat_buyer_number_missing", at=self.buyer_at)
        elif self.kind is PartyKind.CUSTOMER and not self.buyer_number.startswith(letters_of(member)):
            self.findings.refuse(
                "procountor_vat_letters", at=self.buyer_at, value=self.buyer_number, letters=letters_of(member)
            )

    def _check_postcode(self, category: VatCategory, meaning: VatMeaning, at: str) -> None:
        territory = self.where.territory
        if territory and meaning_of(category, self.where.plain, home=home_of(self.bookkeeping)) is not meaning:
            self.findings.warn("vat_territory", at=f"{at}.category", category=category, country=territory.code)

    def _fitting(self, meaning: VatMeaning) -> list[Status]:
        serving = [one for one in self.bookkeeping.statuses if one.serves(self.kind)]
        fitting = [one for one in serving if _WORDS[meaning](one.description.casefold())]
        plainer = _PLAINER.get(meaning)
        return [one for one in fitting if plainer and plainer(one.description.casefold())] or fitting


def home_of(bookkeeping: BookkeepingSettings) -> str:
    """The member state whose VAT law the company's books follow, ISO 3166."""
    return CODES.get(bookkeeping.country or "", "FI")


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
