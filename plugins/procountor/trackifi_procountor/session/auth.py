"""Tokens: one for each connection and key, fetched once however many threads ask, renewed before it expires."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pydantic import BaseModel
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.ports.clock import Clock

from trackifi_procountor.http.messages import TOKEN_PATH, Call

MARGIN: Final = 60.0  # seconds before the expiry at which a token is no longer used
SHARE: Final = 0.1  # or this part of its life, whichever is more
COOLING: Final = 30.0  # seconds in which a refused or unreachable token is not asked for again
LONGEST_COOLING: Final = 600.0  # seconds; the pause doubles while one fresh token after the other is refused


class TokenAnswer(BaseModel):
    """The two fields of the answer that clients read; others may come."""

    access_token: str
    expires_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token; ``until`` is on the clock's monotonic scale."""

    value: Secret
    until: float


def token_from(answer: TokenAnswer, *, now: float) -> Token:
    """A token that counts as expired some time before Procountor thinks so."""
    life = max(answer.expires_in, 0)
    usable = life - max(MARGIN, SHARE * life)
    return Token(value=Secret(answer.access_token), until=now + (usable if usable > 0 else life / 2))


def token_call(*, client_id: str, client_secret: Secret, api_key: Secret) -> Call:
    """The token request (Procountor, "M2M authentication"): the only call that carries the key, and in its body."""
    fields = {
        "grant_type": "client_credentials",
        "client_id": client_id,
        "client_secret": client_secret.reveal(),
        "api_key": api_key.reveal(),
    }
    # A charset parameter here makes the real endpoint refuse the request.
    return Call(
        method="POST",
        path=TOKEN_PATH,
        content_type="application/x-www-form-urlencoded",
        body=urlencode(fields).encode("ascii"),
    )


class TokenKeeper:
    """The holder of one connection's token, in memory only. Who comes while it is fetched waits for the same one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token: Token | None = None
        self._failure: tuple[float, Exception] | None = None
        self._refusals = 0

    def token(self, clock: Clock, fetch: Callable[[], Token], *, patient: bool) -> Secret:
        """Give the token, fetched anew when it is missing or about to expire.

        A failure is remembered for half a minute and raised again without a call, unless ``patient`` is False: a
        person who just changed a setting does not wait.
        """
        with self._lock:
            now = clock.monotonic()
            if self._token is None or now >= self._token.until:
                if patient and self._failure and now < self._failure[0]:
                    raise self._failure[1]
                self._token = self._fetched(clock, fetch)
            return self._token.value

    def drop(self, refused: Secret) -> None:
        """Forget the token if it still is the one that was refused; another thread may have renewed it."""
        with self._lock:
            if self._token is not None and self._token.value == refused:
                self._token = None

    def refused_fresh(self) -> float:
        """A token fresh from the fetch was refused: the seconds in which none is asked for, more each time."""
        self._refusals += 1
        return min(COOLING * (1 << min(self._refusals - 1, 10)), LONGEST_COOLING)

    def accepted(self) -> None:
        """A token was good for a call."""
        self._refusals = 0

    def remember(self, clock: Clock, failure: Exception, *, seconds: float) -> None:
        """Ask for no token for so long; who wants one is told the failure."""
        with self._lock:
            self._failure = (clock.monotonic() + seconds, failure)

    def _fetched(self, clock: Clock, fetch: Callable[[], Token]) -> Token:
        self._token = None
        try:
            token = fetch()
        except Exception as failure:
            self._failure = (clock.monotonic() + COOLING, failure)
            raise
        self._failure = None
        return token
