"""Answers no decent server gives, over real sockets: nothing hangs, nothing grows, no write is called safe."""

import socket
import threading
import time

import pytest
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.errors import (
    InvoiceRejected,
    OutcomeUnknown,
    PermissionMissing,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
)
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor
from trackifi_procountor.http.messages import AnswerGarbled, AnswerLost, Call, NotSent
from trackifi_procountor.http.wire import Wire

from tests.procountor.connecting import request_for
from tests.procountor.raw_server import http, raw_server, sending

DRAFT = Draft(
    payload=b'{"type":"SALES_INVOICE","date":"2026-01-31"}',
    kind=PartyKind.CUSTOMER,
    totals=Totals(net=0, vat=0, gross=0, currency="EUR"),
)
KEY = InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber("T-1"))
SAVED = b'{"id":7,"type":"SALES_INVOICE","status":"UNFINISHED","originalInvoiceNumber":"T-1","invoiceNumber":1}'


def drip(connection: socket.socket) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
        connection.sendall(bytes([byte]))
        time.sleep(0.02)


def body_drip(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(1000):
        connection.sendall(b" ")
        time.sleep(0.02)


def endless(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def silent(connection: socket.socket) -> None:
    connection.recv(1)


HOSTILE = {
    "nothing": sending(b""),
    "half a head": sending(b"HTTP/1.1 200 OK\r\nContent-"),
    "half a body": sending(http(SAVED)[:-20]),
    "half a json": sending(http(SAVED[:-20])),
    "html": sending(http(b"<html>Login</html>", content_type="text/html")),
    "json called html": sending(http(SAVED, content_type="text/html")),
    "no content type": sending(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
    "gzip": sending(http(SAVED, extra="Content-Encoding: gzip\r\n")),
    "NaN": sending(http(SAVED[:-1] + b',"sum":NaN}')),
    "infinite number": sending(http(SAVED[:-1] + b',"sum":1e999}')),
    "a key twice": sending(http(SAVED[:-1] + b',"id":8}')),
    "deep": sending(http(b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}")),
    "byte order mark": sending(http(b"\xef\xbb\xbf" + SAVED)),
    "half a character": sending(http(SAVED[:-1] + b',"x":"\\ud800"}')),
    "not utf-8": sending(http(b'{"id":7,"type":"\xff"}')),
    "a list": sending(http(b"[]")),
    "another kind": sending(http(SAVED.replace(b"SALES_INVOICE", b"TRAVEL_INVOICE"))),
    "no id": sending(http(b'{"type":"SALES_INVOICE"}')),
    "two lengths": sending(http(SAVED, extra="Content-Length: 3\r\n")),
    "bad chunks": sending(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    "huge head": sending(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n"),
    "no http": sending(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "redirect": sending(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"),
    "no content": sending(b"HTTP/1.1 204 None\r\n\r\n"),
    "created": sending(http(SAVED, status="201 Created")),
    "conflict": sending(http(b'{"errors":[]}', status="409 Conflict")),
    "500 html": sending(http(b"<html>", status="500 Oops", content_type="text/html")),
    "503": sending(http(b"", status="503 Maintenance")),
    "403 html": sending(http(b"<html>", status="403 Forbidden", content_type="text/html")),
    "400 html": sending(http(b"<html>", status="400 Bad", content_type="text/html")),
}


@pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE)
def test_after_a_write_any_odd_answer_leaves_the_outcome_open(reply):
    with raw_server(post_invoices=reply) as server:
        accounting = Procountor().connect(request_for(server.url)).accounting
        with pytest.raises(OutcomeUnknown):
            accounting.create(DRAFT, fence=open_fence)
        assert server.seen.count("POST /api/invoices") == 1


@pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE)
def test_a_read_with_an_odd_answer_is_never_taken_for_an_empty_list(reply):
    with raw_server(get_invoices=reply) as server:
        accounting = Procountor().connect(request_for(server.url)).accounting
        with pytest.raises((UnexpectedAnswer, ProviderUnavailable, PermissionMissing)):
            accounting.find(KEY)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        ("400 Bad", b'{"errors":[{"status":400,"field":"date","message":"CLOSED_FISCAL_PERIOD"}]}', InvoiceRejected),
        ("400 Bad", b"", InvoiceRejected),
        ("401 No", b"", ProviderUnavailable),
        ("403 No", b'{"errors":[{"status":403,"message":"Insufficient user rights."}]}', PermissionMissing),
        ("403 No", b'{"errors":[{"status":403,"message":"Tracking period is closed."}]}', InvoiceRejected),
        ("404 No", b'{"errors":[{"status":404,"message":"Partner not found."}]}', InvoiceRejected),
        ("429 Slow", b"", RateLimited),
    ],
)
def test_a_clean_refusal_of_a_write_books_nothing(status, body, error):
    with raw_server(post_invoices=sending(http(body, status=status))) as server, pytest.raises(error):
        Procountor().connect(request_for(server.url)).accounting.create(DRAFT, fence=open_fence)


@pytest.mark.parametrize("reply", [drip, body_drip, silent], ids=["head", "body", "silence"])
def test_a_slow_drip_ends_with_the_exchange(reply):
    with raw_server(get_company=reply) as server:
        wire = Wire(server.url)
        with pytest.raises(AnswerLost):
            wire.exchange(Call(method="GET", path="/company"), token=Secret("t"), seconds=0.3, limit=10_000)
        wire.close()


def test_an_endless_answer_is_cut_at_the_limit():
    with raw_server(get_company=endless) as server:
        wire = Wire(server.url)
        with pytest.raises(AnswerGarbled):
            wire.exchange(Call(method="GET", path="/company"), token=Secret("t"), seconds=30, limit=2_000_000)
        wire.close()


def test_a_closed_port_means_that_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    wire = Wire(f"http://127.0.0.1:{port}/api")
    with pytest.raises(NotSent):
        wire.exchange(Call(method="GET", path="/company"), token=None, seconds=5, limit=100)
    wire.close()


def test_a_closed_port_is_a_temporary_error_even_for_a_write():
    with raw_server() as server:
        accounting = Procountor().connect(request_for(server.url)).accounting
    with pytest.raises(ProviderUnavailable):
        accounting.create(DRAFT, fence=open_fence)


def test_a_redirect_reaches_nobody_else():
    with raw_server() as elsewhere:
        location = f"HTTP/1.1 307 Go\r\nLocation: {elsewhere.url}/invoices\r\nContent-Length: 0\r\n\r\n".encode()
        with raw_server(post_invoices=sending(location)) as server, pytest.raises(OutcomeUnknown):
            Procountor().connect(request_for(server.url)).accounting.create(DRAFT, fence=open_fence)
        assert elsewhere.seen == []


def test_the_environment_names_no_proxy(tmp_path, monkeypatch):
    with raw_server() as proxy, raw_server(get_company=sending(http(b"{}"))) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        wire = Wire(server.url)
        wire.exchange(Call(method="GET", path="/company"), token=None, seconds=5, limit=100)
        wire.close()
        assert proxy.seen == []


def test_a_get_carries_no_body_and_asks_for_plain_text():
    with raw_server(get_company=sending(http(b"{}"))) as server:
        wire = Wire(server.url)
        wire.exchange(Call(method="GET", path="/company"), token=Secret("t-1"), seconds=5, limit=100)
        wire.close()
        head = server.heads[0].lower()
        assert "accept-encoding: identity" in head
        assert "authorization: bearer t-1" in head
        assert "content-length" not in head
        assert "content-type" not in head


def test_a_frozen_draft_leaves_byte_for_byte():
    with raw_server(post_invoices=sending(http(SAVED))) as server:
        Procountor().connect(request_for(server.url)).accounting.create(DRAFT, fence=open_fence)
        assert server.bodies[-1] == DRAFT.payload


def test_many_threads_share_few_connections():
    with raw_server(get_company=sending(http(b"{}", extra="Connection: close\r\n"))) as server:
        wire = Wire(server.url)
        answers = []

        def one():
            answers.append(wire.exchange(Call(method="GET", path="/company"), token=None, seconds=20, limit=100))

        threads = [threading.Thread(target=one) for _ in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wire.close()
        assert len(answers) == 60
