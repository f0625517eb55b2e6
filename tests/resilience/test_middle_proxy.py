"""What the middle does to bytes, seen from both of its ends."""

import asyncio
import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.resilience.middle.acts import Act, Choice
from tests.resilience.middle.messages import Request
from tests.resilience.middle.proxy import CLIENT_GIVES_UP, Middle
from tests.resilience.rig.fast_time import Pace

SPEED = 4000.0
BODY = b'{"type":"SALES_INVOICE","originalInvoiceNumber":"R-1"}'
OTHER = b'{"type":"SALES_INVOICE","originalInvoiceNumber":"R-2"}'
WAIT = 10.0  # seconds


class Upstream:
    """Keeps what arrives, and answers each request with its number."""

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self.cut: list[bytes] = []
        self.url = ""
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(WAIT)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT)
        self._loop.close()

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(server.wait_closed())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
            self.arrived.append(head + await reader.readexactly(length))
            body = b'{"id":%d}' % (500000 + len(self.arrived))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            await writer.drain()
        except asyncio.IncompleteReadError as error:
            self.cut.append(error.partial)
        writer.close()


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    one = Upstream()
    one.start()
    yield one
    one.stop()


@pytest.fixture
def middle(tmp_path: Path, upstream: Upstream) -> Iterator[Middle]:
    with Middle(upstream.url, pace=Pace.write(tmp_path, speed=SPEED), choice=Choice(1)) as one:
        yield one


def ask(middle: Middle, act: Act, *, body: bytes = BODY, method: str = "POST") -> bytes | None:
    """The body of the answer; None when the connection was closed before all of it came."""
    kind = "invoice" if method == "POST" else "search"
    middle.choice.rates = {kind: {act: 1.0}}
    connection = http.client.HTTPConnection(urlsplit(middle.url).netloc, timeout=WAIT)
    try:
        connection.request(method, "/api/invoices", body if method == "POST" else None)
        return connection.getresponse().read()
    except (http.client.HTTPException, ConnectionError):
        return None
    finally:
        connection.close()


def until(number: int, upstream: Upstream) -> int:
    end = time.monotonic() + WAIT
    while len(upstream.arrived) < number and time.monotonic() < end:
        time.sleep(0.01)
    return len(upstream.arrived)


def test_a_request_that_nothing_befalls_arrives_as_it_left(middle: Middle, upstream: Upstream) -> None:
    assert ask(middle, Act.PASS) == b'{"id":500001}'
    assert upstream.arrived[0].endswith(BODY)
    assert middle.record.counts == {}


@pytest.mark.parametrize("act", [Act.REPLAY_AT_ONCE, Act.REPLAY_30_S, Act.REPLAY_10_MIN, Act.REPLAY_17_MIN])
def test_a_replay_is_the_very_same_bytes_again(middle: Middle, upstream: Upstream, act: Act) -> None:
    assert ask(middle, act) == b'{"id":500001}'
    assert until(2, upstream) == 2
    assert upstream.arrived[0] == upstream.arrived[1]
    time.sleep(0.05)
    assert [one.again for one in middle.record.carried] == [False, True]


@pytest.mark.parametrize("act", [Act.LATE_1_MIN, Act.LATE_14_MIN, Act.LATE_16_MIN])
def test_one_that_is_held_arrives_once_after_its_client_has_gone(middle: Middle, upstream: Upstream, act: Act) -> None:
    assert ask(middle, act) is None
    assert until(1, upstream) == 1
    time.sleep(0.05)
    (carried,) = middle.record.carried
    assert carried.at - carried.asked >= CLIENT_GIVES_UP
    assert middle.record.waiting == 0


def test_a_cut_request_arrives_in_part(middle: Middle, upstream: Upstream) -> None:
    assert ask(middle, Act.CUT_REQUEST) is None
    time.sleep(0.1)
    assert (upstream.arrived, len(upstream.cut)) == ([], 1)


@pytest.mark.parametrize("act", [Act.CUT_ANSWER, Act.ANSWER_LOST])
def test_an_answer_that_is_lost_belongs_to_something_booked(middle: Middle, upstream: Upstream, act: Act) -> None:
    assert ask(middle, act) is None
    assert len(upstream.arrived) == 1


def test_a_half_dead_connection_carries_nothing(middle: Middle, upstream: Upstream) -> None:
    assert ask(middle, Act.HALF_DEAD) is None
    assert upstream.arrived == []


def test_information_comes_before_the_answer(middle: Middle) -> None:
    middle.choice.rates = {"invoice": {Act.INFORMED: 1.0}}
    assert httpx.post(f"{middle.url}/api/invoices", content=BODY).content == b'{"id":500001}'
    assert middle.record.counts == {Act.INFORMED.value: 1}


def test_an_answer_that_comes_twice_is_one_answer_and_more(middle: Middle) -> None:
    assert ask(middle, Act.ANSWERED_TWICE) == b'{"id":500001}'


def test_a_swapped_answer_is_that_of_another_number(middle: Middle) -> None:
    ask(middle, Act.PASS)
    assert ask(middle, Act.SWAPPED, body=OTHER) == b'{"id":500001}'


def test_a_cache_gives_the_first_answer_for_ever(middle: Middle, upstream: Upstream) -> None:
    assert {ask(middle, Act.CACHED, method="GET") for _ in range(3)} == {b'{"id":500001}'}
    assert len(upstream.arrived) == 1


def test_a_seed_chooses_by_the_request_and_not_by_its_turn() -> None:
    one, other = (Request(b"POST /api/invoices HTTP/1.1\r\n\r\n", body) for body in (BODY, OTHER))
    rates = {"invoice": {Act.CUT_ANSWER: 0.5}}
    here, there = Choice(7, rates), Choice(7, rates)
    assert [here.of(one), here.of(other)] == [there.of(other), there.of(one)][::-1]
