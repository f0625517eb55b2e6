"""One open session with the books in memory: every call is granted, let in, and counted here."""

from dataclasses import dataclass

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.values.references import CompanyId, ProviderName, RemoteCompanyId, RemoteUserId
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.errors import (
    CredentialsRejected,
    PermissionMissing,
    ProviderUnavailable,
    WrongRemoteCompany,
)
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySession:
    """The way from the two ports to the books; looks the key up anew at every call, for keys get revoked."""

    provider: ProviderName
    company: CompanyId
    key: Secret
    pinned: RemoteCompanyId | None
    every_books: tuple[MemoryBooks, ...]
    clock: Clock
    limiter: Limiter

    def books(
        self,
        call: str,
        priority: Priority,
        *needed: Capability,
        any_company: bool = False,
        fence: Fence | None = None,
    ) -> MemoryBooks:
        """Give the books the key opens, for one call; ``fence`` is asked when the limiter has granted it.

        Raises:
            RateLimited: the limiter grants no call.
            ProviderUnavailable: the provider is down.
            CredentialsRejected: the key opens nothing.
            WrongRemoteCompany: it opens another company than the pinned one.
            PermissionMissing: its user lacks a needed right.
        """
        self.limiter.wait(self.provider, self.company, priority)
        self.limiter.give_back(self.provider, self.company)  # books answer at once: no call stays under way
        if fence:
            fence()
        key = self.key.reveal()
        books = next((one for one in self.every_books if key in one.keys), None)
        if not all(one.count(call) for one in ([books] if books else self.every_books)):
            raise ProviderUnavailable
        if books is None:
            raise CredentialsRejected
        if self.pinned not in {None, books.company.id} and not any_company:
            raise WrongRemoteCompany(remote=books.company.name, pinned=self.pinned)
        self.require(books, *needed)
        return books

    def require(self, books: MemoryBooks, *needed: Capability) -> None:
        """Go on only with these rights. Raises: PermissionMissing."""
        if books.granted.issuperset(needed):
            return
        if missing := [one for one in Capability if one in needed and one not in books.granted]:
            raise PermissionMissing(rights=", ".join(missing))

    def user(self, books: MemoryBooks) -> RemoteUserId:
        """Whose key it is. Raises: CredentialsRejected when it has been revoked meanwhile."""
        user = books.keys.get(self.key.reveal())
        if user is None:
            raise CredentialsRejected
        return user
