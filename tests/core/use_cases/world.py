"""Trackifi and a provider, whole, in memory: every use case on the doubles of its ports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.autowiring import Wiring
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_accounting.testing.examples.records import PDF, company, invoice, line, party
from trackifi_accounting.use_cases.activation.activate import Activate, Activated
from trackifi_accounting.use_cases.activation.disable import Disable
from trackifi_accounting.use_cases.activation.examine import Examine
from trackifi_accounting.use_cases.activation.survey import Survey
from trackifi_accounting.use_cases.activation.update_key import UpdateKey
from trackifi_accounting.use_cases.background.deliver_due import DeliverDue
from trackifi_accounting.use_cases.background.work_due import WorkDue
from trackifi_accounting.use_cases.batches.report_batch import ReportBatch
from trackifi_accounting.use_cases.batches.retry_failed import RetryFailed
from trackifi_accounting.use_cases.batches.send_many import SendMany
from trackifi_accounting.use_cases.batches.stop_batch import ResumeBatch, StopBatch
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.invoices.exclude import Exclude, WithdrawExclusion
from trackifi_accounting.use_cases.invoices.preview import Preview
from trackifi_accounting.use_cases.invoices.retry_attachment import RetryAttachment
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.matching.find_duplicates import FindDuplicates
from trackifi_accounting.use_cases.matching.reject_suggestion import RejectSuggestion
from trackifi_accounting.use_cases.matching.save_links import SavedLinks, SaveLinks
from trackifi_accounting.use_cases.matching.suggest_links import SuggestLinks
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.matching.work_matching import WorkMatching
from trackifi_accounting.use_cases.partners.sync import SyncData
from trackifi_accounting.use_cases.partners.sync_due import SyncDue
from trackifi_accounting.use_cases.reconciliation.answer import AnswerQuestion
from trackifi_accounting.use_cases.reconciliation.ask import Ask
from trackifi_accounting.use_cases.reconciliation.drift_report import DriftReport
from trackifi_accounting.use_cases.reconciliation.read_back import RefreshDeliveries
from trackifi_accounting.use_cases.reconciliation.read_back_due import RefreshDue
from trackifi_accounting.use_cases.reconciliation.sweep_due import SweepDue

from tests.core.doubles import FULL_RATE, NOON, TEST_KEY, books_of

ANNA = Actor("anna")
ACME = CompanyId("specimen-company")
OTHER_KEY = "test-key-southern-1"


class InterruptedLimiter(MemoryLimiter):
    """Lets somebody else act once, right before a call of the priority is made."""

    def __init__(self, *, clock: ManualClock) -> None:
        super().__init__(clock=clock)
        self._acts: dict[Priority, Callable[[], object]] = {}

    def interrupt(self, priority: Priority, act: Callable[[], object]) -> None:
        self._acts[priority] = act

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority) -> None:
        if act := self._acts.pop(priority, None):
            act()
        super().wait(provider, company, priority)


class World:
    """One company of Trackifi, and two companies at the provider; ``books`` are those of the first."""

    def __init__(self, **offer) -> None:
        """Make a world whose plugin offers something else than the memory plugin does."""
        self.books = books_of()
        self.other_books = books_of("Southern Specimen Oy", key=OTHER_KEY, identity="remote-2")
        self.clock = ManualClock(NOON)
        self.host, self.store = MemoryHost(self.clock), self.made_store()
        self.files, self.vault = MemoryFiles(), MemoryVault()
        self.limiter = InterruptedLimiter(clock=self.clock)
        self.alarms = []
        program = Wiring(
            *(self.store, self.files, self.vault, self.host, self.limiter, self.clock),
            MemoryAttempts(store=self.store, time=self.clock),
            providers={MEMORY: replace(memory_plugin(self.books, self.other_books), **offer)},
            settings={},
            alarm=lambda *told: self.alarms.append(told),
        )
        self.sessions = program(Connections)
        self._uses(program)
        self.host.put_company(company(ACME))

    def made_store(self):
        return MemoryStore()

    def _uses(self, program: Wiring) -> None:
        """Every use case by the name that tests call it by."""
        self.activate, self.update_key, self.disable = program(Activate), program(UpdateKey), program(Disable)
        self.examine, self.survey = program(Examine), program(Survey)
        self.sync, self.sync_due = program(SyncData), program(SyncDue)
        self.suggest_links, self.save_links = program(SuggestLinks), program(SaveLinks)
        self.update_suggestions, self.work_matching = program(UpdateSuggestions), program(WorkMatching)
        self.reject_suggestion, self.find_duplicates = program(RejectSuggestion), program(FindDuplicates)
        self.preview, self.send = program(Preview), program(SendInvoice)
        self.retry_attachment = program(RetryAttachment)
        self.ask, self.answer = program(Ask), program(AnswerQuestion)
        self.refresh, self.refresh_due = program(RefreshDeliveries), program(RefreshDue)
        self.sweep_due, self.drift_report = program(SweepDue), program(DriftReport)
        self.deliver_due, self.work_due = program(DeliverDue), program(WorkDue)
        self.send_many, self.report_batch = program(SendMany), program(ReportBatch)
        self.retry_failed = program(RetryFailed)
        self.stop_batch, self.resume_batch = program(StopBatch), program(ResumeBatch)
        self.exclude, self.take_back = program(Exclude), program(WithdrawExclusion)

    # What people and programs do, in a line each.

    def activated(self, key: str = TEST_KEY) -> Activated:
        return self.activate(ACME, MEMORY, memory_credentials(key), by=ANNA)

    def updated(self, key: str) -> Integration:
        return self.update_key(ACME, MEMORY, memory_credentials(key), by=ANNA)

    def synced(self, *, full: bool = False):
        return self.sync(ACME, MEMORY, by=ANNA, full=full)

    def add_partner(self, kind: PartyKind = PartyKind.CUSTOMER, identity: str = "p1", **changes) -> BusinessPartner:
        partner = BusinessPartner(
            id=PartnerId(identity), role=ROLE_OF[kind], name=f"Partner {identity}", business_id=None
        )
        self.books.partners[partner.id] = replace(partner, version=self.clock.now(), **changes)
        return self.books.partners[partner.id]

    def link(self, *choices: tuple[str, str | None], kind: PartyKind = PartyKind.CUSTOMER) -> SavedLinks:
        made = [LinkChoice(partner=PartnerId(of), kind=kind, party=PartyId(to) if to else None) for of, to in choices]
        return self.save_links(ACME, MEMORY, tuple(made), by=ANNA)

    def add_party(self, identity: str = "1", kind: PartyKind = PartyKind.CUSTOMER) -> None:
        self.host.put_party(ACME, party(kind, identity))

    def add_invoice(self, number: str = "2026-1", kind: PartyKind = PartyKind.CUSTOMER, *, of: str = "1", **changes):
        invoiced = replace(invoice(kind, number, line(FULL_RATE), of=of, issued=date(2026, 1, 31)), **changes)
        self.host.put_invoice(ACME, invoiced)
        self.host.put_document(ACME, kind, invoiced.id, PDF)
        return invoiced

    def press_send(self, invoiced: Invoice) -> Delivery:
        return self.send(ACME, MEMORY, invoiced.kind, invoiced.id, by=ANNA)

    def delivery(self, invoiced: Invoice) -> Delivery | None:
        with self.store.write(ACME) as work:
            return work.deliveries.get(MEMORY, invoiced.kind, invoiced.id)

    def integration(self) -> Integration | None:
        with self.store.write(ACME) as work:
            return work.integrations.get(MEMORY)

    def links(self):
        with self.store.write(ACME) as work:
            return {link.partner: link for link in work.links.all(MEMORY)}

    def pass_time(self, seconds: float, *, step: float = 10) -> None:
        """Let a worker look every ``step`` seconds."""
        for _ in range(int(seconds / step)):
            self.clock.advance(step)
            self.work_due()

    def ready_to_send(self, kind: PartyKind = PartyKind.CUSTOMER) -> "World":
        """Activated, with one party linked to one partner."""
        self.add_party(kind=kind)
        self.add_partner(kind)
        self.activated()
        assert not self.link(("p1", "1"), kind=kind).conflicts
        return self


def codes(delivery: Delivery) -> list[str]:
    """The codes of what stopped a delivery."""
    return [problem.code for problem in delivery.problems]


def contents(books: MemoryBooks) -> list[tuple[str, list[bytes]]]:
    """Every invoice's number with the bytes of its files."""
    return [(one.own_number, [file.content for file in books.files[one.id]]) for one in books.invoices.values()]
