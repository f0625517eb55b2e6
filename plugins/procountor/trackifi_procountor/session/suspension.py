"""How Trackifi's API client stands with Procountor: a suspension refuses every company alike."""

import threading
from dataclasses import replace
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.ports.fence import Fence

from trackifi_procountor.errors.rejections import complaints
from trackifi_procountor.http.messages import TOKEN_PATH, Answer, Call
from trackifi_procountor.http.wire import Wire

REFUSED: Final = 400  # below it somebody is served
FORBIDDEN: Final = 403
ALIKE: Final = 2
"""Companies refused in the same words, with none served in between, that tell of the client and not of one key."""

_FREE: Final = (TOKEN_PATH, "/status", "/sessioninfo", "/users/rights", "/vats/default", "/businesspartners")
"""Calls of which no 403 for a missing right is documented (Procountor API 26.04)."""


class ClientSuspension:
    """The state of Trackifi's API client at Procountor, by the answers to all its companies.

    That Procountor suspends a client is published, how is not.

    A key or a right that one company lacks is refused to that company alone; whatever is answered to any company
    proves that the client is still welcome.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: dict[CompanyId, str] = {}

    def seen(self, company: CompanyId, call: Call, answer: Answer) -> Answer:
        """Remember the answer; one that a suspension explains comes back marked as barred."""
        with self._lock:
            if answer.status < REFUSED:
                self._refused.clear()
            elif answer.status == FORBIDDEN and call.path.startswith(_FREE):
                self._refused[company] = "; ".join(message for _, _, message in complaints(answer))
            barred = answer.status == FORBIDDEN and self._all_alike()
        return replace(answer, barred=True) if barred else answer

    def _all_alike(self) -> bool:
        return len(self._refused) >= ALIKE and len(set(self._refused.values())) == 1


class SuspensionWatch:
    """The wire of one company, whose answers are weighed together with those of the others."""

    def __init__(self, wire: Wire, standing: ClientSuspension, company: CompanyId) -> None:
        self._wire = wire
        self._standing = standing
        self._company = company

    def prepare(self) -> None:
        """As ``Wire.prepare``."""
        self._wire.prepare()

    def exchange(
        self, call: Call, *, token: Secret | None, seconds: float, limit: int, fence: Fence | None = None
    ) -> Answer:
        """As ``Wire.exchange``."""
        answer = self._wire.exchange(call, token=token, seconds=seconds, limit=limit, fence=fence)
        return self._standing.seen(self._company, call, answer)
