"""Everything the sandbox knows."""

from collections.abc import Callable
from dataclasses import dataclass, field

from procountor_sandbox.state.access import (
    TOKEN_LIFETIME,
    AccessToken,
    ApiClient,
    ApiKey,
    new_key_value,
    new_token_value,
)
from procountor_sandbox.state.clock import Clock
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.faults import Faults
from procountor_sandbox.state.journal import Journal
from procountor_sandbox.state.limiter import Limiter
from procountor_sandbox.state.switches import Switches

Later = Callable[[float, Callable[[], object]], object]


def _at_once(seconds: float, action: Callable[[], object]) -> None:
    del seconds
    action()


@dataclass(slots=True, kw_only=True)
class World:
    """Companies, who may enter them, and how the sandbox behaves. ``latency`` is in seconds.

    ``unseen_keys`` are the ids of keys whose value the pages still have to show, once; ``later`` runs an action after
    some seconds, for which the server gives it its own loop.
    """

    clock: Clock = field(default_factory=Clock)
    switches: Switches = field(default_factory=Switches)
    journal: Journal = field(default_factory=Journal)
    faults: Faults = field(default_factory=Faults)
    limiter: Limiter = field(default_factory=Limiter)
    companies: dict[int, Company] = field(default_factory=dict)
    clients: dict[str, ApiClient] = field(default_factory=dict)
    keys: dict[str, ApiKey] = field(default_factory=dict)
    tokens: dict[str, AccessToken] = field(default_factory=dict)
    unseen_keys: set[int] = field(default_factory=set)
    latency: float = 0.0
    status: str = "OK"
    later: Later = _at_once

    @property
    def first(self) -> Company:
        """The company that the key of the command line opens."""
        return next(iter(self.companies.values()))

    def issue_key(
        self, *, company_id: int, client_id: str, user_id: int, description: str, value: str | None = None
    ) -> ApiKey:
        """Makes a key; without ``value`` a random one. The value is in the answer and is not shown again."""
        key = ApiKey(
            id=len(self.keys) + 1,
            value=value or new_key_value(company_id),
            company_id=company_id,
            client_id=client_id,
            user_id=user_id,
            description=description,
            created=self.clock.stamp(),
        )
        self.keys[key.value] = key
        return key

    def revoke(self, key: ApiKey) -> None:
        """The key opens nothing any more and its tokens end at once."""
        key.revoked = True
        self.tokens = {value: token for value, token in self.tokens.items() if token.key is not key}

    def key_with_id(self, key_id: int) -> ApiKey | None:
        """The key, or None."""
        return next((key for key in self.keys.values() if key.id == key_id), None)

    def grant(self, key: ApiKey) -> AccessToken:
        """A new access token for an hour; earlier ones stay valid."""
        expires = self.clock.seconds() + TOKEN_LIFETIME
        token = AccessToken(value=new_token_value(key, expires), key=key, expires=expires)
        self.tokens[token.value] = token
        return token

    def holder(self, token_value: str) -> ApiKey | None:
        """The key behind a token that is still good, else None."""
        token = self.tokens.get(token_value)
        if token is None or token.key.revoked or token.expires <= self.clock.seconds():
            return None
        company = self.companies.get(token.key.company_id)
        alive = company is not None and token.key.user_id in company.users and company.settings.invoiceable_clients
        return token.key if alive else None
