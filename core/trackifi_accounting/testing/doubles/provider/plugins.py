"""A plugin for tests: everything a provider plugin offers, without a network."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from dataclasses import replace
from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.plugins.offer import (
    Connection,
    ConnectRequest,
    CredentialField,
    GuideStep,
    NaturalKey,
    ProviderPlugin,
    Search,
    Text,
)
from trackifi_accounting.ports.vault import CredentialVault
from trackifi_accounting.testing.doubles.provider.accounting import MemoryProvider
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks
from trackifi_accounting.testing.doubles.provider.documents import DOCUMENT_LIMIT, MemoryDocuments
from trackifi_accounting.testing.doubles.provider.drafting import UNMAPPED
from trackifi_accounting.testing.doubles.provider.session import MemorySession

MEMORY: Final = ProviderName("memory")
KEY: Final = "api_key"
WINDOW: Final = timedelta(minutes=15)
SHORTEST_KEY: Final = 8  # characters


class TrimmingVault(CredentialVault):
    """Decorates a vault as plugins do: trims a pasted key and refuses what can't be one."""

    def __init__(self, built_in: CredentialVault) -> None:
        self._built_in = built_in

    def check(self, credentials: Credentials) -> Credentials:
        key = credentials[KEY].reveal().strip()
        if len(key) < SHORTEST_KEY or not key.isprintable() or " " in key:
            raise CredentialsRejected("key_malformed", reason="too_short" if len(key) < SHORTEST_KEY else "characters")
        return self._built_in.check(replace(credentials, values={KEY: Secret(key)}))

    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        return self._built_in.store(company, provider, self.check(credentials), generation=generation)

    def fetch(self, company: CompanyId, provider: ProviderName, *, generation: int) -> Credentials:
        return self._built_in.fetch(company, provider, generation=generation)

    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        self._built_in.forget(company, provider, keep=keep)


def memory_plugin(*books: MemoryBooks, name: ProviderName = MEMORY) -> ProviderPlugin:
    """A provider with these companies' books; the key decides which of them a connection opens."""

    def connect(request: ConnectRequest) -> Connection:
        session = MemorySession(
            provider=name,
            company=request.company,
            key=request.credentials[KEY],
            pinned=request.pinned,
            every_books=books,
            clock=request.clock,
            limiter=request.limiter,
        )
        return Connection(accounting=MemoryProvider(session), documents=MemoryDocuments(session))

    return ProviderPlugin(
        name=name,
        title=name.capitalize(),
        fields=(CredentialField(name=KEY, label=Text(en="API key", fi="API-avain")),),
        guide=(GUIDE,),
        problems=(),
        settings=(),
        creation=NaturalKey(fields=("kind", "number", "partner"), window=WINDOW, searches=frozenset(Search)),
        document_limit=DOCUMENT_LIMIT,
        connect=connect,
        vault=TrimmingVault,
        unmapped=UNMAPPED,
    )


GUIDE: Final = GuideStep(
    title=Text(en="Create an API key", fi="Luo API-avain"),
    menu=("Settings", "API keys"),
    todo=(Text(en="Press Create and copy the key.", fi="Valitse Luo ja kopioi avain."),),
)


def memory_credentials(key: str) -> Credentials:
    """What an administrator pastes to activate the memory provider."""
    return Credentials(values={KEY: Secret(key)})
