"""Connections to a sandbox or to any address on loopback, as Trackifi opens them."""

from trackifi_accounting.domain.values.references import CompanyId, RemoteCompanyId
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.plugins.offer import ConnectRequest
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter

COMPANY = CompanyId("specimen-company")
KEY = "procountor-test-key.with-three.parts"


def request_for(
    url: str,
    *,
    key: str = KEY,
    pinned: str | None = None,
    generation: int = 1,
    clock: Clock | None = None,
    limiter: MemoryLimiter | None = None,
    secret: str = "sandbox",
) -> ConnectRequest:
    clock = clock or ManualClock()
    return ConnectRequest(
        company=COMPANY,
        credentials=Credentials(values={"api_key": Secret(key)}),
        key_generation=generation,
        pinned=RemoteCompanyId(pinned) if pinned else None,
        settings={
            "environment": Secret("sandbox"),
            "sandbox_url": Secret(url),
            "client_secret": Secret(secret),
        },
        clock=clock,
        limiter=limiter or MemoryLimiter(clock=clock),
    )
