"""What a form of the Business Partners tab says: which rows were changed, and to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.matching.rules.cascade import RIVALS
from trackifi_accounting.domain.partners.links import LinkChoice, LinkConflict
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId, ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.partners.rows import PartnerPageRow
from trackifi_accounting_adapters.web.sessions.forms import Form

CANDIDATES: Final = 8
"""Customers that are offered for a text that fits several."""
CHANGED, SEVERAL, NOBODY, REJECTED, RIVAL = "changed", "several", "nobody", "rejected", "rival"
"""What there is to say about a row that was not saved; the template has the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many rows were saved, and the rows that were not."""

    saved: int
    left: Sequence[PartnerPageRow]


NOTHING_LEFT: Final = Outcome(saved=0, left=())


class Linking:
    """The form of links, read row by row against what is saved now."""

    def __init__(self, container: Container, company: CompanyId, provider: ProviderName, form: Form) -> None:
        self._container = container
        self._company = company
        self._provider = provider
        self._form = form

    def ids(self) -> list[PartnerId]:
        """The partners of the rows that were on the page."""
        return [PartnerId(one) for one in dict.fromkeys(self._form.every("row"))]

    def save(self, rows: list[PartnerPageRow], *, by: Actor) -> Outcome:
        """Save what was changed and is clear."""
        choices: dict[LinkChoice, PartnerPageRow] = {}
        for row in rows:
            if (choice := self._choice(row)) is not None:
                choices[choice] = row
        done = self._container.save_links()(self._company, self._provider, tuple(choices), by=by)
        self._tell(done.conflicts, choices)
        return Outcome(saved=len(done.saved), left=[row for row in rows if row.conflict or row.note])

    def reject(self, rows: list[PartnerPageRow], *, by: Actor) -> None:
        """Reject one row's suggestion; the other rows keep what was entered, and nothing is saved."""
        for row in rows:
            if row.partner.id != self._form["reject"]:
                self._restore(row)
                continue
            if party := self._form[f"suggested-{row.partner.id}"]:
                self._container.reject_suggestion()(
                    self._company, self._provider, row.partner.id, PartyId(party), by=by
                )
            if row.link is None:
                row.suggested, row.text, row.chosen, row.note = None, "", "", REJECTED

    def _tell(self, found: tuple[LinkConflict, ...], choices: dict[LinkChoice, PartnerPageRow]) -> None:
        others = [one.other for one in found if one.other]
        with self._container.store().read(self._company) as work:
            partners = work.partners.get(self._provider, others) if others else {}
        for one in found:
            row = choices[one.choice]
            row.conflict = Problem(code=one.code, facts={"partner": row.partner.name})
            row.other = partners.get(one.other) if one.other else None

    def _restore(self, row: PartnerPageRow) -> None:
        sent, partner = self._form, row.partner.id
        row.accepted = bool(sent[f"accept-{partner}"])
        if sent[f"text-{partner}"] != row.text:
            row.text = sent[f"text-{partner}"]
            row.chosen = sent[f"party-{partner}"] if row.text == sent[f"label-{partner}"] else ""

    def _choice(self, row: PartnerPageRow) -> LinkChoice | None:
        """The choice if the row was changed or accepted; None otherwise, or when it needs another look."""
        sent, partner = self._form, row.partner.id
        was, text = sent[f"was-{partner}"], sent[f"text-{partner}"]
        row.accepted = bool(sent[f"accept-{partner}"])
        suggested = sent[f"suggested-{partner}"]
        party = self._party(row, text)
        edited = text != sent[f"label-{partner}"]
        same = party == was or (party == suggested and not edited)
        if row.note or (same and not (row.accepted and party)):
            return None
        row.text, row.chosen = text, party
        if was != (row.link.party if row.link else ""):
            row.note = CHANGED
            return None
        if row.accepted and not edited and self._unasked(row, party):
            row.note = RIVAL
            return None
        return LinkChoice(partner=row.partner.id, kind=row.kind, party=PartyId(party) if party else None)

    def _unasked(self, row: PartnerPageRow, party: str) -> bool:
        """Whether the tick takes a suggestion whose name another company carries, and nobody was asked about it yet."""
        doubted = row.suggested is not None and row.suggested.suggestion.reason in RIVALS
        return doubted and party != self._form[f"asked-{row.partner.id}"]

    def _party(self, row: PartnerPageRow, text: str) -> str:
        """The id that the row's text means; empty for none. Notes on the row what can't be told."""
        sent, partner = self._form, row.partner.id
        if not text:
            return ""
        if sent[f"party-{partner}"] and text == sent[f"label-{partner}"]:
            return sent[f"party-{partner}"]
        found = self._container.host().find_parties(self._company, row.kind, text=text, limit=CANDIDATES)
        exact = [one for one in found if one.name.casefold() == text.casefold() or one.business_id == text]
        fitting = exact or found
        if len(fitting) == 1:
            return fitting[0].id
        row.text, row.chosen, row.suggested, row.accepted = text, "", None, False
        row.note, row.candidates = (SEVERAL, tuple(fitting)) if fitting else (NOBODY, ())
        return ""
