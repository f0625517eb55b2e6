"""A process dies at each point in turn, on both databases, under each kind of fault: one invoice, one PDF, all the same.

An error of the provider after it has booked looks to the ports as an answer that got lost after booking.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId
from trackifi_accounting.plugins.offer import NaturalKey, Search
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.autowiring import Wiring
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_accounting.testing.examples.records import PDF, company, invoice, line, party
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.background.work_due import WorkDue
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.matching.save_links import SaveLinks
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.store import SqlStore

from tests.core.doubles import FULL_RATE, TEST_KEY, books_of
from tests.resilience.dying_ports import Died, DyingFiles, DyingLimiter, DyingStore, FaultyBooks, Steps

ANNA = Actor("anna")
ACME = CompanyId("specimen-acme")
CUSTOMER = PartyKind.CUSTOMER
WINDOW = NaturalKey(fields=("number",), window=timedelta(minutes=1), searches=frozenset(Search))
FAULTS = ("none", "before", "after", "late")
LEAST_POINTS = 25
ROUND = 20.0  # seconds: a worker comes by so often, whatever is due before
STRIDE = int(os.environ.get("CRASH_POINT_STRIDE", "2"))
"""Neighbouring points are shared between the faults; 1 tries each of them with each fault."""


class House:
    """One company on a real database; each process of it has its own use cases."""

    def __init__(self, engine: Engine) -> None:
        self.clock, self.steps = ManualClock(), Steps()
        plain = books_of()
        self.books = FaultyBooks(company=plain.company, keys=plain.keys, vat=plain.vat)
        self.books.steps, self.books.clock, self.books.late = self.steps, self.clock, []
        self.host = MemoryHost(self.clock)
        store = DyingStore(SqlStore(engine=engine), self.steps)
        self._parts = (
            store,
            MemoryAttempts(store=store, time=self.clock),
            DyingFiles(self.steps),
            DyingLimiter(self.clock, self.steps),
            MemoryVault(),
            self.host,
            self.clock,
        )
        self._plugin = replace(memory_plugin(self.books), creation=WINDOW)
        self._move_in()

    def process(self) -> Wiring:
        return Wiring(*self._parts, providers={MEMORY: self._plugin}, settings={})

    def _move_in(self) -> None:
        self.host.put_company(company(ACME))
        self.host.put_party(ACME, party(CUSTOMER))
        partner = BusinessPartner(id=PartnerId("p1"), role=PartnerRole.CUSTOMER, name="Partner", business_id=None)
        self.books.partners[partner.id] = replace(partner, version=self.clock.now())
        start = self.process()
        start(Activate)(ACME, MEMORY, memory_credentials(TEST_KEY), by=ANNA)
        choice = LinkChoice(partner=partner.id, kind=CUSTOMER, party=PartyId("1"))
        start(SaveLinks)(ACME, MEMORY, (choice,), by=ANNA)
        assert self.sent_although("control", last=None, fault="none") is False

    def sent_although(self, number: str, *, last: int | None, fault: str) -> bool:
        """Send an invoice in a process that dies at a point, then let others work; gives whether it died."""
        asked = invoice(CUSTOMER, number, line(FULL_RATE))
        self.host.put_invoice(ACME, asked)
        self.host.put_document(ACME, CUSTOMER, asked.id, PDF)
        self.books.fault, self.books.faulty = fault, {"invoice", "file"}
        died = False
        self.steps.write(last)
        try:
            self.process()(SendInvoice)(ACME, MEMORY, CUSTOMER, asked.id, by=ANNA)
        except Died:
            died = True
        self.steps.write(None)
        if died:
            self.process()(SendInvoice)(ACME, MEMORY, CUSTOMER, asked.id, by=ANNA)  # pressed again, for it may be lost
        self._settle(asked)
        return died

    def _settle(self, asked) -> None:
        work, store = self.process()(WorkDue), self._parts[0]
        for _ in range(200):
            with store.write(ACME) as unit:
                delivery = unit.deliveries.get(MEMORY, CUSTOMER, asked.id)
            if delivery.due is None:
                break
            self.clock.advance(max((delivery.due - self.clock.now()).total_seconds(), ROUND))
            self.books.arrive()
            work()
        self.clock.advance(600)
        self.books.arrive()
        assert (delivery.state, delivery.pdf_state) == (DeliveryState.SENT, PdfState.ATTACHED)
        there = [one for one in self.books.invoices.values() if one.own_number == asked.number]
        assert [(one.id, one.totals) for one in there] == [(delivery.remote, asked.totals)]
        assert [file.content for file in self.books.files[delivery.remote]] == [PDF]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    lite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'accounting.db'}" if lite else request.getfixturevalue("fresh_postgresql")
    made = create_engine(url, durable=False)  # it is the process that dies, not the machine
    migrate(made)
    yield made
    made.dispose()


def test_wherever_a_process_dies_there_is_one_invoice_with_one_pdf(engine: Engine) -> None:
    house = House(engine)
    for offset, fault in enumerate(FAULTS):
        for point in count(1 + offset % STRIDE, STRIDE):
            if not house.sent_although(f"{fault}-{point}", last=point, fault=fault):
                break
        assert point > LEAST_POINTS
