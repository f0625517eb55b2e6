"""The vault port's double: credentials in memory, not encrypted."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import hashlib

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import CredentialsRejected, NotActivated
from trackifi_accounting.ports.vault import CredentialVault

Place = tuple[CompanyId, ProviderName]


class MemoryVault(CredentialVault):
    """Keeps what it is given; ``unreadable`` makes all of it unusable, as a lost key-encryption key would."""

    def __init__(self) -> None:
        self._kept: dict[Place, dict[int, Credentials]] = {}
        self.unreadable = False

    def check(self, credentials: Credentials) -> Credentials:
        return credentials

    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        self._kept.setdefault((company, provider), {})[generation] = credentials
        revealed = repr(sorted((name, secret.reveal()) for name, secret in credentials.values.items()))
        digits = hashlib.sha256(f"{company} {provider} {revealed}".encode()).hexdigest().upper()
        return f"{digits[:4]}-{digits[4:8]}"

    def fetch(self, company: CompanyId, provider: ProviderName, *, generation: int) -> Credentials:
        kept = self._kept.get((company, provider))
        if not kept:
            raise NotActivated(provider=provider)
        if self.unreadable or generation not in kept:
            raise CredentialsRejected("key_unreadable")
        return kept[generation]

    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        kept = self._kept.get((company, provider), {})
        self._kept[company, provider] = {number: one for number, one in kept.items() if number == keep}
