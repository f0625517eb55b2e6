"""Trackifi and a provider, whole, in memory: every use case on the doubles of its ports."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.links import LinkChoice
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.references import Actor, CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.books import MemoryBooks
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting.testing.files import MemoryFiles
from trackifi_accounting.testing.host import MemoryHost
from trackifi_accounting.testing.limiter import MemoryLimiter
from trackifi_accounting.testing.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting.testing.specimens import PDF, company, invoice, line, party
from trackifi_accounting.testing.store import MemoryStore
from trackifi_accounting.testing.vault import MemoryVault
from trackifi_accounting.use_cases.answering.answer import AnswerQuestion
from trackifi_accounting.use_cases.answering.ask import Ask
from trackifi_accounting.use_cases.answering.confirm_there import ConfirmThere
from trackifi_accounting.use_cases.answering.send_anew import SendAnew
from trackifi_accounting.use_cases.batches.ask_many import AskMany
from trackifi_accounting.use_cases.batches.report_batch import ReportBatch
from trackifi_accounting.use_cases.batches.retry_failed import RetryFailed
from trackifi_accounting.use_cases.batches.send_many import SendMany
from trackifi_accounting.use_cases.batches.stop_batch import ResumeBatch, StopBatch
from trackifi_accounting.use_cases.connecting.activate import Activate, Activated
from trackifi_accounting.use_cases.connecting.disable import Disable
from trackifi_accounting.use_cases.connecting.examine import Examine
from trackifi_accounting.use_cases.connecting.keys import AcceptKey
from trackifi_accounting.use_cases.connecting.survey import Survey
from trackifi_accounting.use_cases.connecting.update_key import UpdateKey
from trackifi_accounting.use_cases.importing.link_decay import LinkDecay
from trackifi_accounting.use_cases.importing.sync import SyncData
from trackifi_accounting.use_cases.importing.sync_due import SyncDue
from trackifi_accounting.use_cases.jobs.work_due import WorkDue
from trackifi_accounting.use_cases.machine.advance import Advance
from trackifi_accounting.use_cases.machine.attach import Attach
from trackifi_accounting.use_cases.machine.check import Check
from trackifi_accounting.use_cases.machine.create import Create
from trackifi_accounting.use_cases.machine.fences import Fences
from trackifi_accounting.use_cases.machine.journal import Journal
from trackifi_accounting.use_cases.machine.look_up import LookUp
from trackifi_accounting.use_cases.machine.plan import Planner
from trackifi_accounting.use_cases.machine.post import Post
from trackifi_accounting.use_cases.matching.find_duplicates import FindDuplicates
from trackifi_accounting.use_cases.matching.match_partners import MatchPartners
from trackifi_accounting.use_cases.matching.matching_plan import PlanMatching
from trackifi_accounting.use_cases.matching.reject_suggestion import RejectSuggestion
from trackifi_accounting.use_cases.matching.save_links import SavedLinks, SaveLinks
from trackifi_accounting.use_cases.matching.suggest_links import SuggestLinks
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.matching.work_matching import WorkMatching
from trackifi_accounting.use_cases.reading_back.drift_report import DriftReport
from trackifi_accounting.use_cases.reading_back.refresh_deliveries import RefreshDeliveries
from trackifi_accounting.use_cases.reading_back.refresh_due import RefreshDue
from trackifi_accounting.use_cases.reading_back.sweep import Sweep
from trackifi_accounting.use_cases.reading_back.sweep_due import SweepDue
from trackifi_accounting.use_cases.resume import Resume
from trackifi_accounting.use_cases.sending.deliver_due import DeliverDue
from trackifi_accounting.use_cases.sending.deliver_round import DeliverRound
from trackifi_accounting.use_cases.sending.exclude import Exclude, TakeBack
from trackifi_accounting.use_cases.sending.preview import Preview
from trackifi_accounting.use_cases.sending.retry_attachment import RetryAttachment
from trackifi_accounting.use_cases.sending.send_invoice import SendInvoice
from trackifi_accounting.use_cases.sending.set_aside import SetAside
from trackifi_accounting.use_cases.sessions import Sessions

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
        self.host, self.store = MemoryHost(self.clock), MemoryStore()
        self.files, self.vault = MemoryFiles(), MemoryVault()
        self.limiter = InterruptedLimiter(clock=self.clock)
        self.sessions = Sessions(
            providers={MEMORY: replace(memory_plugin(self.books, self.other_books), **offer)},
            settings={},
            store=self.store,
            vault=self.vault,
            clock=self.clock,
            limiter=self.limiter,
        )
        self._set_up()
        self._delivery()
        self.host.put_company(company(ACME))

    def _set_up(self) -> None:
        keeping = {"sessions": self.sessions, "store": self.store}
        resume = Resume(store=self.store, clock=self.clock)
        accept_key = AcceptKey(clock=self.clock, **keeping)
        self.sync = SyncData(clock=self.clock, link_decay=LinkDecay(store=self.store), resume=resume, **keeping)
        self.examine = Examine(clock=self.clock, **keeping)
        self._matching(keeping)
        self.activate = Activate(
            accept_key=accept_key,
            examine=self.examine,
            sync=self.sync,
            update=self.update_suggestions,
            host=self.host,
            store=self.store,
        )
        self.update_key = UpdateKey(accept_key=accept_key, resume=resume, **keeping)
        self.disable = Disable(clock=self.clock, **keeping)
        self.suggest_links = SuggestLinks(host=self.host, **keeping)
        self.save_links = SaveLinks(host=self.host, clock=self.clock, **keeping)

    def _matching(self, keeping) -> None:
        plans = PlanMatching(host=self.host, store=self.store)
        match = MatchPartners(plans=plans, store=self.store)
        self.update_suggestions = UpdateSuggestions(clock=self.clock, plan=plans, match=match, **keeping)
        self.work_matching = WorkMatching(store=self.store, clock=self.clock, update=self.update_suggestions)
        self.reject_suggestion = RejectSuggestion(clock=self.clock, **keeping)
        self.find_duplicates = FindDuplicates(**keeping)

    def _delivery(self) -> None:
        kept = {"store": self.store, "clock": self.clock}
        journal = Journal(**kept)
        planner = Planner(host=self.host, store=self.store)
        fences = Fences(**kept)
        post = Post(journal=journal, fences=fences)
        advance = Advance(
            journal=journal,
            create=Create(journal=journal, planner=planner, post=post, files=self.files, store=self.store),
            check=Check(journal=journal, post=post, store=self.store),
            attach=Attach(journal=journal, files=self.files, fences=fences),
        )
        self.preview = Preview(sessions=self.sessions, planner=planner)
        self.send = SendInvoice(sessions=self.sessions, host=self.host, advance=advance, journal=journal, **kept)
        self._answers(journal)
        self.retry_attachment = RetryAttachment(
            sessions=self.sessions, host=self.host, files=self.files, journal=journal, send=self.send, **kept
        )
        self.refresh = RefreshDeliveries(sessions=self.sessions, **kept)
        self.refresh_due = RefreshDue(providers={MEMORY: memory_plugin()}, refresh=self.refresh, **kept)
        self._chores(kept)
        set_aside = SetAside(store=self.store, journal=journal)
        look_up = LookUp(host=self.host, **kept)
        deliver = DeliverRound(advance=advance, look_up=look_up, journal=journal, set_aside=set_aside)
        self.deliver_due = DeliverDue(sessions=self.sessions, deliver=deliver, set_aside=set_aside, **kept)
        self._bulk(kept)
        self.work_due = WorkDue(deliver=self.deliver_due, **kept)

    def _chores(self, kept) -> None:
        self.alarms = []
        keeping = {"providers": {MEMORY: memory_plugin()}, **kept}
        sweep = Sweep(sessions=self.sessions, store=self.store)
        self.sync_due = SyncDue(sync=self.sync, **keeping)
        self.sweep_due = SweepDue(sweep=sweep, alarm=lambda *told: self.alarms.append(told), **keeping)
        self.drift_report = DriftReport(sessions=self.sessions, host=self.host, **kept)
        self.survey = Survey(sessions=self.sessions, store=self.store)

    def _answers(self, journal) -> None:
        keeping = {"sessions": self.sessions, "store": self.store}
        self.ask = Ask(host=self.host, **keeping)
        self.answer = AnswerQuestion(
            journal=journal,
            confirm_there=ConfirmThere(journal=journal, **keeping),
            send_anew=SendAnew(sessions=self.sessions, journal=journal),
            send=self.send,
            **keeping,
        )

    def _bulk(self, kept) -> None:
        ask_many = AskMany(host=self.host, **kept)
        self.send_many = SendMany(sessions=self.sessions, ask_many=ask_many, **kept)
        self.retry_failed = RetryFailed(sessions=self.sessions, ask_many=ask_many, **kept)
        self.report_batch = ReportBatch(store=self.store)
        self.stop_batch, self.resume_batch = StopBatch(**kept), ResumeBatch(**kept)
        self.exclude, self.take_back = Exclude(host=self.host, **kept), TakeBack(**kept)

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
        with self.store.begin(ACME) as work:
            return work.deliveries.get(MEMORY, invoiced.kind, invoiced.id)

    def integration(self) -> Integration | None:
        with self.store.begin(ACME) as work:
            return work.integrations.get(MEMORY)

    def links(self):
        with self.store.begin(ACME) as work:
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
