"""Survey an integration: how it stands, and what is missing."""

from dataclasses import dataclass

from trackifi_accounting.domain.chores import FAILED_AT, Chore, ChoreState
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import CompanyId, ProviderName
from trackifi_accounting.domain.sweeps import shown
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connecting.findings import findings, hindrances
from trackifi_accounting.use_cases.importing.sync import Counts, counts
from trackifi_accounting.use_cases.sessions import Sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an integration stands. ``deliveries`` counts them by state, PDF states as ``pdf_<state>``.

    ``links`` counts saved links, ``stale`` those among them that can't be used for now. ``problems`` are those of the
    integration as a whole; each goes away by itself once its cause is gone. ``findings`` are what the last examination
    found, with what is missing or beyond need among the rights.
    """

    title: str
    integration: Integration
    counts: Counts
    links: int
    stale: int
    deliveries: dict[str, int]
    problems: tuple[Problem, ...]
    findings: tuple[Problem, ...] = ()


class Survey:
    """The provider's page, read from what is stored; no call is made."""

    def __init__(self, *, sessions: Sessions, store: Store) -> None:
        self._sessions = sessions
        self._store = store

    def __call__(self, company: CompanyId, provider: ProviderName) -> Standing:
        """Look, whether it was ever activated or not. Raises: UnknownProvider."""
        title = self._sessions.plugin(provider).title
        with self._store.begin(company) as work:
            integration = work.integrations.get(provider) or Integration(company=company, provider=provider)
            links = work.links.all(provider)
            return Standing(
                title=title,
                integration=integration,
                counts=counts(work, provider),
                links=len(links),
                stale=sum(link.stale is not None for link in links),
                deliveries=work.deliveries.count(provider),
                problems=tuple(_problems(integration, work.chores.state(provider, Chore.SYNC))),
                findings=(*findings(integration), *shown(work.chores.state(provider, Chore.SWEEP).problems)),
            )


def _problems(integration: Integration, sync: ChoreState) -> list[Problem]:
    found = [integration.problem] if integration.problem else []
    synced_at = integration.synced_at.isoformat() if integration.synced_at else ""
    if integration.usable and not integration.problem:
        # The worker's last sync failed, and nobody else's has succeeded since.
        found += [one for one in sync.problems if one.facts.get(FAILED_AT, "") > synced_at]
    if integration.usable and integration.access:
        found += hindrances(integration.access)
    return found
