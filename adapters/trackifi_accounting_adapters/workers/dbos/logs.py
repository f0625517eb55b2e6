"""What the engine's library logs, retold: its own words are filled in, so they may quote anything."""

import logging

from trackifi_accounting_adapters.logs import lines

LIBRARY = "dbos"


class _Retelling(logging.Handler):
    """Tells where the library spoke, and of which error; with that its source says the rest."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass it on."""
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        where = f"{record.filename}:{record.lineno}"
        lines.event("the engine met with a difficulty", level=record.levelno, where=where, error=error)


def adopt() -> None:
    """From WARNING up; below that it tells of its makers' service, too. To be called before the library is started."""
    library = logging.getLogger(LIBRARY)
    library.handlers[:] = [_Retelling()]
    library.propagate = False
    library.setLevel(logging.WARNING)
