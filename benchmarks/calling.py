"""One process of a fleet: some companies call the local Procountor as often as the shared budget lets them.

Prints the calls as JSON: who asked when, and when the call left, in seconds since 1970.
"""

import json
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

from procountor_sandbox.values.data import CLIENT_SECRET
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceNumber, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import TemporaryError
from trackifi_accounting.plugins.offer import ConnectRequest
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting_adapters.clock import SystemClock
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.limits.limiter import SqlLimiter
from trackifi_procountor.connection import Procountor


@dataclass(frozen=True, kw_only=True)
class Work:
    """``callers`` are companies, each as often as it calls at once; ``visits`` ask once every so many seconds."""

    database: str
    sandbox: str
    key: str
    rate: float
    slack: float
    seconds: float
    callers: list[str]
    visits: dict[str, float]


class Noting(SqlLimiter):
    """Notes when each call was asked for and when it was granted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.calls: list[tuple[str, float, float]] = []

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        asked = time.time()
        super().wait(provider, company, priority, writes=writes)
        self.calls.append((company, asked, time.time()))


def main(work: Work) -> None:
    clock = SystemClock()
    engine = create_engine(work.database, durable=False)
    limiter = Noting(engine=engine, clock=clock, per_second=work.rate, company_per_second=work.rate, slack=work.slack)
    provider = Procountor()
    refused: list[str] = []

    def call(company: str, pause: float) -> None:
        request = ConnectRequest(
            company=CompanyId(company),
            credentials=Credentials(values={"api_key": Secret(work.key)}),
            key_generation=1,
            pinned=None,
            settings={
                "environment": Secret("sandbox"),
                "sandbox_url": Secret(f"{work.sandbox}/api"),
                "client_secret": Secret(CLIENT_SECRET),
            },
            clock=clock,
            limiter=limiter,
        )
        accounting = provider.connect(request).accounting
        number = InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber("BENCH-1"))
        time.sleep(max(0.0, begin - time.time()) + pause)
        while time.time() < begin + work.seconds:
            try:
                accounting.find(number)
            except TemporaryError as error:
                refused.append(error.code)
            time.sleep(pause)

    print("ready", flush=True)
    begin = float(sys.stdin.readline())
    everyone = [(company, 0.0) for company in work.callers] + list(work.visits.items())
    threads = [threading.Thread(target=call, args=one) for one in everyone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.dispose()
    print(json.dumps({"calls": limiter.calls, "refused": refused, "cpu": time.process_time()}))


if __name__ == "__main__":
    main(Work(**json.loads(sys.argv[1])))
