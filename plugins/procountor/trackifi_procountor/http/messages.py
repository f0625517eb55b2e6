"""One call to Procountor and its answer, as plain values; and the three ways an exchange fails."""

from dataclasses import dataclass, field

TOKEN_PATH = "/oauth/token"  # noqa: S105  # a path, no password


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. ``path`` is below the API's base; the body never shows in a repr: it may hold the key."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    content_type: str | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def writes(self) -> bool:
        """Whether Procountor may have booked something when the answer is lost."""
        return self.method != "GET" and self.path != TOKEN_PATH


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One whole answer within the size limit, its encoding already known to be plain.

    ``barred`` says that other companies are refused alike: it is about the client, not about a key or a right.
    """

    status: int
    content_type: str
    body: bytes = field(repr=False)
    retry_after: str | None = None
    date: str | None = None
    barred: bool = False


class ExchangeFailure(Exception):
    """An exchange that gave no answer to read."""


class NotSent(ExchangeFailure):
    """A request of which no byte has left the machine. ``unverified`` tells of a certificate that was not accepted."""

    def __init__(self, reason: str, *, unverified: bool = False) -> None:
        super().__init__(reason)
        self.unverified = unverified


class AnswerLost(ExchangeFailure):
    """A request that may have left; its answer did not come, or not whole."""


class AnswerGarbled(ExchangeFailure):
    """An answer that is not Procountor's API as it is known."""


class CallRefused(ExchangeFailure):
    """A call that our own guard stopped before any byte left: a defect here."""
