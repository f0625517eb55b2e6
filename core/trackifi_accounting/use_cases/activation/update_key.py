"""Update the key: the old one stays in use until the new one has proved itself for the same remote company."""

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import NotActivated
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.activation.accept_key import AcceptKey
from trackifi_accounting.use_cases.connections.resume import Resume
from trackifi_accounting.use_cases.connections.sessions import Connections


class UpdateKey:
    """The Update button on the provider's card."""

    def __init__(self, *, accept_key: AcceptKey, resume: Resume, sessions: Connections, store: Store) -> None:
        self._accept_key = accept_key
        self._resume = resume
        self._sessions = sessions
        self._store = store

    def __call__(
        self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, by: Actor
    ) -> Integration:
        """Exchange the key; deliveries that waited for it go on.

        Raises what AcceptKey raises, and NotActivated: a disabled integration is activated instead.
        """
        title = self._sessions.plugin(provider).title
        with self._store.read(company) as work:
            integration = work.integrations.get(provider)
        if integration is None or not integration.usable:
            raise NotActivated(provider=title)
        updated = self._accept_key(integration, credentials, action="update_key", by=by)
        self._resume(company, provider)
        return updated
