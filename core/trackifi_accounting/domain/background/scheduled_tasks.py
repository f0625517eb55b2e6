"""Work that comes round for each integration: who is at it, and when it is next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.problems.problems import Problem

FAILED_AT: Final = "failed_at"
"""The fact of a problem that says when, in ISO 8601."""


class ScheduledTask(StrEnum):
    """A kind of work that comes round for each integration."""

    SYNC = "sync"
    READ_BACK = "read_back"
    SWEEP = "sweep"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledTaskState:
    """The state of a scheduled task. ``due`` None: not to be done, or claimed until ``claimed_until``.

    ``done_at`` and ``fully_at`` say when it was last begun and ended well, and so with everything. ``problems`` are
    what it failed with or found the last time. Times are aware, UTC.
    """

    due: datetime | None = None
    claimed_until: datetime | None = None
    done_at: datetime | None = None
    fully_at: datetime | None = None
    problems: tuple[Problem, ...] = ()
