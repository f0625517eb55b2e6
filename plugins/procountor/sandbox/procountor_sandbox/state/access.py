"""API clients, users, API keys and access tokens."""

import base64
import json
import secrets
from dataclasses import dataclass, field

from procountor_sandbox.state.rights import Rights

TOKEN_LIFETIME = 3600
"""Seconds (Procountor API, client credentials)."""
SHOWN = 4
LONG_ENOUGH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiClient:
    """An integration registered with Procountor."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(slots=True, kw_only=True)
class User:
    """A person or a technical user of one company."""

    id: int
    username: str
    first_name: str
    last_name: str
    role: str
    rights: Rights


@dataclass(slots=True, kw_only=True)
class ApiKey:
    """A key bound to company, API client and user. ``value`` is shown once and never listed."""

    id: int
    value: str = field(repr=False)
    company_id: int
    client_id: str
    user_id: int
    description: str
    created: str
    revoked: bool = False

    @property
    def ending(self) -> str:
        """The last four characters, enough to tell keys apart; none of a key too short to spare them."""
        return self.value[-SHOWN:] if len(self.value) >= LONG_ENOUGH else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """What a client holds for an hour. ``expires`` is in seconds since 1970."""

    value: str = field(repr=False)
    key: ApiKey
    expires: float


def new_key_value(company_id: int) -> str:
    """Three dot-separated parts, as the real keys are seen to be."""
    return _three_parts({"sandbox": "key", "company": company_id})


def new_token_value(key: ApiKey, expires: float) -> str:
    """Looks like a JWT; its signature is random, since the sandbox looks tokens up."""
    return _three_parts({"companyId": key.company_id, "userId": key.user_id, "exp": int(expires)})


def _three_parts(payload: dict[str, object]) -> str:
    return f"{_part({'alg': 'HS256', 'typ': 'JWT'})}.{_part(payload)}.{secrets.token_urlsafe(32)}"


def _part(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).rstrip(b"=").decode()
