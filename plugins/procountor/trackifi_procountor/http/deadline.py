"""A total time limit for one exchange that no slow drip of bytes can stretch, and the fence before its first byte."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from trackifi_procountor.http.library import httpcore
from trackifi_procountor.http.received_bytes import ReceivedBytes

SLICE: Final = 65_536
"""Bytes that are given to the socket between two looks at the clock: a machine that slept goes on with none more."""

# The sockets of an exchange are used by the thread that makes it, so the thread's context can carry its end. The
# timeouts of the HTTP library are renewed with each byte and end nothing by themselves.
_END: ContextVar[float | None] = ContextVar("end of the exchange on the monotonic clock", default=None)
_FENCE: ContextVar[Callable[[], None] | None] = ContextVar("asked before the exchange's first byte", default=None)


class Withheld(Exception):
    """A write of which the fence let no byte leave; ``reason`` is what the fence raised."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(str(reason))
        self.reason = reason


def now() -> float:
    """Seconds of a clock that nobody sets and that, where the system has one, counts the machine's sleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@contextmanager
def within(seconds: float, *, fence: Callable[[], None] | None = None) -> Iterator[None]:
    """Let every network operation in the block end after so many seconds in all.

    ``fence`` is asked when the connection is made, right before the first byte of the request is given to the socket;
    what it raises comes out as Withheld.
    """
    end, asked = _END.set(now() + seconds), _FENCE.set(fence)
    try:
        yield
    finally:
        _END.reset(end)
        _FENCE.reset(asked)


def _pass() -> None:
    fence = _FENCE.get()
    if fence is None:
        return
    _FENCE.set(None)
    try:
        fence()
    except Exception as reason:
        raise Withheld(reason) from reason


def _left(timeout: float | None, expired: type[Exception]) -> float | None:
    end = _END.get()
    if end is None:
        return timeout
    left = end - now()
    if left <= 0:
        raise expired("the time for this exchange is over")
    return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream
        self._held = b""
        self._intake = ReceivedBytes()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._held:
            self._send(b"", timeout)
        data = self._stream.read(max_bytes, _left(timeout, httpcore.ReadTimeout))
        self._intake.take(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # A request's head means nothing without its body: behind a fence it waits, and both leave together.
        if _FENCE.get() is not None and not self._held:
            self._held = buffer
        else:
            self._send(buffer, timeout)

    def _send(self, buffer: bytes, timeout: float | None) -> None:
        whole, self._held = self._held + buffer, b""
        _pass()
        self._intake.begin()
        for start in range(0, len(whole), SLICE):
            self._stream.write(whole[start : start + SLICE], _left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        # The pool asks this before it uses a connection again, and gives up one on which something waits unasked.
        if info == "is_readable" and self._intake.surplus():
            return True
        return self._stream.get_extra_info(info)


class TimedBackend(httpcore.NetworkBackend):
    """A network backend whose sockets obey ``within``."""

    def __init__(self) -> None:
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect, within the exchange's time."""
        left = _left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._backend.connect_tcp(host, port, left, local_address, socket_options))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refused: Procountor is never a local socket file."""
        raise NotImplementedError
