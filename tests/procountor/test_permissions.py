"""The budget's permission before each call, and secrets that stay where they are."""

import threading

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.errors import (
    RateLimited,
)
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending

COMPANY_ANSWER = sending(http(b'{"id":11001,"name":"Koeyritys Oy"}'))
SESSION = sending(http(b'{"companyId":11001,"name":"Koeyritys Oy","userId":301}'))


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


def tokens_asked(sandbox) -> int:
    return sum(entry.path.endswith("/oauth/token") for entry in sandbox.state.journal)


def test_a_pause_that_procountor_asks_for_reaches_the_budget_of_all():
    class Slowed(MemoryLimiter):
        def slow_down(self, _provider, *, seconds):
            asked.append(seconds)

    asked = []
    clock = ManualClock()
    busy = sending(http(b"", status="429 Slow", extra="Retry-After: 17\r\n"))
    with raw_server(get_sessioninfo=busy) as server:
        request = request_for(server.url, clock=clock, limiter=Slowed(clock=clock))
        with pytest.raises(RateLimited) as told:
            Procountor().connect(request).accounting.company()
    assert (asked, told.value.retry_after) == ([17.0], 17.0)


def test_permission_is_asked_for_each_call_and_last_before_it_leaves(sandbox):
    clock = ManualClock()
    limiter = MemoryLimiter(clock=clock)
    Procountor().connect(request_for(sandbox.url, clock=clock, limiter=limiter)).accounting.company()
    assert len(limiter.granted) == len(sandbox.state.journal) == 3


def test_without_a_permission_no_call_is_made(sandbox):
    clock = ManualClock()
    limiter = MemoryLimiter(clock=clock)
    limiter.down = True
    with pytest.raises(RateLimited):
        Procountor().connect(request_for(sandbox.url, clock=clock, limiter=limiter)).accounting.company()
    assert len(sandbox.state.journal) == 0


def test_the_key_shows_in_no_repr_of_what_is_kept(sandbox):
    provider = Procountor()
    connection = provider.connect(request_for(sandbox.url))
    connection.accounting.company()
    session = next(iter(provider._sessions._sessions.values()))
    shown = f"{provider!r} {connection!r} {session!r} {list(provider._sessions._sessions)!r} {session.tokens!r}"
    assert KEY not in shown
    assert not any(token in shown for token in sandbox.state.tokens)


def test_the_fetch_of_a_token_holds_up_no_other_company(sandbox):
    """Two companies, one of whose tokens hangs: the other goes on."""
    provider = Procountor()
    release, entered = threading.Event(), threading.Event()

    class Held(MemoryLimiter):
        def wait(self, *_, **__):
            entered.set()
            release.wait(10)

    clock: Clock = ManualClock()
    held = request_for(sandbox.url, generation=2, clock=clock, limiter=Held(clock=clock))
    thread = threading.Thread(target=provider.connect(held).accounting.company)
    thread.start()
    entered.wait(10)
    assert provider.connect(request_for(sandbox.url)).accounting.company().id == "11001"
    release.set()
    thread.join()


def test_neither_key_nor_token_reaches_a_log(sandbox, caplog):
    caplog.set_level("DEBUG")
    Procountor().connect(request_for(sandbox.url, pinned="11001")).accounting.company()
    assert "/oauth/token" in caplog.text
    assert KEY not in caplog.text
    assert not any(token in caplog.text for token in sandbox.state.tokens)
