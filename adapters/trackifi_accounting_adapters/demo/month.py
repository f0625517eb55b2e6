"""A month after the journey: people have changed this and that on either side, and both sides are compared."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trackifi_accounting.domain.invoices.invoices import Invoice, totals_of
from trackifi_accounting.domain.reconciliation.finding_texts import KIND_LABELS
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.plugins.offer import SandboxRequest

from trackifi_accounting_adapters.demo.client import TrackifiClient
from trackifi_accounting_adapters.demo.controls import SandboxControls
from trackifi_accounting_adapters.demo.place import Place
from trackifi_accounting_adapters.demo.screen import Screen

DONE: Final = {
    "copied": "typed in once more by hand",
    "approved": "approved",
    "paid": "paid",
    "due_later": "given a later due date",
    "removed": "removed",
}
DEARER: Final = 2
"""So many times the price of its first row is what the invoice is changed to."""


class MonthLater:
    """The month after: one sent invoice edited, the provider's people at work, and what differs."""

    def __init__(self, place: Place, client: TrackifiClient, screen: Screen, papers: Mapping[Invoice, bytes]) -> None:
        self._place = place
        self._client = client
        self._screen = screen
        self._papers = papers

    def __call__(self, month: SandboxRequest[Mapping[str, str]]) -> bool:
        """Go on; True when the comparison tells all that was done, and nothing else."""
        title = self._place.plugin.title
        self._screen.heading("A month later")
        edited = self._edit()
        done = SandboxControls(self._place.sandbox_url).ask(month)
        self._screen.line(f"In Trackifi {edited} was changed after it was sent.")
        for what, number in done.items():
            self._screen.line(f"In {title} {number} was {DONE.get(what, what)}.")
        self._client.refresh()
        told = self._client.drift()
        self._screen.heading(f"Compared: {len(told['items'])} differ, {len(told['information'])} for information")
        for one in (*told["items"], *told["information"]):
            label, _ = KIND_LABELS[FindingKind(one["what"])]
            self._screen.line(f"{one['number']}: {label}. {one['ours'] or '-'} / {one['theirs'] or '-'}")
        page = f"{self._place.api_url}/settings/integrations/{self._place.plugin.name}/differences"
        self._screen.line(f"The page: {page}")
        self._screen.line(
            "Each of them stands on its invoice, too: what was sent, what it is now, and what can be done."
        )
        self._screen.result({"month": {"edited": edited, **done}, "drift": told, "page": page})
        return {(one["what"], one["number"]) for one in told["items"]} >= {
            (FindingKind.EDITED_HERE, edited),
            (FindingKind.SECOND_BY_HAND, done["copied"]),
            (FindingKind.DUE_DATE, done["due_later"]),
            (FindingKind.REMOVED_THERE, done["removed"]),
        }

    def _edit(self) -> str:
        """The last one that went is changed: the first ones are the bookkeeper's."""
        invoice, pdf = next(
            (one, pdf)
            for one, pdf in reversed(tuple(self._papers.items()))
            if self._client.delivery(one.kind, one.id)["state"] == "sent"
        )
        first, *rest = invoice.lines
        lines = (replace(first, unit_price=first.unit_price * DEARER), *rest)
        changed = replace(
            invoice,
            lines=lines,
            totals=totals_of(lines, currency=invoice.currency),
            revision=invoice.revision + 1,
        )
        self._client.put_invoice(changed, pdf)
        return invoice.number
