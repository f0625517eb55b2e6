"""Disable the integration: the key is destroyed, links and what was sent are kept."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.errors import NotActivated
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class Disabled:
    """What stays after disabling: saved links, and how many deliveries there are in each state."""

    integration: Integration
    links: int
    deliveries: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disable:
    """The disabling of an integration, by the button on the provider's card."""

    sessions: Connections
    store: Store
    clock: Clock

    def __call__(self, company: CompanyId, provider: ProviderName, *, by: Actor) -> Disabled:
        """Stop all calls at once; a call that is on the wire still ends and is recorded. Raises: NotActivated."""
        title = self.sessions.plugin(provider).title
        with self.store.write(company) as work:
            integration = work.integrations.get(provider)
            if integration is None or integration.state is IntegrationState.NOT_CONNECTED:
                raise NotActivated(provider=title)
            disabled = replace(
                integration,
                state=IntegrationState.DISABLED,
                epoch=integration.epoch + 1,
                key_fingerprint=None,
                problem=None,
            )
            work.integrations.put(disabled)
            work.audit.add(AuditEntry(at=self.clock.now(), actor=by, action="disable", subject=provider))
            kept = Disabled(
                integration=disabled,
                links=len(work.links.all(provider)),
                deliveries=work.deliveries.count(provider),
            )
        self.sessions.vault(provider).forget(company, provider)
        return kept
