"""What the engine has in its database, asked for without the arguments and results of jobs."""

from typing import Any, Final

from dbos import DBOS, WorkflowStatus, WorkflowStatusString

WAITING: Final = (WorkflowStatusString.ENQUEUED.value, WorkflowStatusString.DELAYED.value)
RUNNING: Final = WorkflowStatusString.PENDING.value
OVER: Final = [one.value for one in WorkflowStatusString if one.value not in {*WAITING, RUNNING}]


def job_rows(**sought: Any) -> list[WorkflowStatus]:
    """Turns of jobs and ticks; ``sought`` is what DBOS lists workflows by."""
    return DBOS.list_workflows(load_input=False, load_output=False, **sought)
