"""Trackifi's web server over an installation that tests begin anew, restart, or exchange for another."""

import socket
import threading
import time
from types import TracebackType
from typing import Any, Protocol, Self

import uvicorn
from fastapi import FastAPI
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.app import create_app

LOOK = 0.005  # seconds


class Installed(Protocol):
    """Whatever holds the container of an installation; it may hold another one at the next request."""

    container: Container


class TrackifiServer:
    """Serves pages and REST API on loopback, for the length of a ``with`` block; ``url`` has no slash at its end.

    ``app`` is one that was composed before, since that takes a third of a second.
    """

    def __init__(self, installation: Installed, *, app: FastAPI | None = None) -> None:
        self.installation = installation
        self.app = app or create_app(installation.container)
        self._open = 0
        self.url = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer from the installation as it is now: a restart exchanges its container."""
        self.app.state.container = self.installation.container
        self._open += scope["type"] == "http"
        try:
            await self.app(scope, receive, send)
        finally:
            self._open -= scope["type"] == "http"

    def be_quiet(self) -> None:
        """Wait until every request has been answered, those of a page that was left too."""
        while self._open:
            time.sleep(LOOK)

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        config = uvicorn.Config(self, log_config=None, access_log=False, lifespan="on", ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(LOOK)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join()
