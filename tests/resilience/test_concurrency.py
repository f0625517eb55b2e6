"""Many press Send on the same invoices at the same moment, and some of them are frozen in the middle of it."""

import contextlib
import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tests.resilience.rig.forks import forking
from tests.resilience.rig.place import Place
from tests.resilience.rig.run import finish, prepared
from tests.resilience.rig.stock import PROVIDER, WHO, invoices
from tests.resilience.rig.verdict import fingerprints, judged

NUMBER, PROCESSES = 100, 4
SPEED, FROZEN = 50.0, 2.4  # seconds: two minutes of the rig's time, longer than a lost Sending is waited for
APART = 0.1  # seconds
PATIENCE = 600.0  # seconds


def press(place: Place, start: Barrier, seed: int) -> None:
    """Press Send on every invoice, in an order of one's own."""
    container = place.container()
    send = container.send_invoice()
    asked = list(invoices(NUMBER))
    random.Random(seed).shuffle(asked)
    start.wait()
    for one in asked:
        with contextlib.suppress(Exception):
            send(one.company, PROVIDER, one.invoice.kind, one.invoice.id, by=WHO)


def freeze(process: BaseProcess) -> bool:
    """SIGSTOP it for longer than anybody waits for it. False: it has done its part."""
    try:
        os.kill(process.pid or 0, signal.SIGSTOP)
        time.sleep(FROZEN)
        os.kill(process.pid or 0, signal.SIGCONT)
    except ProcessLookupError:
        return False
    return True


def freeze_some(processes: list[BaseProcess]) -> int:
    """All but the last one, one soon after the other while all are at work; then each again. Gives how often."""
    with ThreadPoolExecutor(len(processes)) as pool:
        first = []
        for process in processes[:-1]:
            first.append(pool.submit(freeze, process))
            time.sleep(APART)
        times = sum(one.result() for one in first)
    return times + sum(freeze(process) for process in processes)


def test_four_processes_that_send_the_same_invoices_send_each_once(tmp_path: Path, fresh_postgresql: str) -> None:
    context = forking()
    with prepared(tmp_path, number=NUMBER, database=fresh_postgresql, speed=SPEED) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        start = context.Barrier(PROCESSES + 1)
        processes: list[BaseProcess] = [
            context.Process(target=press, args=(place, start, seed), daemon=True) for seed in range(PROCESSES)
        ]
        for process in processes:
            process.start()
        start.wait(PATIENCE)
        frozen = freeze_some(processes)
        for process in processes:
            process.join(PATIENCE)
        assert finish(place) == {}
        assert judged(sandbox, asked, before).faults == {}
        assert frozen >= PROCESSES - 1
        assert _sent(sandbox.state.journal, "/invoices") == NUMBER == len(asked)


def _sent(journal, path: str) -> int:
    return sum(entry.method == "POST" and entry.path.endswith(path) for entry in journal)
