"""The fence is asked when the connection stands, and a write's head and body leave together after it."""

import socket
import time

import httpcore
import pytest
from trackifi_accounting.errors import HeldUp, OutcomeUnknown, ProviderUnavailable
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor
from trackifi_procountor.http.deadline import SLICE, Withheld, _TimedStream, within
from trackifi_procountor.http.messages import Call, NotSent
from trackifi_procountor.http.wire import Wire

from tests.procountor.connecting import request_for
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.test_wire import DRAFT, SAVED

POST = Call(method="POST", path="/invoices", content_type="application/json", body=DRAFT.payload)


def accounting(server):
    return Procountor().connect(request_for(server.url)).accounting


def test_a_fence_that_is_shut_lets_no_byte_leave():
    def shut():
        raise HeldUp

    with raw_server(post_invoices=sending(http(SAVED))) as server:
        with pytest.raises(HeldUp):
            accounting(server).create(DRAFT, fence=shut)
        assert "POST /api/invoices" not in server.seen


def test_it_is_asked_once_for_a_request_and_before_its_repetition_again():
    asked = []
    refusal = sending(http(b'{"errors":[]}', status="401 Unauthorized"))
    with raw_server(post_invoices=refusal) as server, pytest.raises(Exception, match="procountor_token_refused"):
        accounting(server).create(DRAFT, fence=lambda: asked.append(len(server.seen)))
    assert len(asked) == 2


def test_without_a_connection_it_is_not_asked():
    asked = []
    with raw_server(get_sessioninfo=sending(b"")) as server:
        books = accounting(server)
        books._api.session.tokens.token(books._api.clock, lambda: books._api._new_token(0), patient=False)
    with pytest.raises(ProviderUnavailable):
        books.create(DRAFT, fence=lambda: asked.append(1))
    assert asked == []


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


def test_the_connection_stands_before_and_head_and_body_come_in_one_piece(listener):
    met = []

    def fence():
        connection, _ = listener.accept()  # it is there already
        connection.setblocking(False)
        with pytest.raises(BlockingIOError):
            connection.recv(1)
        met.append(connection)

    wire = Wire(f"http://127.0.0.1:{listener.getsockname()[1]}/api")
    with pytest.raises(Exception):  # noqa: B017  # nobody answers
        wire.exchange(POST, token=None, seconds=0.3, limit=1000, fence=fence)
    first = met[0].recv(65_536)
    met[0].close()
    wire.close()
    assert first.startswith(b"POST /api/invoices")
    assert first.endswith(DRAFT.payload)


def test_what_a_fence_raises_is_told_apart_from_the_network(listener):
    wire = Wire(f"http://127.0.0.1:{listener.getsockname()[1]}/api")

    def shut():
        raise ConnectionResetError

    with pytest.raises(Withheld) as told:
        wire.exchange(POST, token=None, seconds=1, limit=1000, fence=shut)
    wire.close()
    assert isinstance(told.value.reason, ConnectionResetError)


class Sleeping(httpcore.NetworkStream):
    """A socket whose machine sleeps after the first piece."""

    def __init__(self) -> None:
        self.pieces = []

    def write(self, buffer, timeout=None):  # noqa: ARG002  # the interface's name
        self.pieces.append(buffer)
        time.sleep(0.1)


def test_a_machine_that_slept_in_the_middle_of_a_large_file_goes_on_with_no_further_piece():
    socket_of_ours = Sleeping()
    with within(0.05), pytest.raises(httpcore.WriteTimeout):
        _TimedStream(socket_of_ours).write(b"x" * 3 * SLICE)
    assert len(socket_of_ours.pieces) == 1


def test_a_fence_of_one_exchange_is_not_asked_in_another():
    with within(1, fence=lambda: None):
        pass
    with raw_server(post_invoices=sending(b"")) as server, pytest.raises((OutcomeUnknown, NotSent)):
        accounting(server).create(DRAFT, fence=open_fence)
