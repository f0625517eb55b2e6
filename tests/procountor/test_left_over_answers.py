"""An answer that nobody asked for is left on a connection: the next request goes over another one, or it would get it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from trackifi_procountor.http.messages import Call
from trackifi_procountor.http.received_bytes import ReceivedBytes
from trackifi_procountor.http.wire import Wire

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def sized(body: bytes) -> bytes:
    return HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body


def chunked(body: bytes) -> bytes:
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x;note\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def announced(body: bytes) -> bytes:
    return b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + sized(body)


@contextmanager
def answering(*answers: bytes) -> Iterator[tuple[str, list[int]]]:
    """Gives its address, and over which connection each request came; requests are answered in turn."""
    listener, came, left = socket.create_server(("127.0.0.1", 0)), list[int](), list(answers)

    def serve(connection: socket.socket, number: int) -> None:
        with connection:
            while connection.recv(65_536):
                came.append(number)
                connection.sendall(left.pop(0))

    def accept() -> None:
        for number in range(len(answers)):
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection, number), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api", came
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def two_reads(url: str) -> list[bytes]:
    wire, call = Wire(url), Call(method="GET", path="/status")
    try:
        return [wire.exchange(call, token=None, seconds=5, limit=1000).body for _ in range(2)]
    finally:
        wire.close()


@pytest.mark.parametrize("form", [sized, chunked, announced])
@pytest.mark.parametrize("stale", [sized, chunked])
def test_an_answer_that_came_unasked_is_nobodys(form, stale):
    with answering(form(b"first") + stale(b"stale"), form(b"second")) as (url, came):
        assert two_reads(url) == [b"first", b"second"]
        assert came == [0, 1]


@pytest.mark.parametrize("form", [sized, chunked, announced])
def test_a_connection_with_nothing_left_over_is_used_again(form):
    with answering(form(b"first"), form(b"second")) as (url, came):
        assert two_reads(url) == [b"first", b"second"]
        assert came == [0, 0]


@pytest.mark.parametrize("form", [sized, chunked, announced])
def test_no_part_of_an_answer_is_more_than_it(form):
    whole = form(b"body")
    for cut in range(len(whole) + 1):
        intake = ReceivedBytes()
        intake.take(whole[:cut])
        assert not intake.surplus()
    intake = ReceivedBytes()
    intake.take(whole + b"x")
    assert intake.surplus()
    intake.begin()
    assert not intake.surplus()
