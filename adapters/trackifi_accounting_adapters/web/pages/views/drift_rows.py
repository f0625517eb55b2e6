"""The rows of the drift report, in the reader's own way of writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.partners import BusinessPartner
from trackifi_accounting.domain.references import CompanyId, PartnerId, ProviderName

from trackifi_accounting_adapters.container import Container

if TYPE_CHECKING:
    from trackifi_accounting_adapters.web.pages.formats import Formats  # brings Babel in

AS_IT_IS: Final = frozenset({FindingKind.PDF_MISSING})
"""Kinds whose values are names of files; those of the kinds that nothing is said of are sums."""
Partners = Mapping[PartnerId, BusinessPartner]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow:
    """One difference with its two values as text; empty where there is none."""

    drift: Finding
    ours: str
    theirs: str


def rows_of(
    container: Container, company: CompanyId, provider: ProviderName, found: Sequence[Finding], formats: "Formats"
) -> list[DriftRow]:
    """The rows of these differences; all their partners are read at once."""
    differing = [one for one in found if one.what is FindingKind.PARTNER]
    with container.store().begin(company) as work:
        partners = work.partners.ever(provider, {PartnerId(id_) for one in differing for id_ in (one.ours, one.theirs)})
    return [
        DriftRow(
            drift=one,
            ours=_told(one.what, one.ours, partners, formats),
            theirs=_told(one.what, one.theirs, partners, formats),
        )
        for one in found
    ]


def _told(what: FindingKind, value: str, partners: Partners, formats: "Formats") -> str:
    if not value or what in AS_IT_IS:
        return value
    if what is FindingKind.DATE:
        return formats.day(date.fromisoformat(value))
    if what is FindingKind.PARTNER:
        partner = partners.get(PartnerId(value))
        return partner.name if partner else value
    amount, currency = value.split()
    return formats.money(Decimal(amount), currency)
