"""The floor beside the workers: a pool of threads that looks for what is due, with no engine and nothing kept."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from trackifi_accounting.domain.background.jobs import JobKind
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.settings import Settings

LOOK = 0.02


def main() -> None:
    container = Container(settings=Settings())
    due, do = container.due_jobs(), container.do_job()
    with ThreadPoolExecutor(int(sys.argv[1])) as pool:
        print("Ready", flush=True)
        while True:
            jobs = [job for job in due() if job.kind is JobKind.DELIVER]
            list(pool.map(lambda job: do(job, lambda: False), jobs))
            time.sleep(LOOK)


if __name__ == "__main__":
    main()
