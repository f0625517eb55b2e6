"""Some companies of Trackifi, their books at the provider, and the processes that work for them."""

from collections.abc import Callable
from datetime import timedelta

from trackifi_accounting.domain.activation.access import RemoteCompany
from trackifi_accounting.domain.background.jobs import JobKind
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceId,
    PartyId,
    ProviderName,
    RemoteCompanyId,
    RemoteUserId,
)
from trackifi_accounting.plugins.offer import Connection, ConnectRequest
from trackifi_accounting.testing.doubles.autowiring import Wiring
from trackifi_accounting.testing.doubles.clock import START
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting.testing.examples.records import PDF, company, invoice, party
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.matching.save_links import SaveLinks
from trackifi_accounting.use_cases.reconciliation.read_back_due import RefreshDue
from trackifi_accounting.use_cases.reconciliation.sweep_due import Alarm, SweepDue, no_alarm

from tests.simulation.chance import LAG, Swarm, source_of
from tests.simulation.engine import Engine, Process
from tests.simulation.sim_books import SimBooks
from tests.simulation.sim_clock import SimClock, TheirClock
from tests.simulation.sim_connection import Leaving, watched
from tests.simulation.sim_machines import Machine, clocks_of
from tests.simulation.sim_ports import Mark, SimAttempts, SimFiles, SimHost, SimLimiter, SimVault
from tests.simulation.sim_store import SimStore
from tests.simulation.tenants import ANNA, KINDS, PARTIES, RATE, Tenant, partner_of, priced
from tests.simulation.trace import Trace

COUNTING = 0.7  # of the machines have a monotonic clock that counts their sleep
MOST_APART, A_LITTLE = 1200.0, 1.0  # seconds that a machine's time of day is off
MOST_DRIFT = 2e-4  # seconds a second
ALIKE = 0.6  # of the runs with shared books have one user there, and as many the same prices
MIXED = 0.3  # of the companies with batches also have invoices of the other kind


