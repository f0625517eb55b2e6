"""Running the sandbox: in the foreground for the command, in a thread for tests."""

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from procountor_sandbox.application import application
from procountor_sandbox.serving.connection import Connection
from procountor_sandbox.state.seed.seed import new_world
from procountor_sandbox.state.world import World

START_LIMIT = 30.0
"""Seconds a thread has to bind its port."""


async def serve(world: World, *, host: str, port: int, ready: Callable[[str], None], stop: asyncio.Event) -> None:
    """Serves until ``stop`` is set; ``ready`` gets the address once connections are accepted."""
    loop = asyncio.get_running_loop()
    world.later = loop.call_later
    open_connections: set[Connection] = set()
    deliver = application(world)
    server = await loop.create_server(lambda: Connection(deliver, world.clock.http_date, open_connections), host, port)
    bound = server.sockets[0].getsockname()[1]
    ready(f"http://{f'[{host}]' if ':' in host else host}:{bound}")
    try:
        await stop.wait()
    finally:
        server.close()
        for connection in tuple(open_connections):
            connection.close()
        await server.wait_closed()


def run_foreground(world: World, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serves until SIGINT or SIGTERM; raises OSError when the port is taken."""

    async def run() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await serve(world, host=host, port=port, ready=ready, stop=stop)

    with suppress(KeyboardInterrupt):
        asyncio.run(run())


class RunningSandbox:
    """A sandbox on a loopback port, for the length of a ``with`` block.

    ``url`` is the address without a path (the API is at ``url + "/api"``), ``api_key`` opens the first company for
    client ``trackifiClient`` with secret ``sandbox``, ``state`` may be read and seeded from the test's thread.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        documents: bool = True,
        partners: int = 0,
        latency_ms: float = 0.0,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.state: World = new_world(
            api_key=api_key, documents=documents, partners=partners, latency=latency_ms / 1000
        )
        self.api_key: str = next(iter(self.state.keys))
        self.url = ""
        self._host, self._port = host, port
        self._started = threading.Event()
        self._failure: OSError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="procountor-sandbox", daemon=True)

    def __enter__(self) -> Self:
        """Returns once connections are accepted; raises OSError when the port is taken."""
        self._thread.start()
        if not self._started.wait(START_LIMIT):
            raise TimeoutError("The sandbox did not start.")
        if self._failure is not None:
            self._thread.join()
            raise self._failure
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes every connection and waits for the thread."""
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:
            self._failure = error
            self._started.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await serve(self.state, host=self._host, port=self._port, ready=self._ready, stop=self._stop)

    def _ready(self, url: str) -> None:
        self.url = url
        self._started.set()
