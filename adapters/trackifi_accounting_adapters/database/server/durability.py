"""Whether the database keeps what it has committed through a power cut: a PostgreSQL server can be set not to."""

from typing import Final

from sqlalchemy import Engine, text

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY

NEEDED: Final = ("fsync", "full_page_writes")
FULL: Final = 2
"""SQLite's ``synchronous`` from which on it keeps each commit: https://www.sqlite.org/pragma.html#pragma_synchronous"""


class NotDurable(Exception):
    """What was sent could be forgotten, and sent again; ``settings`` are off that have to be on."""

    def __init__(self, settings: tuple[str, ...]) -> None:
        self.settings = settings
        self.happened = f"The database forgets what it has written when the power fails: {', '.join(settings)} off."
        self.todo = (
            "Switch it on in postgresql.conf and restart the server (SQLite: let nothing set synchronous otherwise "
            "than FULL). For a test without real books only: TRACKIFI_ACCOUNTING_UNSAFE_DATABASE=true"
        )
        super().__init__(self.happened)


def check_durability(engine: Engine, *, unsafe: bool) -> None:
    """Raises: NotDurable unless ``unsafe`` says that it may be."""
    if found := () if unsafe else lacking(engine):
        raise NotDurable(found)


def lacking(engine: Engine) -> tuple[str, ...]:
    """The settings that are off and have to be on; () when every commit is kept."""
    with engine.execution_options(**READ_ONLY).connect() as connection:
        if engine.dialect.name == "sqlite":
            set_to = connection.execute(text("PRAGMA synchronous")).scalar_one()
            return () if set_to >= FULL else ("synchronous",)
        return tuple(name for name in NEEDED if connection.execute(text(f"SHOW {name}")).scalar_one() != "on")
