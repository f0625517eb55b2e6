"""Progress of long work, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from trackifi_accounting.use_cases.scheduling.progress import Progress, Step, no_progress


@contextmanager
def watched(*, quiet: bool = False) -> Iterator[Progress]:
    """Give a progress that draws a bar for each kind of step; nothing is drawn where nobody looks."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    columns = (TextColumn("{task.description:<10}"), BarColumn(), TextColumn("{task.completed:.0f}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def draw(step: Step) -> None:
            task = tasks.get(step.what)
            if task is None:
                task = tasks[step.what] = bars.add_task(step.what, total=step.total)
            bars.update(task, completed=step.done, total=step.total)

        yield draw
