"""The one door to the network: a shared HTTP client that trusts nothing it was not told to trust."""

import logging
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.ports.fence import Fence

from trackifi_procountor.http.deadline import TimedBackend, now, within
from trackifi_procountor.http.library import httpcore, httpx
from trackifi_procountor.http.messages import Answer, AnswerGarbled, AnswerLost, Call, CallRefused, NotSent
from trackifi_procountor.http.request_check import may_leave

CONNECT: Final = 5.0
PATIENCE: Final = 20.0  # seconds without any progress
KEEP_ALIVE: Final = (
    4.0  # seconds: Procountor's front end drops idle sockets early, and a dead one makes a doubtful write
)
CONNECTIONS: Final = 20
HEADERS: Final = {
    "User-Agent": "Trackifi",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    # A cache between here and there would answer a second look with what the first one saw.
    "Cache-Control": "no-cache",
    "Pragma": "no-cache",
}

log = logging.getLogger("trackifi_procountor.http.wire")


class Wire:
    """The HTTP client of one base address. Threads share it; it is made at the first exchange."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def prepare(self) -> None:
        """Make the client, which takes a while: a call that was granted shall leave at once."""
        self._connected()

    def exchange(
        self, call: Call, *, token: Secret | None, seconds: float, limit: int, fence: Fence | None = None
    ) -> Answer:
        """Make one attempt; ``seconds`` is the total time, ``limit`` the answer's greatest size in bytes.

        ``fence`` is asked once the connection is made, as the last act before the first byte.

        Raises:
            Withheld: the fence let nothing leave.
            NotSent: the connection was not made.
            AnswerLost: the request may have left, and no whole answer came.
            AnswerGarbled: the answer is not one that the API gives.
        """
        started = now()
        client = self._connected()
        try:
            with within(seconds, fence=fence):
                answer = _answer(client, _request(client, self.base, call, token), limit)
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout) as error:
            raise NotSent(type(error).__name__, unverified=_unverified(error)) from error
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpx.HTTPError) as error:
            raise AnswerLost(type(error).__name__) from error
        log.debug("%s %s %s %.0f ms", call.method, call.path, answer.status, (now() - started) * 1000)
        return answer

    def close(self) -> None:
        """Close the idle sockets; the next exchange opens new ones."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _connected(self) -> httpx.Client:
        with self._lock:
            if self._client is None:
                self._client = _client(self.base)
                weakref.finalize(self, self._client.close)
            return self._client


class _Guard(httpx.BaseTransport):
    """Lets nothing go elsewhere, and nothing that the second lock does not know."""

    def __init__(self, base: str, inner: httpx.BaseTransport) -> None:
        self._base = httpx.URL(base)
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not (self._at_home(request.url) and may_leave(self._on_the_wire(request))):
            raise CallRefused(f"{request.method} {request.url.path}")
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()

    def _at_home(self, url: httpx.URL) -> bool:
        same = (url.scheme, url.host, url.port) == (self._base.scheme, self._base.host, self._base.port)
        return same and url.path.startswith(self._base.path + "/") and ".." not in url.path and not url.fragment

    def _on_the_wire(self, request: httpx.Request) -> Call:
        return Call(
            method=request.method,
            path=request.url.path[len(self._base.path) :],
            query=tuple(request.url.params.multi_items()),
            content_type=request.headers.get("Content-Type"),
            body=request.read(),
        )


class _Pool(httpx.BaseTransport):
    """Connections without retries, proxies or environment, whose every wait obeys the exchange's end."""

    def __init__(self) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(verify=True, trust_env=False),
            max_connections=CONNECTIONS,
            keepalive_expiry=KEEP_ALIVE,
            retries=0,
            network_backend=TimedBackend(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        plain = httpcore.Request(
            method=request.method.encode(),
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(plain)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def _client(base: str) -> httpx.Client:
    return httpx.Client(
        transport=_Guard(base, _Pool()),
        timeout=httpx.Timeout(PATIENCE, connect=CONNECT),
        trust_env=False,
        follow_redirects=False,
        headers=HEADERS,
    )


def _request(client: httpx.Client, base: str, call: Call, token: Secret | None) -> httpx.Request:
    headers = {"Content-Type": call.content_type} if call.content_type else {}
    if token is not None:
        headers["Authorization"] = f"Bearer {token.reveal()}"
    return client.build_request(
        call.method, base + call.path, params=call.query or None, headers=headers, content=call.body or None
    )


def _answer(client: httpx.Client, request: httpx.Request, limit: int) -> Answer:
    with closing(client.send(request, stream=True)) as response:
        # The size limit counts what arrives; unpacking it could make anything of it.
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise AnswerGarbled("the answer is packed although a plain one was asked for")
        return Answer(
            status=response.status_code,
            content_type=response.headers.get("Content-Type", ""),
            body=_within_limit(response.iter_raw(), limit),
            retry_after=response.headers.get("Retry-After"),
            date=response.headers.get("Date"),
        )


def _within_limit(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise AnswerGarbled(f"the answer is larger than {limit} bytes")
    return bytes(body)


def _unverified(error: BaseException | None) -> bool:
    while error is not None:
        if type(error).__name__ == "SSLCertVerificationError":
            return True
        error = error.__cause__ or error.__context__
    return False
