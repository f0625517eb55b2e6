"""What every PostgreSQL session of ours is set to, whatever the server or the database is set to."""

from typing import Any, Final

from sqlalchemy import Engine, event

CONNECT: Final = 5
"""Seconds to connect."""
LOCK: Final = "3s"
"""How long a row that somebody holds is waited for."""
STATEMENT: Final = "60s"
"""How long one statement may take; an import's are executed a thousand rows at a time."""
IDLE: Final = "10s"
"""How long a transaction may do nothing: one of a frozen process is ended by the server, and its rows are free."""
READING_IDLE: Final = "60s"
"""The same for one that only reads, which keeps nobody waiting: there is some reckoning between its questions."""

KEEPALIVE: Final = {"keepalives": 1, "keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}
"""Seconds: a server that is gone without a word is noticed in half a minute."""

SETTINGS: Final = {
    "synchronous_commit": "on",
    "lock_timeout": LOCK,
    "statement_timeout": STATEMENT,
    "idle_in_transaction_session_timeout": IDLE,
}
_FORCE: Final = "SELECT " + ", ".join(f"set_config('{name}', '{value}', false)" for name, value in SETTINGS.items())


def arguments(role: str) -> dict[str, Any]:
    """What a connection is opened with; ``role`` tells the processes apart in the server's lists."""
    return {"connect_timeout": CONNECT, "application_name": f"trackifi-accounting {role}", **KEEPALIVE}


def force(engine: Engine, statement: str = _FORCE) -> None:
    """Set each new connection of the engine, over what a database or a role is set to."""

    def set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.commit()

    event.listen(engine, "connect", set_up)


def force_durability(engine: Engine) -> None:
    """As ``force`` for an engine that has waits of its own: its commits survive, and nothing else is changed."""
    force(engine, "SELECT set_config('synchronous_commit', 'on', false)")
