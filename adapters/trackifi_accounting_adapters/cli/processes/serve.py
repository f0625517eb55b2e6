"""Running a web application on a socket until a signal."""

import signal
import socket
from collections.abc import Callable
from typing import Any

import uvicorn

PATIENCE = 10
"""Seconds that requests under way have to end once a signal came."""


class _Server(uvicorn.Server):
    """Says when it takes requests."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def run(application: Any, listener: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are answered first."""
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,  # its lines quote paths and queries; the application logs its own
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    # Uvicorn raises the signal again once it has ended: being told to stop is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    _Server(config, ready=ready).run(sockets=[listener])