class Town:
    """Everything of one run that outlives a process. With ``jobs`` the workers do whatever they do in earnest."""

    def __init__(self, seed: int, swarm: Swarm, *, tenants: int, invoices: int, keep: bool) -> None:
        self.seed, self.swarm = seed, swarm
        self.trace = Trace(keep=keep)
        self.jobs = bool(swarm.bulk or swarm.swept)
        hour = int(source_of(seed, "hour").random() * 24) if swarm.swept else 0
        self.clock = SimClock(START + timedelta(hours=hour))
        self.engine = Engine(seed=seed, swarm=swarm, trace=self.trace, clock=self.clock)
        self.draw = source_of(seed, "town").random
        self.their_clock = TheirClock(self.clock, ahead=(self.draw() - 0.5) * 600)
        self.store, self.files = SimStore(self.engine), SimFiles(self.engine)
        self.mark, self.machines = Mark(), self._machines()
        self.vault = SimVault(self.engine)
        self.host = SimHost(self.clock)
        self.limiter = SimLimiter(self.engine, per_second=5.0 if self.draw() < 0.3 else None)
        self.tenants = [self._tenant(number) for number in range(1, tenants + 1)]
        if swarm.shared:
            self._share(source_of(seed, "shared books").random)
        for one in self.tenants:
            one.books.neighbours = lambda: [each.books for each in self.tenants]
        plugin = memory_plugin(*(one.books for one in self.tenants))
        self.plugin = replace(plugin, connect=self._connected(plugin.connect))
        self.down = False
        self.well = 0.0  # seconds: since then nobody and nothing is in anything's way
        self.alarm: Alarm = no_alarm
        self.leaving: Leaving = lambda _request: None
        self.starting: Callable[[Process], None] = lambda _process: None
        near, far = self.machines[0], self.machines[-1]
        self.processes = [Process("web", near), Process("worker-1", near), Process("worker-2", far)]
        self.setting_up = self.program()
        for tenant in self.tenants:
            self._move_in(tenant, invoices)

    def program(self, process: Process | None = None) -> Wiring:
        """A process's own use cases, as after its start; without one on the clock of the database."""
        clock = self._clock_of(process.machine) if process and len(self.machines) > 1 else self.clock
        attempts = SimAttempts(self.engine, store=self.store, clock=clock, mark=self.mark, limiter=self.limiter)
        parts = (self.store, self.files, self.vault, self.host, self.limiter, clock, attempts)
        made = Wiring(
            *parts,
            providers={MEMORY: self.plugin},
            settings={},
            alarm=self._tell,
            readings=(readings := {}),
        )
        readings |= {JobKind.READ_BACK: made(RefreshDue), JobKind.SWEEP: made(SweepDue)}
        return made

    def _machines(self) -> tuple[Machine, ...]:
        """Two whose clocks are apart from the database's and from each other's, or one with the database on it."""
        chance, rates = source_of(self.seed, "machines").random, self.swarm
        if not (rates.apart or rates.lost_commits):
            return (Machine("machine"),)
        made = tuple(Machine(name, counts_sleep=chance() < COUNTING) for name in ("machine-1", "machine-2"))
        self._clock_of = clocks_of(made, self.clock)
        for one in made:
            one.drift = (chance() - 0.5) * 2 * MOST_DRIFT * rates.apart
            off = MOST_APART if chance() < 0.5 * rates.apart else A_LITTLE
            one.set_clock(ahead=(chance() - 0.5) * 2 * off, now=0.0)
        return made

    def _tell(self, company: CompanyId, provider: ProviderName, problem: Problem) -> None:
        self.alarm(company, provider, problem)  # whoever watches comes later

    def start(self) -> None:
        """Start every process, on the present state of the database."""
        for process in self.processes:
            self.starting(process)

    def hand_over(self, tenant: Tenant, handed: Invoice, pdf: bytes) -> None:
        """Remember what Trackifi says of an invoice from now on."""
        tenant.handed.setdefault(handed.id, []).append(handed.totals)
        tenant.pdfs.setdefault(handed.id, []).append(pdf)

    def new_key(self, tenant: Tenant) -> str:
        """Have the provider make a key of the same user."""
        tenant.keys += 1
        tenant.books.keys[tenant.key] = tenant.user
        return tenant.key

    def _connected(self, connect):
        def opened(request: ConnectRequest) -> Connection:
            connection = connect(replace(request, clock=self.their_clock))
            return watched(connection, request, self.leaving)

        return opened

    def _tenant(self, number: int) -> Tenant:
        identity = CompanyId(f"c{number}")
        books = SimBooks(
            company=RemoteCompany(id=RemoteCompanyId(f"remote-{identity}"), name=f"Specimen {number} Oy"),
            keys={f"test-key-{identity}-1": RemoteUserId(f"user-of-{identity}")},
            vat=(VatChoice(code="20", label="VAT 20 %", rate=RATE, sales=True, purchases=True),),
            search_lag=timedelta(seconds=self.draw() * LAG * (self.draw() < 0.6)),
            owner=identity,
            engine=self.engine,
            their_clock=self.their_clock,
            draw=source_of(self.seed, f"books of {identity}").random,
            chance=source_of(self.seed, f"caches of {identity}").random,
            calm=True,
        )
        user = RemoteUserId(f"user-of-{identity}")
        return Tenant(id=identity, books=books, price=10 * number, user=user, there=identity)

    def _share(self, chance: Callable[[], float]) -> None:
        """Give all the books of the first, often with its user and its prices: nothing then tells their invoices apart."""
        first, *others = self.tenants
        users = [RemoteUserId("user-1"), RemoteUserId("user-1" if chance() < ALIKE else "user-2")]
        alike = chance() < ALIKE
        for one, user in zip(self.tenants, users, strict=True):
            one.user, one.there = user, "there"
            one.books.keys = dict.fromkeys(one.books.keys, user)
        for one in others:
            one.books.share(first.books)
            one.price = first.price if alike else one.price

    def _move_in(self, tenant: Tenant, invoices: int) -> None:
        self.host.put_company(replace(company(tenant.id)))
        pairs = [(kind, of) for kind in KINDS for of in PARTIES]
        for kind, of in pairs:
            self.host.put_party(tenant.id, party(kind, of))
            self.add_partner(tenant, kind, of)
        self.setting_up(Activate)(tenant.id, MEMORY, memory_credentials(tenant.key), by=ANNA)
        for kind in KINDS:
            choices = [LinkChoice(partner=partner_of(tenant, kind, of), kind=kind, party=PartyId(of)) for of in PARTIES]
            kept = self.setting_up(SaveLinks)(tenant.id, MEMORY, tuple(choices), by=ANNA)
            assert not kept.conflicts
        chance = source_of(self.seed, f"kinds of {tenant.id}").random
        if self.swarm.bulk:  # enough of one kind to be looked up together
            only = KINDS[int(chance() * len(KINDS))]
            pairs = [one for one in pairs if one[0] is only or chance() < MIXED]
        for number in range(invoices):
            kind, of = pairs[int(self.draw() * len(pairs))]
            self._add_invoice(tenant, kind, of, f"20{number}")
        if chance() < self.swarm.twin:
            self._add_twin(tenant, tenant.invoices[0])

    def add_partner(self, tenant: Tenant, kind: PartyKind, of: str) -> None:
        """Have the provider know a party."""
        partner = BusinessPartner(
            id=partner_of(tenant, kind, of),
            role=ROLE_OF[kind],
            name=f"Partner {kind} {of}",
            business_id=None,
            version=self.their_clock.now(),
        )
        tenant.books.partners[partner.id] = partner

    def _add_invoice(self, tenant: Tenant, kind: PartyKind, of: str, number: str) -> None:
        self._keep(tenant, priced(invoice(kind, number, of=of), tenant, len(tenant.invoices)))

    def _keep(self, tenant: Tenant, made: Invoice) -> None:
        pdf = PDF + f"\n% {tenant.id} {made.number} {made.kind}\n%%EOF\n".encode()
        self.host.put_invoice(tenant.id, made)
        self.host.put_document(tenant.id, made.kind, made.id, pdf)
        self.hand_over(tenant, made, pdf)
        tenant.invoices.append(made)

    def _add_twin(self, tenant: Tenant, first: Invoice) -> None:
        """A second invoice of a number, made by mistake; it is sent with others, but not alone."""
        again = replace(first, id=InvoiceId(f"{first.id}-again"))
        tenant.twin = priced(again, tenant, len(tenant.invoices))
        self._keep(tenant, tenant.twin)
