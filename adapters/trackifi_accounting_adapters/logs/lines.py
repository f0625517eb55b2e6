"""Logs for machines: one JSON object a line on standard error, with fields from a list and nothing else."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Final, TextIO

from trackifi_accounting.domain.values import log_context

from trackifi_accounting_adapters.logs.writer import handler_for

OURS: Final = ("trackifi_", "uvicorn")
"""Heard at the level that is set; this project's own words may be filled in, since nothing secret is put into them."""

FIELDS: Final = frozenset(
    {
        "event", "level", "timestamp", "logger", "company", "provider", "kind", "invoice", "number", "state", "code",
        "moved", "method", "path", "status", "outcome", "milliseconds", "seconds", "request", "error", "where",
        "signal",
    }
)  # fmt: skip
"""What may be told; a field that is not here is left out, whatever it holds."""


def configure(*, level: str, stream: TextIO | None = None) -> None:
    """Send the logs of this process to ``stream``, standard error by default.

    ``level`` (DEBUG, INFO, WARNING or ERROR) is that of our own loggers; other libraries are heard from WARNING up.
    """
    handler = handler_for(stream)
    handler.setFormatter(_Lines())
    handler.addFilter(lambda record: record.levelno >= logging.WARNING or record.name.startswith(OURS))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.getLevelNamesMapping().get(level.upper(), logging.INFO))


def event(message: str, *, level: int = logging.INFO, **fields: object) -> None:
    """Log one event of this project; ``fields`` are those of ``FIELDS``."""
    logging.getLogger("trackifi_accounting").log(level, message, extra={"told": fields})


def failure(message: str, error: BaseException) -> None:
    """Log an error nobody expected: its kind and its place, never its words, which may quote anything."""
    event(message, level=logging.ERROR, **_place(error))


def _place(error: BaseException) -> dict[str, str]:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    return {"error": type(error).__name__, "where": where}


class _Lines(logging.Formatter):
    """JSON, ASCII only: an escape sequence, a line break or a change of direction in a name stays one harmless line."""

    def format(self, record: logging.LogRecord) -> str:
        """Tell the allow-listed fields; foreign words as their author wrote them, for anything may be filled in."""
        told = {
            "event": record.getMessage() if record.name.startswith("trackifi_") else record.msg,
            "level": record.levelname.lower(),
            "logger": record.name,
            **log_context.current(),
            **(_place(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}),
            **getattr(record, "told", {}),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(),
        }
        known = {name: value for name, value in told.items() if name in FIELDS and value is not None}
        return json.dumps(known, default=str)
