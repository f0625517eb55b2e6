"""Every exchange is reported once, however it ends, and tells no record's id."""

import socket

import pytest
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import AccountingError, ProviderUnavailable
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_procountor.connection import Procountor
from trackifi_procountor.http.messages import Answer, Call, NotSent
from trackifi_procountor.session.exchange_outcomes import exchange_of

from tests.procountor.connecting import request_for
from tests.procountor.raw_server import SESSION, http, raw_server, sending

ENDS = {
    "a refusal": (sending(http(b'{"errors":[]}', status="403 No")), ExchangeOutcome.OK, 403),
    "a pause": (sending(http(b"", status="429 Slow")), ExchangeOutcome.THROTTLED, 429),
    "a failure": (sending(http(b"", status="503 Away")), ExchangeOutcome.FAILED, 503),
    "silence": (lambda _: None, ExchangeOutcome.FAILED, None),
    "half an answer": (sending(http(b"{}").replace(b"Length: 2", b"Length: 9")), ExchangeOutcome.FAILED, None),
}


def company_of(url: str, limiter: MemoryLimiter, clock: ManualClock) -> None:
    Procountor().connect(request_for(url, clock=clock, limiter=limiter)).accounting.company()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def limiter(clock: ManualClock) -> MemoryLimiter:
    return MemoryLimiter(clock=clock, per_second=10)


@pytest.mark.parametrize("end", ENDS)
def test_an_exchange_is_reported_however_it_ends(limiter, clock, end):
    reply, outcome, status = ENDS[end]
    with raw_server(get_sessioninfo=reply) as server, pytest.raises(AccountingError):
        company_of(server.url, limiter, clock)
    told = [(one.method, one.path, one.outcome, one.status) for one in limiter.reported]
    assert told == [("POST", "/oauth/token", ExchangeOutcome.OK, 200), ("GET", "/sessioninfo", outcome, status)]
    assert len(limiter.granted) == len(limiter.reported)


def test_five_connections_that_can_not_be_made_stop_the_calls(limiter, clock):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api"
    for _ in range(5):
        with pytest.raises(ProviderUnavailable):
            company_of(url, limiter, clock)
    with pytest.raises(ProviderUnavailable) as told:
        company_of(url, limiter, clock)
    assert [one.outcome for one in limiter.reported] == [ExchangeOutcome.UNREACHABLE] * 5
    assert told.value.retry_after == pytest.approx(30, abs=3)


def test_nobody_is_kept_waiting_for_a_provider_that_is_away_for_long(limiter, clock):
    away = sending(http(b"", status="503 Away", extra="Retry-After: 120\r\n"))
    with raw_server(get_sessioninfo=SESSION, get_products=away) as server:
        connection = Procountor().connect(request_for(server.url, clock=clock, limiter=limiter))
        with pytest.raises(ProviderUnavailable):
            list(connection.accounting.products())
    assert [one.path for one in limiter.reported].count("/products") == 1
    assert sum(clock.slept) < 10


def test_a_look_up_tells_no_number(limiter, clock):
    with raw_server(get_invoices=sending(http(b'{"results":[]}'))) as server:
        connection = Procountor().connect(request_for(server.url, clock=clock, limiter=limiter))
        connection.accounting.find(InvoiceKey(kind=PartyKind.CUSTOMER, number=InvoiceNumber("SPECIMEN-77")))
    assert any("SPECIMEN-77" in line for line in server.seen)
    assert "SPECIMEN-77" not in repr(limiter.reported)


@pytest.mark.parametrize("path", ["/invoices/4711", "/invoices/4711,4712,4713"])
def test_ids_stay_out_of_the_path(path):
    answer = Answer(status=200, content_type="application/json", body=b"{}")
    assert exchange_of(Call(method="GET", path=path), answer, 0.1).path == "/invoices/{id}"


def test_only_a_write_that_may_have_left_is_in_doubt():
    write = Call(method="POST", path="/invoices")
    broken = Answer(status=500, content_type="text/html", body=b"")
    refused = Answer(status=400, content_type="application/json", body=b"{}")
    ends = (broken, refused, NotSent("ConnectError"))
    assert [exchange_of(write, end, 1).ambiguous for end in ends] == [True, False, False]
    assert not exchange_of(Call(method="GET", path="/invoices"), broken, 1).ambiguous
