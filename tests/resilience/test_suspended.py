"""A machine sleeps between its intent and its request, and wakes when another one has done the work."""

import contextlib
import os
import signal
import time
from datetime import datetime
from pathlib import Path

import psutil
import pytest
from dependency_injector import providers
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting_adapters.container import let_go

from tests.resilience.rig.fast_time import FastClock, Pace
from tests.resilience.rig.forks import forking
from tests.resilience.rig.place import Place
from tests.resilience.rig.run import finish, prepared
from tests.resilience.rig.stock import PROVIDER, WHO, Asked, press_send
from tests.resilience.rig.verdict import fingerprints, judged

NUMBER = 6  # the sleeping one has another one of its kind and company to prove by that a search sees
LONG = 120.0  # seconds


class Suspended(FastClock):
    """A machine whose clocks, all of them, stand still with it: nothing of its own tells it that it slept."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(pace)
        self._moment, self._elapsed = super().now(), super().monotonic()

    def now(self) -> datetime:
        return self._moment

    def monotonic(self) -> float:
        return self._elapsed

    def sleep(self, seconds: float) -> None:
        """No time passes here."""


class Sleeper(MemoryLimiter):
    """Stops this process when it is given leave for a write."""

    def __init__(self, clock: FastClock, before: Priority) -> None:
        super().__init__(clock=clock)
        self._before = before

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        super().wait(provider, company, priority, writes=writes)
        if writes and priority is self._before:
            os.kill(os.getpid(), signal.SIGSTOP)


def send(place: Place, asked: Asked, before: Priority) -> None:
    container, clock = place.container(), Suspended(place.pace)
    for part in (container.clock, container.machine_clock, container.database_time):
        part.override(providers.Object(clock))
    container.limiter.override(providers.Object(Sleeper(clock, before)))
    with contextlib.suppress(AccountingError):
        container.send_invoice()(asked.company, PROVIDER, asked.invoice.kind, asked.invoice.id, by=WHO)
    let_go(container)


@pytest.mark.postgresql
@pytest.mark.parametrize("before", [Priority.INVOICE, Priority.DOCUMENT])
def test_what_wakes_too_late_sends_nothing(tmp_path: Path, fresh_postgresql: str, before: Priority) -> None:
    with prepared(tmp_path, number=NUMBER, database=fresh_postgresql) as (sandbox, place, asked):
        earlier = fingerprints(sandbox)
        sleeper = forking().Process(target=send, args=(place, asked[0], before), daemon=True)
        sleeper.start()
        until_stopped(sleeper.pid)
        container = place.container()
        press_send(container, asked[1:])
        let_go(container)
        assert finish(place, patience=60) == {}
        os.kill(sleeper.pid, signal.SIGCONT)
        sleeper.join(LONG)
        assert sleeper.exitcode == 0
        assert judged(sandbox, asked, earlier).faults == {}
        writes = [entry for entry in sandbox.state.journal if entry.method == "POST" and "token" not in entry.path]
        assert len(writes) == 2 * NUMBER


def until_stopped(process: int | None) -> None:
    assert process is not None
    end = time.monotonic() + LONG
    while psutil.Process(process).status() != psutil.STATUS_STOPPED:
        assert time.monotonic() < end
        time.sleep(0.02)
