"""Every operation of the whole API is tried at both locks: what is not needed passes neither, and never leaves."""

import re

import httpx
import pytest
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_procountor.examination.api_changes import OPERATIONS as NEEDED
from trackifi_procountor.http import allow_list
from trackifi_procountor.http.messages import Call, CallRefused
from trackifi_procountor.http.request_check import may_leave
from trackifi_procountor.http.wire import Wire

from tests.procountor.material import ABSENT, material
from tests.procountor.raw_server import http, raw_server, sending
from tests.procountor.test_egress import ALLOWED

LIST = material("operations.txt")
pytestmark = pytest.mark.skipif(not LIST.exists(), reason=ABSENT)
TEXT, BODY = "application/json", b'{"type":"SALES_INVOICE"}'


@pytest.fixture(scope="module")
def operations():
    return {tuple(line.split()) for line in LIST.read_text().splitlines()}


def plain(operation):
    method, path = operation
    return method, re.sub(r"\{[^}]*\}", "{}", path)


def tries(operation):
    """The operation with an id, with a word, and each with a body or as a search that is allowed elsewhere."""
    method, path = operation
    for place in ("7", "7,8", "x", "{id}"):
        at = re.sub(r"\{[^}]*\}", place, path)
        yield Call(method=method, path=at)
        yield Call(method=method, path=at, content_type=TEXT, body=BODY)
        yield Call(method=method, path=at, query=(("type", "CUSTOMER"),))
        yield Call(method=method, path=at, query=(("size", "1"),))


def passes_the_table(call):
    try:
        allow_list.check(call)
    except CallRefused:
        return False
    return True


def reached(operations, passes):
    return {
        operation for operation in operations if any(passes(call) for call in (*tries(operation), *examples(operation)))
    }


def examples(operation):
    """The calls that the plugin really makes of this operation."""
    return [call for call in ALLOWED if plain((call.method, re.sub(r"/[\d,]+$", "/{}", call.path))) == plain(operation)]


def test_each_lock_alone_lets_through_what_is_needed_and_nothing_else(operations, record_property):
    needed = {operation for operation in operations if plain(operation) in NEEDED}
    assert reached(operations, passes_the_table) == needed
    assert reached(operations, may_leave) == needed
    figures = {
        "operations": len(operations),
        "let through": len(needed),
        "stopped by each lock": len(operations - needed),
    }
    for name, figure in figures.items():
        record_property(name, figure)
    assert len(needed) == len(NEEDED)


def test_of_the_whole_api_only_what_is_needed_reaches_a_server_though_the_table_is_not_asked(operations):
    with raw_server(get_=sending(http(b"{}"))) as server:
        wire, stopped = Wire(server.url), set()
        for operation in sorted(operations):
            if plain(operation) in NEEDED:
                continue
            with pytest.raises((CallRefused, httpx.InvalidURL)):
                wire.exchange(next(tries(operation)), token=Secret("t"), seconds=5, limit=1000)
            stopped.add(operation)
        wire.close()
        assert server.seen == []
    assert len(stopped) == len(operations) - len(NEEDED)
