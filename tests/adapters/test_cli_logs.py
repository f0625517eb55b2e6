"""Logs: one event a line, listed fields only, nothing that a stranger filled in."""

import io
import json
import logging
import os

import pytest
from trackifi_accounting.domain.values import log_context
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting_adapters.logs import lines as logs
from trackifi_accounting_adapters.logs.writer import KEPT, BackgroundHandler


@pytest.fixture
def lines():
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.configure(level="DEBUG", stream=stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_an_event_is_one_line_whatever_it_holds(lines):
    logs.event("deliveries moved", company="specimen\nforged \x1b[31m\u2028\u202e", moved=2)
    [line] = lines()
    assert (line["event"], line["moved"]) == ("deliveries moved", 2)
    assert line["company"] == "specimen\nforged \x1b[31m\u2028\u202e"


def test_a_field_that_is_not_listed_is_left_out(lines):
    logs.event("sent", invoice="i-1", payload="specimen-body", api_key="specimen-key")
    [line] = lines()
    assert line.keys() == {"event", "level", "logger", "timestamp", "invoice"}


def test_a_secret_shows_nothing_even_in_a_listed_field(lines):
    logs.event("sent", invoice=Secret("specimen-key"))
    assert "specimen-key" not in json.dumps(lines())


def test_what_a_library_fills_in_stays_out(lines):
    logging.getLogger("specimen_library").warning("refused header %s", "specimen-token")
    logging.getLogger("specimen_library").debug("header specimen-token")
    [line] = lines()
    assert line["event"] == "refused header %s"


def test_our_own_words_are_filled_in(lines):
    logging.getLogger("trackifi_specimen.wire").debug("%s %s", "GET", "/partners")
    [line] = lines()
    assert line["event"] == "GET /partners"


def test_an_error_is_logged_by_kind_and_place_without_its_words(lines):
    try:
        int("specimen-token")
    except ValueError as error:
        logs.failure("a round failed", error)
        logging.getLogger("specimen_library").exception("it failed")
    first, second = lines()
    assert first["error"] == second["error"] == "ValueError"
    assert first["where"].startswith("test_cli_logs.py:")
    assert "specimen-token" not in json.dumps([first, second])


def test_what_is_being_worked_on_is_on_every_line_meanwhile(lines):
    with log_context.about(request="specimen-click"):
        with log_context.about(invoice="i-1"):
            logs.event("inner")
        logs.event("outer")
    logs.event("after")
    inner, outer, after = lines()
    assert (inner["request"], inner["invoice"]) == ("specimen-click", "i-1")
    assert (outer["request"], "invoice" in outer) == ("specimen-click", False)
    assert "request" not in after


def record(message: str) -> logging.LogRecord:
    return logging.makeLogRecord({"msg": message})


def test_lines_come_out_whole_and_in_order():
    reading, writing = os.pipe()
    handler = BackgroundHandler(writing)
    for number in range(3):
        handler.emit(record(f"line {number}"))
    handler.flush()
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read().splitlines() == ["line 0", "line 1", "line 2"]


def test_lines_that_nobody_takes_are_dropped_and_counted():
    reading, writing = os.pipe()
    handler = BackgroundHandler(writing)
    for _ in range(KEPT + 2_000):  # a pipe takes 64 kB, the rest waits, the rest of that is dropped
        handler.emit(record("x" * 100))
    assert handler.lost > 0
    os.close(reading)  # who writes to it hears so at once
    handler.flush()
    assert handler.lost > 1_000
    os.close(writing)


def test_a_line_that_can_not_be_made_stops_nothing():
    reading, writing = os.pipe()
    handler = BackgroundHandler(writing)
    handler.emit(logging.makeLogRecord({"msg": "%d", "args": ("specimen",)}))
    assert handler.lost == 1
    os.close(writing)
    os.close(reading)
