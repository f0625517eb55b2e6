"""Opens connections to providers for companies, and notes on the integration what stops them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import ConnectionStopped, CredentialsRejected, NotActivated, WrongRemoteCompany
from trackifi_accounting.plugins.offer import Connection, ConnectRequest, ProviderPlugin
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter
from trackifi_accounting.ports.store import Store
from trackifi_accounting.ports.vault import CredentialVault
from trackifi_accounting.use_cases.connections.opened import OpenIntegration

Providers = Mapping[ProviderName, ProviderPlugin]
ProviderSettings = Mapping[ProviderName, Mapping[str, Secret]]


class Connections:
    """The only way from a use case to a provider."""

    def __init__(
        self,
        *,
        providers: Providers,
        settings: ProviderSettings,
        store: Store,
        vault: CredentialVault,
        clock: Clock,
        limiter: Limiter,
    ) -> None:
        self._providers = providers
        self._settings = settings
        self._store = store
        self._vault = vault
        self._clock = clock
        self._limiter = limiter

    def vault(self, provider: ProviderName) -> CredentialVault:
        """The vault as the provider's plugin decorates it."""
        return self._providers[provider].vault(self._vault)

    def plugin(self, provider: ProviderName) -> ProviderPlugin:
        """The provider's offer. Raises: UnknownProvider."""
        return self._providers[provider]

    def integration(self, company: CompanyId, provider: ProviderName) -> Integration:
        """The company's integration as it stands. Raises: NotActivated when no calls may be made for it."""
        plugin = self._providers[provider]
        with self._store.read(company) as work:
            integration = work.integrations.get(provider)
        if integration and integration.stopped and integration.problem:
            raise ConnectionStopped(**integration.problem.facts)
        if integration is None or not integration.usable:
            raise NotActivated(provider=plugin.title)
        return integration

    @contextmanager
    def trial(self, integration: Integration, credentials: Credentials) -> Iterator[Connection]:
        """Open a connection with credentials that are not kept yet."""
        generation = integration.key_generation + 1
        with _named(integration), self._connect(integration, credentials, generation=generation) as connection:
            yield connection

    @contextmanager
    def open(self, integration: Integration) -> Iterator[Connection]:
        """Open the company's connection; a refused key is noted, so that the page shows it until it is solved."""
        try:
            credentials = self.vault(integration.provider).fetch(
                integration.company, integration.provider, generation=integration.key_generation
            )
            generation = integration.key_generation
            with _named(integration), self._connect(integration, credentials, generation=generation) as connection:
                yield connection
        except (CredentialsRejected, WrongRemoteCompany) as error:
            self._note(integration, error)
            raise

    @contextmanager
    def opened(self, integration: Integration) -> Iterator[OpenIntegration]:
        """As ``open``, with all that a step of a delivery works with."""
        with self.open(integration) as connection:
            plugin = self.plugin(integration.provider)
            yield OpenIntegration(plugin=plugin, integration=integration, connection=connection)

    def _connect(self, integration: Integration, credentials: Credentials, *, generation: int) -> Connection:
        return self._providers[integration.provider].connect(
            ConnectRequest(
                company=integration.company,
                credentials=credentials,
                key_generation=generation,
                pinned=integration.remote.id if integration.remote else None,
                settings=self._settings.get(integration.provider, {}),
                clock=self._clock,
                limiter=self._limiter,
            )
        )

    def _note(self, integration: Integration, error: CredentialsRejected | WrongRemoteCompany) -> None:
        with self._store.write(integration.company) as work:
            now = work.integrations.get(integration.provider)
            # A key that was exchanged meanwhile is not to blame for what its predecessor met.
            if now and now.usable and now.key_generation == integration.key_generation:
                work.integrations.put(replace(now, state=IntegrationState.NEEDS_ATTENTION, problem=error.problem))


@contextmanager
def _named(integration: Integration) -> Iterator[None]:
    """Call the pinned company by its name: a plugin knows nothing but its id."""
    try:
        yield
    except WrongRemoteCompany as error:
        pinned = integration.remote
        if pinned is None or error.facts.get("pinned") != pinned.id:
            raise
        raise WrongRemoteCompany(remote=error.facts.get("remote", "?"), pinned=pinned.name) from error
