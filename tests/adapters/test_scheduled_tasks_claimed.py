"""Five workers come for the same scheduled task at once, on a real database: one gets it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import Engine
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.testing.examples.stored_records import ACME, NOW, PROVIDER
from trackifi_accounting_adapters.database.store import SqlStore

WORKERS = 5


def test_of_five_workers_at_once_one_gets_the_task(engine: Engine) -> None:
    store, ready = SqlStore(engine=engine), Barrier(WORKERS)
    with store.write(ACME) as work:
        work.scheduled_tasks.bring_forward(PROVIDER, {ScheduledTask.SYNC: NOW})

    def claim(_number: int) -> bool:
        ready.wait()
        with store.write(ACME) as work:
            return (
                work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SYNC, now=NOW, until=NOW + timedelta(hours=1))
                is not None
            )

    with ThreadPoolExecutor(WORKERS) as pool:
        assert sum(pool.map(claim, range(WORKERS))) == 1
