"""The composition root: the one place where concrete classes meet."""

from dependency_injector import containers, providers
from trackifi_accounting.domain.background.jobs import JobKind
from trackifi_accounting.plugins.registry import PluginRegistry
from trackifi_accounting.queries.deliveries import DeliveryLists
from trackifi_accounting.use_cases.activation.accept_key import AcceptKey
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.activation.choose_product import ChooseProduct
from trackifi_accounting.use_cases.activation.disable import Disable
from trackifi_accounting.use_cases.activation.examine import Examine
from trackifi_accounting.use_cases.activation.survey import Survey
from trackifi_accounting.use_cases.activation.update_key import UpdateKey
from trackifi_accounting.use_cases.background.deliver_due import DeliverDue
from trackifi_accounting.use_cases.background.deliver_round import DeliverRound
from trackifi_accounting.use_cases.background.do_job import DoJob
from trackifi_accounting.use_cases.background.due_jobs import DueJobs
from trackifi_accounting.use_cases.background.postpone import Postpone
from trackifi_accounting.use_cases.background.work_due import WorkDue
from trackifi_accounting.use_cases.batches.ask_many import AskMany
from trackifi_accounting.use_cases.batches.report_batch import ReportBatch
from trackifi_accounting.use_cases.batches.retry_failed import RetryFailed
from trackifi_accounting.use_cases.batches.send_many import SendMany
from trackifi_accounting.use_cases.batches.stop_batch import ResumeBatch, StopBatch
from trackifi_accounting.use_cases.connections.resume import Resume
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.advance import Advance
from trackifi_accounting.use_cases.deliveries.attach import Attach
from trackifi_accounting.use_cases.deliveries.check import Check
from trackifi_accounting.use_cases.deliveries.create import Create
from trackifi_accounting.use_cases.deliveries.fences import Fences
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.deliveries.look_up import LookUp
from trackifi_accounting.use_cases.deliveries.post import Post
from trackifi_accounting.use_cases.gate.gate import Gate
from trackifi_accounting.use_cases.gate.known import Knowledge
from trackifi_accounting.use_cases.invoices.exclude import Exclude, WithdrawExclusion
from trackifi_accounting.use_cases.invoices.hand_over import HandOver
from trackifi_accounting.use_cases.invoices.preview import Preview
from trackifi_accounting.use_cases.invoices.retry_attachment import RetryAttachment
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.matching.accept_certain import AcceptCertain
from trackifi_accounting.use_cases.matching.find_duplicates import FindDuplicates
from trackifi_accounting.use_cases.matching.match_partners import MatchPartners
from trackifi_accounting.use_cases.matching.matching_plan import PlanMatching
from trackifi_accounting.use_cases.matching.reject_suggestion import RejectSuggestion
from trackifi_accounting.use_cases.matching.save_links import SaveLinks
from trackifi_accounting.use_cases.matching.suggest_links import SuggestLinks
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.matching.work_matching import WorkMatching
from trackifi_accounting.use_cases.partners.registers import ReadRegisters
from trackifi_accounting.use_cases.partners.stale_links import MarkStaleLinks
from trackifi_accounting.use_cases.partners.sync import SyncData
from trackifi_accounting.use_cases.partners.sync_due import SyncDue
from trackifi_accounting.use_cases.problems.explain import Explain
from trackifi_accounting.use_cases.reconciliation.another_invoice import AnotherInvoice
from trackifi_accounting.use_cases.reconciliation.answer import AnswerQuestion
from trackifi_accounting.use_cases.reconciliation.ask import Ask
from trackifi_accounting.use_cases.reconciliation.confirm_there import ConfirmThere
from trackifi_accounting.use_cases.reconciliation.drift_report import DriftReport
from trackifi_accounting.use_cases.reconciliation.mark_seen import MarkSeen
from trackifi_accounting.use_cases.reconciliation.read_back import RefreshDeliveries
from trackifi_accounting.use_cases.reconciliation.read_back_due import RefreshDue
from trackifi_accounting.use_cases.reconciliation.send_anew import SendAnew
from trackifi_accounting.use_cases.reconciliation.sweep import Sweep
from trackifi_accounting.use_cases.reconciliation.sweep_due import SweepDue

