"""How long from the question to the database until the first byte is given to the socket: the fence's gap.

``python -m benchmarks.fence_gap [--times 5000] [--database postgresql://…]``; on SQLite when no database is named.
"""

import argparse
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import httpcore
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, InvoiceNumber, ProviderName
from trackifi_accounting.ports.attempts import Attempts, Stored
from trackifi_accounting.use_cases.deliveries.fences import Fences
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings
from trackifi_procountor.http.deadline import _TimedStream, within

COMPANY, PROVIDER = CompanyId("specimen-company"), ProviderName("procountor")
HEAD, BODY = b"POST /api/invoices HTTP/1.1\r\n" + b"x" * 400 + b"\r\n\r\n", b"x" * 3000


class Noted(Attempts):
    """Notes when the database is asked."""

    def __init__(self, inner: Attempts) -> None:
        self._inner = inner
        self.asked = 0.0

    def restored_at(self) -> datetime | None:
        """As the inner one."""
        return self._inner.restored_at()

    def begun(self, intent: Delivery) -> None:
        """As the inner one."""
        self._inner.begun(intent)

    def look(self, intent: Delivery) -> Stored | None:
        """As the inner one; the time is noted first, so what is measured is rather more than the gap."""
        self.asked = perf_counter()
        return self._inner.look(intent)


class Socket(httpcore.NetworkStream):
    """Notes when it is given the first byte."""

    written = 0.0

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  # the interface's names
        """Note the time."""
        self.written = perf_counter()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5000)
    parser.add_argument("--database", default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        gaps = measured(Settings(data_dir=Path(folder), database_url=chosen.database), chosen.times)
    told = {"median": median(gaps), "p99": quantiles(gaps, n=100)[98], "max": max(gaps)}
    shown = ", ".join(f"{name} {1000 * seconds:.2f} ms" for name, seconds in told.items())
    print(f"{chosen.times} fences on {'PostgreSQL' if chosen.database else 'SQLite'}: {shown}")


def measured(settings: Settings, times: int) -> list[float]:
    """Seconds of each."""
    container = Container(settings=settings)
    migrate(container.engine())
    now = container.database_time().now()
    integration = Integration(
        company=COMPANY, provider=PROVIDER, state=IntegrationState.ACTIVE, key_generation=1, synced_at=now
    )
    intent = Delivery(
        company=COMPANY,
        provider=PROVIDER,
        kind=PartyKind.CUSTOMER,
        invoice=InvoiceId("1"),
        number=InvoiceNumber("1"),
        partner=None,
        state=DeliveryState.SENDING,
        requested_at=datetime.now(UTC),
        requested_by=Actor("benchmark"),
        intended_at=now,
    )
    with container.store().write(COMPANY) as work:
        work.integrations.put(integration)
        work.deliveries.add(intent)
    noted = Noted(container.attempts())
    fences = Fences(attempts=noted, clock=container.clock(), time=container.database_time())
    gaps = [one_gap(fences, noted, integration, intent) for _ in range(times)]
    let_go(container)
    return gaps


def one_gap(fences: Fences, noted: Noted, integration: Integration, intent: Delivery) -> float:
    """Seconds from the question to the first byte."""
    fence = fences.put_up(integration, intent, until=datetime.now(UTC) + timedelta(seconds=10))
    socket = Socket()
    stream = _TimedStream(socket)
    with within(30, fence=fence):
        stream.write(HEAD)
        stream.write(BODY)
    return socket.written - noted.asked


if __name__ == "__main__":
    main()
