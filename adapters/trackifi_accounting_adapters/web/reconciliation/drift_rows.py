"""The drift report by kind, each with its one fix and its rows in the reader's own way of writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.problems.catalogue.labels import label_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.finding_texts import KIND_LABELS, code_of
from trackifi_accounting.domain.reconciliation.findings import INFORMATION, Finding, FindingKind
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.design.problem_view import Panel, Telling
from trackifi_accounting_adapters.web.problems.language import Language

if TYPE_CHECKING:
    from trackifi_accounting_adapters.web.design.formats import Formats  # brings Babel in

MOST: Final = 100
"""Rows of a kind that a page shows; the table for a spreadsheet has all."""
_DAYS: Final = frozenset({FindingKind.DATE, FindingKind.DUE_DATE})
_AS_THEY_ARE: Final = frozenset(
    {FindingKind.NUMBER, FindingKind.HELD_TWICE, FindingKind.OTHER_COMPANY, FindingKind.LINES}
    | {FindingKind.PDF_MISSING, FindingKind.PDF_OTHER, FindingKind.PDF_TWICE}
)
"""Kinds whose values are names, numbers and texts; where nothing is said, they are sums."""
_FIRST: Final = frozenset({FindingKind.SECOND_BY_US, FindingKind.SECOND_BY_HAND})
"""Kinds of which our value is the number of the first invoice there."""
Partners = Mapping[PartnerId, BusinessPartner]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftRow:
    """One finding with its two values as text; empty where there is none. ``state`` is a word of the program."""

    drift: Finding
    ours: str
    theirs: str
    note: str = ""
    first: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftGroup:
    """All findings of a kind: its name, what to do about it, how many there are, and the first rows."""

    kind: FindingKind
    label: str
    panel: Panel
    count: int
    rows: Sequence[DriftRow]

    @property
    def information(self) -> bool:
        """Whether nothing has to be done."""
        return self.kind in INFORMATION


def label_of_kind(kind: FindingKind, language: Language) -> str:
    """What people call it."""
    english, finnish = KIND_LABELS[kind]
    return finnish if language == "fi" else english


class DriftView:
    """A company's findings at one provider, in groups."""

    def __init__(
        self, container: Container, company: CompanyId, provider: ProviderName, *, tell: Telling, formats: "Formats"
    ) -> None:
        self._container = container
        self._company = company
        self._provider = provider
        self._tell = tell
        self._formats = formats
        self._language = tell.teller.language

    def groups(self, found: Sequence[Finding]) -> list[DriftGroup]:
        """The kinds that there are, in the order of ``FindingKind``; information comes last."""
        of_kind: dict[FindingKind, list[Finding]] = {}
        for one in found:
            of_kind.setdefault(one.what, []).append(one)
        shown = {kind: of_kind[kind][:MOST] for kind in FindingKind if kind in of_kind}
        partners = self._partners(shown.get(FindingKind.PARTNER, []))
        return [
            DriftGroup(
                kind=kind,
                label=label_of_kind(kind, self._language),
                panel=self._tell(Problem(code=code_of(kind))),
                count=len(of_kind[kind]),
                rows=[self._row(one, partners) for one in rows],
            )
            for kind, rows in shown.items()
        ]

    def _partners(self, differing: Sequence[Finding]) -> Partners:
        ids = {PartnerId(id_) for one in differing for id_ in (one.ours, one.theirs)}
        with self._container.store().read(self._company) as work:
            return work.partners.ever(self._provider, ids)

    def _row(self, one: Finding, partners: Partners) -> DriftRow:
        if one.what is FindingKind.WAITING_HERE:
            return DriftRow(drift=one, ours="", theirs="", state=one.ours)
        if one.what in INFORMATION:
            return DriftRow(drift=one, ours=self._told(one.what, one.ours, partners), theirs="", state=one.theirs)
        if one.what in _FIRST:
            theirs = self._told(one.what, one.theirs, partners)
            return DriftRow(drift=one, ours="", theirs=theirs, first=one.ours)
        return DriftRow(
            drift=one,
            ours=self._told(one.what, one.ours, partners),
            theirs=self._told(one.what, one.theirs, partners),
            note=self._note(one),
        )

    def _note(self, one: Finding) -> str:
        """The difference of two sums, or the parts that differ."""
        if one.difference not in {"", "-"}:
            amount, currency = one.difference.split()
            return self._formats.money(Decimal(amount), currency)
        parts = [part.strip() for part in one.field.split(",") if part.strip()]
        return ", ".join(label_of(part, language=self._language) for part in parts if part != "lines") or ""

    def _told(self, what: FindingKind, value: str, partners: Partners) -> str:
        if not value or what in _AS_THEY_ARE:
            return value
        if what in _DAYS:
            return self._formats.day(date.fromisoformat(value))
        if what is FindingKind.PARTNER:
            partner = partners.get(PartnerId(value))
            return partner.name if partner else value
        amount, currency = value.split()
        return self._formats.money(Decimal(amount), currency)
