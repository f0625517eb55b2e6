"""Proves a key before it is kept: the one way a key comes in."""

from dataclasses import dataclass, replace
from datetime import timedelta

from trackifi_accounting.domain.activation.access import Access, RemoteCompany
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import WrongRemoteCompany
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections

FIRST_ROUND = timedelta(minutes=15)
"""The first sync comes with the activation; so much later the worker's rounds begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptKey:
    """The one way a key comes in: it is tried on the provider, pins the remote company, and is kept."""

    sessions: Connections
    store: Store
    clock: Clock

    def __call__(self, integration: Integration, credentials: Credentials, *, action: str, by: Actor) -> Integration:
        """Give the integration with the key in use; nothing is kept or changed when this raises.

        Raises:
            CredentialsRejected: the provider does not accept the key, or it can't be one.
            WrongRemoteCompany: it opens another company than the pinned one.
            ProviderUnavailable: it could not be tried.
        """
        vault = self.sessions.vault(integration.provider)
        cleaned = vault.check(credentials)
        remote, access = self._prove(integration, cleaned)
        generation = integration.key_generation + 1
        fingerprint = vault.store(integration.company, integration.provider, cleaned, generation=generation)
        accepted = replace(
            integration,
            state=IntegrationState.ACTIVE,
            remote=remote,
            access=access,
            key_generation=generation,
            key_fingerprint=fingerprint,
            key_updated_at=self.clock.now(),
            key_updated_by=by,
            problem=None,
        )
        self._keep(accepted, action=action, by=by)
        # Only now: had the process died before, the former key would still be the one in use.
        vault.forget(integration.company, integration.provider, keep=generation)
        return accepted

    def _prove(self, integration: Integration, credentials: Credentials) -> tuple[RemoteCompany, Access]:
        with self.sessions.trial(integration, credentials) as connection:
            remote = connection.accounting.company()
            pinned = integration.remote
            if pinned and pinned.id != remote.id:
                raise WrongRemoteCompany(remote=remote.name, pinned=pinned.name)
            return remote, connection.accounting.access()

    def _keep(self, integration: Integration, *, action: str, by: Actor) -> None:
        with self.store.write(integration.company) as work:
            work.integrations.put(integration)
            due = self.clock.now() + FIRST_ROUND
            work.scheduled_tasks.bring_forward(integration.provider, dict.fromkeys(ScheduledTask, due))
            facts = {"fingerprint": integration.key_fingerprint or "", "generation": str(integration.key_generation)}
            work.audit.add(
                AuditEntry(at=self.clock.now(), actor=by, action=action, subject=integration.provider, facts=facts)
            )
