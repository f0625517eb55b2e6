"""Examine an integration: what at the provider will be in the way, found before an invoice is."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.activation.findings import findings
from trackifi_accounting.use_cases.connections.sessions import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The result of an examination; ``findings`` from the most to the least in the way, () when all is well."""

    integration: Integration
    findings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examine:
    """The examination of an integration; it reads only, and each finding says what it is in the way of."""

    sessions: Connections
    store: Store
    clock: Clock

    def __call__(self, company: CompanyId, provider: ProviderName) -> Examined:
        """Look anew, and keep what was found on the integration.

        Raises: NotActivated, CredentialsRejected, RateLimited, ProviderUnavailable, UnexpectedAnswer: without calls
        there is no examination.
        """
        integration = self.sessions.integration(company, provider)
        with self.sessions.open(integration) as connection:
            access = connection.accounting.access()
            found = connection.accounting.examine()
        with self.store.write(company) as work:
            now = work.integrations.get(provider) or integration
            if now.remote and work.integrations.shared(provider, now.remote.id):
                found = (Problem(code="books_shared"), *found)
            # A key that was exchanged meanwhile may have other rights; its own access is kept already.
            same_key = now.key_generation == integration.key_generation
            examined = replace(
                now, access=access if same_key else now.access, findings=found, examined_at=self.clock.now()
            )
            work.integrations.put(examined)
        return Examined(integration=examined, findings=findings(examined))