from trackifi_accounting_adapters.clock import InstallationClock, SystemClock
from trackifi_accounting_adapters.database.access.key_attempts import KeyAttempts
from trackifi_accounting_adapters.database.access.tokens import Tokens
from trackifi_accounting_adapters.database.deliveries.attempts import SqlAttempts
from trackifi_accounting_adapters.database.host import SqlHost
from trackifi_accounting_adapters.database.restores import Restores
from trackifi_accounting_adapters.database.server.database_time import database_time_of
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.database.workers import Workers
from trackifi_accounting_adapters.files.documents import FileStore
from trackifi_accounting_adapters.files.high_water_mark import HighWaterMark
from trackifi_accounting_adapters.limits.in_flight import AT_ONCE, COMPANY_AT_ONCE, InFlight
from trackifi_accounting_adapters.limits.limiter import SLACK, SqlLimiter
from trackifi_accounting_adapters.observability.alarms import alarm
from trackifi_accounting_adapters.observability.metrics import Metrics
from trackifi_accounting_adapters.observability.observed_limiter import Counters, ObservedLimiter
from trackifi_accounting_adapters.observability.readiness import Readiness
from trackifi_accounting_adapters.secrets.key_ring import KeyRing
from trackifi_accounting_adapters.secrets.vault import EncryptedVault
from trackifi_accounting_adapters.settings import Settings, provider_settings
from trackifi_accounting_adapters.workers.dbos.lazy import job_engine, migrate_jobs
from trackifi_accounting_adapters.workers.slots import slot_of


