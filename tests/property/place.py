"""Where the cases are tried: the use cases on doubles that count writes, and the plugin beside a sandbox on loopback."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, Self

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.invoices import Invoice as Booked
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, PartnerId, PartyId
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.autowiring import Wiring
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.batches.send_many import SendMany
from trackifi_accounting.use_cases.batches.stop_batch import StopBatch
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.gate.gate import Gate
from trackifi_accounting.use_cases.invoices.exclude import Exclude
from trackifi_accounting.use_cases.invoices.preview import Preview
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.matching.save_links import SaveLinks
from trackifi_procountor.plugin import accounting_provider
from trackifi_procountor.session.api import NAME

from tests.property.cases import Before, Case

ACME: Final = CompanyId("specimen-company")
ANNA: Final = Actor("anna")
PARTNERS: Final = {
    PartyKind.CUSTOMER: ("1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1010", "1012"),
    PartyKind.FREELANCER: ("1101", "1102", "1103", "1104", "1105", "1106", "1108"),
}
COMPANY: Final = Company(
    id=ACME,
    name="Hiekkala Koeyritys Oy",
    business_id="9000001-1",
    vat_number="FI90000011",
    address=Address(street="Hiekkatie 1", postcode="00100", city="Helsinki", country="FI"),
    iban="FI2112345600000785",
)


class CountingStore(MemoryStore):
    """Counts the transactions that may write; a view of it can't."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = 0

    def write(self, company: CompanyId) -> AbstractContextManager[UnitOfWork]:
        self.begun += 1
        return super().write(company)

    def read(self, company: CompanyId) -> AbstractContextManager[UnitOfWork]:
        return super().write(company)


class Place:
    """One company with links to partners of the sandbox; ``sandbox`` is a Procountor that nobody else uses."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.sandbox, self.books = sandbox, sandbox.state.first.invoices
        self.clock = ManualClock(datetime.fromtimestamp(sandbox.state.clock.seconds(), tz=UTC))
        self.host, self.store, self.files = MemoryHost(self.clock), CountingStore(), MemoryFiles()
        limiter = MemoryLimiter(clock=self.clock)
        settings = {"environment": "sandbox", "sandbox_url": f"{sandbox.url}/api", "client_secret": "sandbox"}
        program = Wiring(
            *(self.store, self.files, MemoryVault(), self.host, limiter, self.clock),
            MemoryAttempts(store=self.store, time=self.clock),
            providers={NAME: accounting_provider()},
            settings={NAME: {name: Secret(value) for name, value in settings.items()}},
            alarm=lambda *_: None,
        )
        self.preview, self.send, self.gate = program(Preview), program(SendInvoice), program(Gate)
        self._sessions, self._links = program(Connections), program(SaveLinks)
        self._exclude, self._send_many, self._stop = program(Exclude), program(SendMany), program(StopBatch)
        self.host.put_company(COMPANY)
        key = Credentials(values={"api_key": Secret(sandbox.api_key)})
        program(Activate)(ACME, NAME, key, by=ANNA)
        self.parties = {kind: [self._linked(kind, one) for one in ids] for kind, ids in PARTNERS.items()}
        for kind in PartyKind:
            for name in ("unlinked", "stale"):
                self.host.put_party(ACME, _party(kind, PartyId(name)))
            self._make_stale(kind)

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """A place with a sandbox of its own."""
        with RunningSandbox() as sandbox:
            yield cls(sandbox)

    @property
    def integration(self):
        """As it stands."""
        return self._sessions.integration(ACME, NAME)

    def prepare(self, case: Case) -> Invoice:
        """Hand over what the case is made of, and let happen what happened before; gives the invoice."""
        at = PartyId(case.before.value) if case.before in {Before.UNLINKED, Before.STALE} else case.party.id
        party, invoice = replace(case.party, id=at), replace(case.invoice, party=at)
        self._keep(party, invoice, case.pdf)
        if case.before is Before.EXCLUDED:
            self._exclude(ACME, NAME, invoice.kind, invoice.id, reason="went by post", by=ANNA)
        elif case.before is Before.HELD:
            batch = self._send_many(ACME, NAME, invoice.kind, [invoice.id], by=ANNA).batch
            self._stop(ACME, NAME, batch.id, by=ANNA)
        elif case.before in {Before.TWIN_SENT, Before.BY_HAND, Before.SENT}:
            self._twin(party, invoice, case)
        return invoice

    def booked(self, number: str) -> list[Booked]:
        """The invoices of our number in the sandbox."""
        return [found for one in self.books.ids_numbered(number) if (found := self.books.get(one))]

    def writes(self) -> tuple[int, int, int]:
        """Transactions that may write, files kept, and requests at the sandbox that are no reading."""
        counts = self.sandbox.state.journal.counts.items()
        return self.store.begun, len(self.files.kept), sum(many for name, many in counts if not name.startswith("GET "))

    def _keep(self, party: Party, invoice: Invoice, pdf: bytes | None) -> None:
        self.host.put_party(ACME, party)
        self.host.put_invoice(ACME, invoice)
        if pdf is not None:
            self.host.put_document(ACME, invoice.kind, invoice.id, pdf)

    def _twin(self, party: Party, invoice: Invoice, case: Case) -> None:
        """An invoice of the same number is sent first: as itself, as another one, or in a way that we know nothing of."""
        first = invoice if case.before is Before.SENT else replace(invoice, id=InvoiceId(f"{invoice.id}-twin"))
        self._keep(party, first, case.pdf)
        self.send(ACME, NAME, first.kind, first.id, by=ANNA)
        if case.before is Before.BY_HAND:
            for one in self.booked(invoice.number):
                one.changed(version=one.version, creatorId=302)
            with self.store.write(ACME) as work:
                known = work.deliveries.get(NAME, first.kind, first.id)
                if known:
                    work.deliveries.replace(replace(known, holds_number=False))

    def _linked(self, kind: PartyKind, partner: str) -> PartyId:
        party = _party(kind, PartyId(f"of-{partner}"))
        self.host.put_party(ACME, party)
        choice = LinkChoice(partner=PartnerId(partner), kind=kind, party=party.id)
        assert not self._links(ACME, NAME, (choice,), by=ANNA).conflicts
        return party.id

    def _make_stale(self, kind: PartyKind) -> None:
        with self.store.write(ACME) as work:
            link = work.links.of_party(NAME, kind, self.parties[kind].pop())
            assert link is not None
            work.links.save(NAME, replace(link, party=PartyId("stale"), stale="link_partner_renamed"))


def _party(kind: PartyKind, identity: PartyId) -> Party:
    return Party(kind=kind, id=identity, name="Mallivaara Koe Oy")


def rows_of(booked: Booked) -> Decimal:
    """What the rows of a booked invoice add up to with VAT, by sums of our own."""
    by_rate: dict[Decimal, Decimal] = {}
    for row in booked.document["invoiceRows"]:
        left = 100 - Decimal(row["discountPercent"])
        amount = (Decimal(row["quantity"]) * Decimal(row["unitPrice"]) * left / 100).quantize(
            Decimal("0.01"), "ROUND_HALF_UP"
        )
        rate = Decimal(row["vatPercent"])
        by_rate[rate] = by_rate.get(rate, Decimal(0)) + amount
    rows = sum(by_rate.values(), Decimal(0))
    if booked.document["extraInfo"]["unitPricesIncludeVat"]:
        return rows
    vat = [(net * rate / 100).quantize(Decimal("0.01"), "ROUND_HALF_UP") for rate, net in by_rate.items()]
    return rows + sum(vat, Decimal(0))
