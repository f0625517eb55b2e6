"""Activate the integration: prove the key, keep it, import partners and products."""

from dataclasses import dataclass
from itertools import islice

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.activation.accept_key import AcceptKey
from trackifi_accounting.use_cases.activation.examine import Examine
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.partners.sync import Imported, RecordCounts, SyncData
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress

SMALL = 5000
"""Partners, and parties of a kind, up to which the Business Partners tab shows suggestions straight away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activated:
    """The result of an activation. ``imported`` None: the import stopped at ``problem``, Sync Data goes on.

    With both, the problem left a register as it was, and the others were read.

    ``findings`` are what the examination found; none of them undoes the activation.
    """

    integration: Integration
    imported: Imported | None
    problem: Problem | None = None
    findings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate:
    """The activation of an integration, step 3 of the guide: prove the key, keep it, import."""

    accept_key: AcceptKey
    examine: Examine
    sync: SyncData
    update: UpdateSuggestions
    host: Host
    store: Store

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        credentials: Credentials,
        *,
        by: Actor,
        progress: Progress = no_progress,
    ) -> Activated:
        """Activate, for the first time or again: links and what was sent are still there after a disabling.

        Raises what AcceptKey raises, and NotFound or UnknownProvider. A failing import does not undo the activation.
        """
        self.host.company(company)
        with self.store.read(company) as work:
            integration = work.integrations.get(provider) or Integration(company=company, provider=provider)
        active = self.accept_key(integration, credentials, action="activate", by=by)
        imported, problem = None, None
        try:
            imported = self.sync(company, provider, full=True, by=by, progress=progress)
            active, problem = imported.integration, imported.problem
            self._suggest(company, provider, imported.after, progress)
        except AccountingError as error:
            problem = error.problem
        active, found = self._examined(active)
        return Activated(integration=active, imported=imported, problem=problem, findings=found)

    def _suggest(self, company: CompanyId, provider: ProviderName, partners: RecordCounts, progress: Progress) -> None:
        """Where it takes no more than a second or two; elsewhere a worker does it."""
        if partners.customers + partners.suppliers > SMALL:
            return
        parties = (islice(self.host.parties(company, kind), SMALL + 1) for kind in PartyKind)
        if all(sum(1 for _ in some) <= SMALL for some in parties):
            self.update(company, provider, progress=progress)

    def _examined(self, active: Integration) -> tuple[Integration, tuple[Problem, ...]]:
        """What stopped the examination stopped the import, too, or will be told by the next call."""
        try:
            examined = self.examine(active.company, active.provider)
        except AccountingError:
            return active, ()
        return examined.integration, examined.findings
