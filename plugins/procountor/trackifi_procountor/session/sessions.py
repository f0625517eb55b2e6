"""What outlives a connection: the wires, and each key's token and reference data, in memory only."""

import hashlib
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId, RemoteCompanyId
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.plugins.offer import ConnectRequest

from trackifi_procountor.http.wire import Wire
from trackifi_procountor.session.auth import TokenKeeper
from trackifi_procountor.session.cache import ReferenceCache
from trackifi_procountor.session.clock_skew import ClockSkew
from trackifi_procountor.session.suspension import ClientSuspension, SuspensionWatch
from trackifi_procountor.settings import Settings

KEPT: Final = 1_000  # sessions; the one unused for longest goes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The things that connections with the same key, pin and address share."""

    wire: SuspensionWatch
    settings: Settings
    api_key: Secret
    pinned: RemoteCompanyId | None
    tokens: TokenKeeper = field(default_factory=TokenKeeper)
    cache: ReferenceCache = field(default_factory=ReferenceCache)
    skew: ClockSkew = field(default_factory=ClockSkew)
    rates: ReferenceCache = field(default_factory=ReferenceCache)  # exchange rates: no refusal proves one out of date


class Sessions:
    """The sessions of a provider object; a key that was exchanged never meets its predecessor's token."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._salt = os.urandom(16)
        self._wires: dict[str, Wire] = {}
        self._standings: dict[tuple[str, str], ClientSuspension] = {}
        self._sessions: OrderedDict[tuple[object, ...], Session] = OrderedDict()

    def of(self, request: ConnectRequest, settings: Settings) -> Session:
        """The session of the request, made when there is none."""
        api_key = request.credentials["api_key"]
        key = (request.company, request.key_generation, request.pinned, self._mark(settings, api_key))
        with self._lock:
            session = self._sessions.pop(key, None) or self._new(request, settings)
            self._sessions[key] = session
            while len(self._sessions) > KEPT:
                self._sessions.popitem(last=False)
            return session

    def forget(self, company: CompanyId) -> None:
        """Drop the tokens of a company whose key is taken away or exchanged."""
        with self._lock:
            for key in [key for key in self._sessions if key[0] == company]:
                del self._sessions[key]

    def _new(self, request: ConnectRequest, settings: Settings) -> Session:
        wire = self._wires.setdefault(settings.base, Wire(settings.base))
        standing = self._standings.setdefault((settings.base, settings.client_id), ClientSuspension())
        return Session(
            wire=SuspensionWatch(wire, standing, request.company),
            settings=settings,
            api_key=request.credentials["api_key"],
            pinned=request.pinned,
        )

    def _mark(self, settings: Settings, api_key: Secret) -> bytes:
        parts = (settings.base, settings.client_id, settings.client_secret.reveal(), api_key.reveal())
        return hashlib.blake2b("\0".join(parts).encode(), key=self._salt, digest_size=16).digest()
