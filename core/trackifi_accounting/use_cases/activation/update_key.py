"""Update the key: the old one stays in use until the new one has proved itself for the same remote company."""

from dataclasses import dataclass

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import NotActivated
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.activation.accept_key import AcceptKey
from trackifi_accounting.use_cases.connections.resume import Resume
from trackifi_accounting.use_cases.connections.sessions import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateKey:
    """The exchange of a key, by the Update button; the old one stays in use until the new one has proved itself."""

    accept_key: AcceptKey
    resume: Resume
    sessions: Connections
    store: Store

    def __call__(
        self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, by: Actor
    ) -> Integration:
        """Exchange the key; deliveries that waited for it go on.

        Raises what AcceptKey raises, and NotActivated: a disabled integration is activated instead.
        """
        title = self.sessions.plugin(provider).title
        with self.store.read(company) as work:
            integration = work.integrations.get(provider)
        if integration is None or not integration.usable:
            raise NotActivated(provider=title)
        updated = self.accept_key(integration, credentials, action="update_key", by=by)
        self.resume(company, provider)
        return updated
