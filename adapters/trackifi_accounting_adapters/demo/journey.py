"""The whole way by itself: from the key to the invoices that arrived, each act as Trackifi and a person would do it."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.plugins.offer import Arrival

from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.demo.client import TrackifiClient
from trackifi_accounting_adapters.demo.comparison import Sent, differences, sums
from trackifi_accounting_adapters.demo.controls import SandboxControls
from trackifi_accounting_adapters.demo.people import BY_ID
from trackifi_accounting_adapters.demo.place import Place
from trackifi_accounting_adapters.demo.screen import Screen

PATIENCE: Final = 60.0
"""Seconds for the last PDF: the worker adds what the first try left."""
LOOK: Final = 0.1
WAITING: Final = frozenset({"invoice_not_sendable", "partner_not_linked"})
"""Why invoices of the demonstration may stay behind: one is a draft, the customer of another is no partner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An invoice that was not sent, and its problem as the API words it."""

    invoice: Invoice
    problem: Mapping[str, Any]


class Journey:
    """The guide's four steps, everything sent, and the comparison of what arrived."""

    def __init__(self, place: Place, client: TrackifiClient, screen: Screen, papers: Mapping[Invoice, bytes]) -> None:
        self._place = place
        self._client = client
        self._screen = screen
        self._papers = papers
        self._controls = SandboxControls(place.sandbox_url)
        self._partners: dict[tuple[PartyKind, PartyId], PartnerId] = {}

    def __call__(self) -> bool:
        """Go; True when what arrived is what was sent, and nothing stayed behind without a known reason."""
        self._activate()
        self._link()
        sent, waiting = self._send()
        arrived = self._place_list()
        wrong = differences(sent, arrived, self._controls.file)
        wrong += [f"Not sent for another reason: {_said(one)}" for one in waiting if one.problem["code"] not in WAITING]
        self._conclude(arrived, waiting, wrong)
        return not wrong

    def _activate(self) -> None:
        title = self._place.plugin.title
        self._screen.heading(f"Step 1  Create an API key in {title}")
        key = self._controls.ask(self._place.sandbox.new_key)
        self._screen.line("A key was created; it is pasted, never shown.")
        self._screen.heading("Step 2  Enable Documents (optional)")
        self._screen.line("Left as it is; step 3 tells.")
        self._screen.heading("Step 3  Activate in Trackifi")
        done = self._client.activate(key)
        if done["imported"] is None:
            raise CommandStopped(f"The import stopped: {done['problem']['happened']}", todo=done["problem"]["todo"])
        counts, access = done["imported"]["after"], done["integration"]["access"]
        self._screen.line(f"Connected to {done['integration']['remote_company']['name']}.")
        self._screen.line(f"Documents are {'on' if access['documents'] else 'off: PDFs will wait'}.")
        told = ", ".join(f"{counts[name]} {name}" for name in ("customers", "suppliers", "products"))
        self._screen.line(f"Imported: {told}.")

    def _link(self) -> None:
        self._screen.heading("Step 4  Link business partners")
        rows = [one for one in self._client.partners() if one["suggestion"]]
        rows.sort(key=lambda row: (row["suggestion"]["band"], -row["suggestion"]["score"]))
        chosen: dict[tuple[PartyKind, PartyId], Any] = {}
        for row in rows:
            suggestion = row["suggestion"]
            kind, party = PartyKind(suggestion["kind"]), PartyId(suggestion["party"])
            taken = chosen.setdefault((kind, party), row) is not row
            told = " Another partner fits better: left alone." if taken else ""
            self._screen.line(f"{row['name']} is {BY_ID[kind, party].name}? {suggestion['reason']}{told}")
        choices = [{"partner": row["id"], "kind": kind, "party": party} for (kind, party), row in chosen.items()]
        saved = self._client.save_links(choices)
        self._partners = {key: PartnerId(row["id"]) for key, row in chosen.items()}
        self._screen.line(f"Saved: {len(saved['saved'])} links, {len(saved['conflicts'])} conflicts.")

    def _send(self) -> tuple[list[Sent], list[Waiting]]:
        self._screen.heading("Preview")
        first = next(iter(self._papers))
        plan = self._client.preview(first.kind, first.id)
        totals = plan["totals"]
        self._screen.line(f"{plan['number']} to {plan['partner']['name']}, due {plan['due']}: {totals['net']} + VAT")
        self._screen.line(f"{totals['vat']} = {totals['gross']} {totals['currency']}, with {plan['document']['name']}")
        self._screen.heading("Send")
        sent, waiting = [], []
        for invoice, pdf in self._papers.items():
            delivery = self._delivered(invoice)
            if delivery["state"] == "sent":
                partner = self._partners[invoice.kind, invoice.party]
                sent.append(Sent(invoice=invoice, partner=partner, pdf=digest_of(pdf)))
                self._screen.line(f"{invoice.number}: sent, their number {delivery['remote_number']}, PDF attached")
            else:
                waiting.append(Waiting(invoice=invoice, problem=_first_problem(delivery)))
                self._screen.line(f"{invoice.number}: not sent. {_said(waiting[-1])}")
        return sent, waiting

    def _delivered(self, invoice: Invoice) -> Any:
        """Send it and wait until it and its PDF have arrived, or a person is needed."""
        delivery = self._client.send(invoice.kind, invoice.id)
        deadline = time.monotonic() + PATIENCE
        while not _at_rest(delivery):
            if time.monotonic() > deadline:
                raise CommandStopped(f"{invoice.number} is still under way.", todo="Look at the logs with --keep.")
            time.sleep(LOOK)
            delivery = self._client.delivery(invoice.kind, invoice.id)
        return delivery

    def _place_list(self) -> tuple[Arrival, ...]:
        title = self._place.plugin.title
        self._screen.heading(f"What arrived, in the list of the local {title} itself")
        arrived = self._controls.ask(self._place.sandbox.arrivals)
        return tuple(sorted(arrived, key=lambda one: (one.kind, one.own_number)))

    def _conclude(self, arrived: tuple[Arrival, ...], waiting: list[Waiting], wrong: list[str]) -> None:
        rows: list[tuple[object, ...]] = []
        for kind in PartyKind:
            rows += [_row(one) for one in arrived if one.kind is kind]
            rows.append(("", "", "", f"all {kind} invoices", *sums(arrived, kind), ""))
        self._screen.rows(rows)
        for sentence in wrong:
            self._screen.line(sentence)
        papers = len(self._papers)
        verdict = "It is what was sent, to the cent and to the byte." if not wrong else "It is not what was sent."
        self._screen.heading(f"{len(arrived)} of {papers} invoices arrived, {len(waiting)} wait. {verdict}")
        self._screen.result(
            {
                "agreed": not wrong,
                "arrived": arrived,
                "waiting": [{"number": one.invoice.number, **one.problem} for one in waiting],
                "differences": wrong,
                "sandbox": self._place.sandbox_url,
                "api": self._place.api_url,
            }
        )


def _at_rest(delivery: Mapping[str, Any]) -> bool:
    attached = delivery["state"] == "sent" and delivery["pdf_state"] in {"attached", "needs_attention"}
    return attached or delivery["state"] == "needs_attention" or _paused(delivery)


def _paused(delivery: Mapping[str, Any]) -> bool:
    return delivery["next_step_at"] is None


def _first_problem(delivery: Mapping[str, Any]) -> Mapping[str, Any]:
    nothing = {"code": "none", "happened": "No reason was given.", "todo": ""}
    problem: Mapping[str, Any] = next(iter(delivery["problems"]), nothing)
    return problem


def _said(one: Waiting) -> str:
    return f"{one.problem['happened']} {one.problem['todo']}"


def _row(one: Arrival) -> tuple[object, ...]:
    totals = one.totals
    return (
        one.kind,
        one.number,
        one.own_number,
        one.partner_name,
        totals.net,
        totals.vat,
        totals.gross,
        ", ".join(one.files),
    )
