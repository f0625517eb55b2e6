"""Where keys are kept."""

from abc import ABC, abstractmethod

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials


class CredentialVault(ABC):
    """The vault of a company's credentials with a provider.

    They are encrypted, write-only for people, one set a key generation.

    A plugin may decorate it to clean and check what was pasted before anything is stored.
    """

    @abstractmethod
    def check(self, credentials: Credentials) -> Credentials:
        """Give the credentials as they would be stored, cleaned of what pasting adds. No call is made.

        Raises:
            CredentialsRejected: they can't be credentials of this provider.
        """

    @abstractmethod
    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        """Keep them beside those of other generations and give their fingerprint, which contains nothing of them."""

    @abstractmethod
    def fetch(self, company: CompanyId, provider: ProviderName, *, generation: int) -> Credentials:
        """Give them back.

        Raises:
            NotActivated: there are none.
            CredentialsRejected: what is stored can't be opened, or is of another generation.
        """

    @abstractmethod
    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        """Destroy all generations but ``keep``; twice is fine."""