class Container(containers.DeclarativeContainer):
    """One installation. Give it ``settings``; a host that keeps its own records overrides ``host``."""

    settings = providers.Dependency(instance_of=Settings)

    machine_clock = providers.Singleton(SystemClock)
    role = providers.Object("command")
    engine = providers.Singleton(create_engine, settings.provided.url, role=role)
    budget_engine = providers.Singleton(create_engine, settings.provided.url, durable=False, role=role)
    database_time = providers.Singleton(database_time_of, engine=budget_engine, machine=machine_clock)
    clock = providers.Singleton(InstallationClock, machine=machine_clock, time=database_time)
    files = providers.Singleton(FileStore, root=settings.provided.files)
    store = providers.Singleton(SqlStore, engine=engine, time=database_time)
    high_water_mark = providers.Singleton(HighWaterMark, file=settings.provided.mark)
    restores = providers.Singleton(Restores, engine=engine, time=database_time, mark=high_water_mark)
    attempts = providers.Singleton(
        SqlAttempts, engine=engine, time=database_time, clock=clock, mark=high_water_mark, restores=restores
    )
    host = providers.Singleton(SqlHost, engine=engine, files=files, clock=clock)
    keys = providers.Singleton(KeyRing.from_file, settings.provided.keys)
    vault = providers.Singleton(
        EncryptedVault, engine=engine, keys=keys, clock=clock, installation=settings.provided.installation
    )
    budget = providers.Singleton(
        SqlLimiter,
        engine=budget_engine,
        clock=clock,
        per_second=settings.provided.requests_per_second,
        company_per_second=settings.provided.company_requests_per_second,
        slack=SLACK,
        in_flight=providers.Factory(InFlight, most=AT_ONCE, of_company=COMPANY_AT_ONCE),
    )
    tally = providers.Singleton(Counters)
    limiter = providers.Singleton(ObservedLimiter, limiter=budget, clock=clock, tally=tally)
    metrics = providers.Singleton(
        Metrics, engine=engine, clock=clock, tally=tally, requests_per_second=settings.provided.requests_per_second
    )
    readiness = providers.Singleton(
        Readiness,
        engine=engine,
        unsafe=settings.provided.unsafe_database,
        time=database_time,
        store=store,
        budget_engine=budget_engine,
        vault=vault.provider,
        files=settings.provided.files,
    )
    tokens = providers.Singleton(Tokens, engine=engine, clock=clock)
    key_attempts = providers.Singleton(KeyAttempts, engine=engine, clock=clock)
    registry = providers.Singleton(PluginRegistry.installed)
    provider_settings = providers.Singleton(provider_settings)

    sessions = providers.Singleton(
        Connections,
        providers=registry,
        settings=provider_settings,
        store=store,
        vault=vault,
        clock=clock,
        limiter=limiter,
    )
    explain = providers.Singleton(Explain, providers=registry)
    hand_over = providers.Singleton(HandOver, register=host, store=store, clock=clock, providers=registry)

    resume = providers.Singleton(Resume, store=store, clock=clock)
    link_decay = providers.Singleton(MarkStaleLinks, store=store)
    registers = providers.Singleton(ReadRegisters, store=store)
    sync = providers.Singleton(
        SyncData,
        sessions=sessions,
        store=store,
        clock=clock,
        registers=registers,
        link_decay=link_decay,
        resume=resume,
    )
    plan_matching = providers.Singleton(PlanMatching, host=host, store=store)
    match_partners = providers.Singleton(MatchPartners, plans=plan_matching, store=store)
    update_suggestions = providers.Singleton(
        UpdateSuggestions, sessions=sessions, store=store, clock=clock, plan=plan_matching, match=match_partners
    )
    work_matching = providers.Singleton(WorkMatching, store=store, clock=clock, update=update_suggestions)
    reject_suggestion = providers.Singleton(RejectSuggestion, sessions=sessions, store=store, clock=clock)
    find_duplicates = providers.Singleton(FindDuplicates, sessions=sessions, store=store)
    accept_key = providers.Singleton(AcceptKey, sessions=sessions, store=store, clock=clock)
    examine = providers.Singleton(Examine, sessions=sessions, store=store, clock=clock)
    activate = providers.Singleton(
        Activate, accept_key=accept_key, examine=examine, sync=sync, update=update_suggestions, host=host, store=store
    )
    update_key = providers.Singleton(UpdateKey, accept_key=accept_key, resume=resume, sessions=sessions, store=store)
    disable = providers.Singleton(Disable, sessions=sessions, store=store, clock=clock)
    survey = providers.Singleton(Survey, sessions=sessions, store=store, time=database_time)
    choose_product = providers.Singleton(ChooseProduct, sessions=sessions, store=store, clock=clock)
    suggest_links = providers.Singleton(SuggestLinks, sessions=sessions, host=host, store=store)
    save_links = providers.Singleton(SaveLinks, sessions=sessions, host=host, store=store, clock=clock)
    accept_certain = providers.Singleton(
        AcceptCertain, sessions=sessions, host=host, store=store, save_links=save_links
    )

    knowledge = providers.Singleton(Knowledge, host=host, store=store, attempts=attempts)
    gate = providers.Singleton(Gate, host=host, clock=clock, knowledge=knowledge)
    preview = providers.Singleton(Preview, sessions=sessions, host=host, gate=gate)
    journal = providers.Singleton(Journal, store=store, time=database_time)
    fences = providers.Singleton(Fences, attempts=attempts, clock=machine_clock, time=database_time)
    post = providers.Singleton(Post, journal=journal, fences=fences, store=store)
    create = providers.Singleton(Create, host=host, journal=journal, gate=gate, post=post, files=files)
    check = providers.Singleton(Check, journal=journal, post=post, store=store, attempts=attempts)
    attach = providers.Singleton(Attach, journal=journal, files=files, fences=fences, store=store)
    advance = providers.Singleton(Advance, journal=journal, create=create, check=check, attach=attach)
    send_invoice = providers.Singleton(
        SendInvoice, sessions=sessions, host=host, store=store, clock=clock, advance=advance, journal=journal
    )
    ask = providers.Singleton(Ask, sessions=sessions, host=host, store=store)
    confirm_there = providers.Singleton(ConfirmThere, sessions=sessions, store=store, journal=journal)
    send_anew = providers.Singleton(SendAnew, sessions=sessions, store=store, journal=journal, attempts=attempts)
    another = providers.Singleton(AnotherInvoice, host=host, journal=journal)
    answer = providers.Singleton(
        AnswerQuestion,
        sessions=sessions,
        store=store,
        journal=journal,
        confirm_there=confirm_there,
        send_anew=send_anew,
        another=another,
        send=send_invoice,
    )
    retry_attachment = providers.Singleton(
        RetryAttachment,
        sessions=sessions,
        host=host,
        store=store,
        files=files,
        clock=clock,
        journal=journal,
        send=send_invoice,
    )
    sweep = providers.Singleton(Sweep, sessions=sessions, store=store)
    sweep_due = providers.Singleton(
        SweepDue, providers=registry, store=store, clock=clock, sweep=sweep, alarm=providers.Object(alarm)
    )
    refresh_deliveries = providers.Singleton(
        RefreshDeliveries, sessions=sessions, host=host, store=store, clock=clock, sweep=sweep_due
    )
    refresh_due = providers.Singleton(
        RefreshDue, providers=registry, store=store, clock=clock, refresh=refresh_deliveries
    )
    look_up = providers.Singleton(LookUp, host=host, store=store, clock=clock)
    set_aside = providers.Singleton(Postpone, store=store, journal=journal)
    deliver_round = providers.Singleton(
        DeliverRound, advance=advance, look_up=look_up, journal=journal, set_aside=set_aside, fences=fences
    )
    deliver_due = providers.Singleton(
        DeliverDue, sessions=sessions, store=store, clock=clock, deliver=deliver_round, set_aside=set_aside
    )
    ask_many = providers.Singleton(AskMany, host=host, store=store, clock=clock)
    send_many = providers.Singleton(SendMany, sessions=sessions, store=store, clock=clock, ask_many=ask_many)
    report_batch = providers.Singleton(ReportBatch, store=store)
    stop_batch = providers.Singleton(StopBatch, store=store, clock=clock)
    resume_batch = providers.Singleton(ResumeBatch, store=store, clock=clock)
    retry_failed = providers.Singleton(RetryFailed, sessions=sessions, store=store, clock=clock, ask_many=ask_many)
    exclude = providers.Singleton(Exclude, host=host, store=store, clock=clock)
    take_back = providers.Singleton(WithdrawExclusion, store=store, clock=clock)
    work_due = providers.Singleton(WorkDue, store=store, clock=clock, deliver=deliver_due)
    sync_due = providers.Singleton(
        SyncDue, providers=registry, store=store, clock=clock, sync=sync, every=settings.provided.sync_every
    )
    mark_seen = providers.Singleton(MarkSeen, store=store, journal=journal)
    delivery_lists = providers.Singleton(DeliveryLists, store=store)
    drift_report = providers.Singleton(DriftReport, sessions=sessions, host=host, store=store, clock=clock)

    readings = providers.Dict(
        {JobKind.READ_BACK: refresh_due, JobKind.SYNC: sync_due, JobKind.SWEEP: sweep_due},
    )
    due_jobs = providers.Singleton(DueJobs, store=store, clock=clock, readings=readings)
    do_job = providers.Singleton(DoJob, deliver=deliver_due, match=work_matching, readings=readings)
    workers = providers.Singleton(Workers, engine=engine)
    slot = providers.Factory(slot_of, engine)
    job_engine = providers.Factory(
        job_engine, url=settings.provided.url, workers=workers, at_once=settings.provided.companies_at_once
    )
    migrate_jobs = providers.Callable(migrate_jobs, url=settings.provided.url)


def call(container: Container, role: str) -> None:
    """Give the process its name in the database server's lists, before the database is opened."""
    container.role.override(providers.Object(role))


def let_go(container: Container) -> None:
    """Close the databases; the container may be used again afterwards."""
    container.engine().dispose()
    container.budget_engine().dispose()
