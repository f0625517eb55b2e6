"""Survey an integration: how it stands, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.reconciliation.sweeps import shown
from trackifi_accounting.domain.values.references import CompanyId, ProductId, ProviderName
from trackifi_accounting.errors import RestoredLately
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.activation.findings import findings, hindrances
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.fences import refuse_after_restore
from trackifi_accounting.use_cases.gate.defaults import defaults_of
from trackifi_accounting.use_cases.partners.sync import OVERLAP, RecordCounts, counts
from trackifi_accounting.use_cases.scheduling.claims import failure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationOverview:
    """The state of an integration for its page. ``deliveries`` counts by state, PDFs as ``pdf_<state>``.

    ``shows`` counts what each filter of their list shows.

    ``links`` counts saved links, ``stale`` those among them that can't be used for now. ``problems`` are those of the
    integration as a whole; each goes away by itself once its cause is gone. ``findings`` are what the last examination
    found, with what is missing or beyond need among the rights. ``default_products`` by kind of invoice.
    """

    title: str
    integration: Integration
    counts: RecordCounts
    links: int
    stale: int
    deliveries: dict[str, int]
    shows: dict[DeliveryShow, int]
    problems: tuple[Problem, ...]
    findings: tuple[Problem, ...] = ()
    default_products: Mapping[PartyKind, ProductId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The overview of an integration, read from what is stored; no call is made."""

    sessions: Connections
    store: Store
    time: DatabaseTime

    def __call__(self, company: CompanyId, provider: ProviderName) -> IntegrationOverview:
        """Look, whether it was ever activated or not. Raises: UnknownProvider."""
        title = self.sessions.plugin(provider).title
        restored = self._restored()
        with self.store.read(company) as work:
            integration = work.integrations.get(provider) or Integration(company=company, provider=provider)
            links = work.links.all(provider)
            return IntegrationOverview(
                title=title,
                integration=integration,
                counts=counts(work, provider),
                links=len(links),
                stale=sum(link.stale is not None for link in links),
                deliveries=work.deliveries.count(provider),
                shows=work.deliveries.tally(provider),
                problems=(*(restored if integration.usable else ()), *_problems(work, integration)),
                default_products=defaults_of(integration, work.products),
                findings=(
                    *findings(integration),
                    *shown(work.scheduled_tasks.state(provider, ScheduledTask.SWEEP).problems),
                ),
            )

    def _restored(self) -> tuple[Problem, ...]:
        try:
            refuse_after_restore(self.store.restored_at(), now=self.time.now())
        except RestoredLately as lately:
            return (lately.problem,)
        return ()


def _problems(work: UnitOfWork, integration: Integration) -> list[Problem]:
    found = [integration.problem] if integration.problem else []
    if integration.usable and not integration.problem:
        found += _failures(work, integration)
    if integration.usable and integration.access:
        found += hindrances(integration.access)
    return found


def _failures(work: UnitOfWork, integration: Integration) -> Iterable[Problem]:
    """Why the workers' last turns failed with the present key; what stopped several of them is told once."""
    read_to = integration.invoices_read_to
    worked = {
        ScheduledTask.SYNC: integration.synced_at,
        ScheduledTask.READ_BACK: read_to + OVERLAP if read_to else None,
        ScheduledTask.SWEEP: None,
    }
    failures: list[Problem] = []
    for task, at in worked.items():
        since = max((one for one in (at, integration.key_updated_at) if one), default=None)
        failures += failure_of(work.scheduled_tasks.state(integration.provider, task), since=since)
    return {one.code: one for one in reversed(failures)}.values()
