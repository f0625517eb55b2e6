"""The worker's command as it is run: a real process, a Procountor that takes its time, real signals."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting_adapters.container import let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings, environment_of

from tests.resilience.rig.commands import Command
from tests.resilience.rig.fast_time import Pace
from tests.resilience.rig.place import Place
from tests.resilience.rig.stock import PROVIDER, Asked, hand_over, invoices, press_send

LONG = 120.0
LOOK = 0.02
SLOW, ENDLESS = 0.7, 60.0  # seconds for each answer of the sandbox
RATE = 1000.0


class Office:
    """One installation on SQLite, an invoice of each of two companies, and the sandbox that they go to."""

    def __init__(self, folder: Path, sandbox: RunningSandbox) -> None:
        self.sandbox = sandbox
        self.asked = list(invoices(2))
        place = Place(folder=folder, database="", address=sandbox.url, pace=Pace.write(folder, speed=1.0))
        self._container = place.container()
        migrate(self._container.engine())
        hand_over(self._container, self.asked, sandbox)
        press_send(self._container, self.asked)
        provider = {"environment": "sandbox", "sandbox_url": f"{sandbox.url}/api", "client_secret": "sandbox"}
        settings = Settings(data_dir=folder, requests_per_second=RATE, company_requests_per_second=RATE)
        self._environment = environment_of(settings, {PROVIDER: provider})
        self._started: list[Command] = []

    def start(self, *arguments: str) -> Command:
        self._started.append(Command("worker", *arguments, environment=self._environment))
        return self._started[-1]

    def states(self) -> set[DeliveryState]:
        return {self._state(one) for one in self.asked}

    def until_sending(self) -> None:
        end = time.monotonic() + LONG
        while DeliveryState.SENDING not in self.states():
            assert time.monotonic() < end, self.states()
            time.sleep(LOOK)

    def close(self) -> None:
        for process in self._started:
            process.kill()
            process.communicate()
        let_go(self._container)

    def _state(self, one: Asked) -> DeliveryState:
        with self._container.store().write(one.company) as work:
            delivery = work.deliveries.get(PROVIDER, one.invoice.kind, one.invoice.id)
        assert delivery is not None
        return delivery.state


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with RunningSandbox() as sandbox:
        office = Office(tmp_path, sandbox)
        yield office
        office.close()


def test_a_worker_that_is_told_to_stop_ends_the_step_it_is_at(office: Office) -> None:
    office.sandbox.state.latency = SLOW
    worker = office.start()
    office.until_sending()
    second = office.start()
    connections = psutil.Process(worker.pid).net_connections()
    _, refusal = second.communicate(timeout=LONG)
    worker.send_signal(signal.SIGTERM)
    _, log = worker.communicate(timeout=LONG)
    assert worker.returncode == 0
    assert DeliveryState.SENDING not in office.states()
    assert [line for line in log.splitlines() if "worker stopped" in line]
    assert {one.raddr.ip for one in connections if one.raddr} <= {"127.0.0.1"}
    assert "://" not in log, "the engine's library advertises a service"
    assert second.returncode == 1
    assert "Another worker has slot 1." in refusal
    assert "--slot 2" in refusal


def test_a_second_signal_ends_it_at_once(office: Office) -> None:
    office.sandbox.state.latency = ENDLESS
    worker = office.start()
    assert worker.stdout.readline().startswith("Ready")
    worker.send_signal(signal.SIGTERM)
    while worker.poll() is None:
        worker.send_signal(signal.SIGTERM)
        time.sleep(LOOK)
    assert worker.returncode == -signal.SIGTERM
