"""The demonstration as a visitor runs it: a real process with its children, and real signals."""

import json
import os
import signal
import socket
import time
import urllib.request
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import psutil
import pytest
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.plugins.offer import Arrival
from trackifi_accounting_adapters.cli.main import application
from trackifi_accounting_adapters.demo.comparison import Sent, differences
from trackifi_accounting_adapters.demo.papers import invoices
from typer.testing import CliRunner

from tests.resilience.rig.commands import Command

PORTS = ("--port", "0", "--sandbox-port", "0")
PATIENCE = 120
LOOK = 0.02


@pytest.fixture
def demo():
    started = []

    def start(*arguments):
        process = Command("demo", *PORTS, *arguments, environment=os.environ)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def asked(address):
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return answer.read()


def descendants(pid):
    """Processes that this one started, and those that they started."""
    return psutil.Process(pid).children(recursive=True)


def until(condition):
    deadline = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert time.monotonic() < deadline
        time.sleep(LOOK)
    return value


def gone(processes):
    return until(lambda: not any(process.is_running() for process in processes))


def until_line(stream, end):
    lines = []
    while not lines or end not in lines[-1]:
        lines.append(stream.readline())
        assert lines[-1], "it ended before"
    return "".join(lines)


def rows_of(sandbox):
    """What the sandbox's own API lists, asked by nothing of ours, as (our number, net, VAT, gross, files)."""
    rows = json.loads(asked(f"{sandbox}/sandbox/invoices"), parse_float=Decimal)
    return Counter(
        (
            row["originalInvoiceNumber"],
            *(
                Decimal(row["invoiceSumInfo"][0][name])
                for name in ("excludingVatTotal", "vatSumTotal", "invoiceSumTotal")
            ),
            tuple(file["name"] for file in row["files"]),
        )
        for row in rows
    )


@pytest.mark.parametrize("option", ["--port", "--sandbox-port"])
def test_a_port_that_is_taken_is_told_with_the_way_out(demo, option):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        process = demo("--auto", option, str(taken))
        _, said = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert "did not start" in said
    assert f"127.0.0.1:{taken}" in said
    assert "choose another port with --port or --sandbox-port; 0 takes a free one." in " ".join(said.split())


def test_the_journey_ends_with_what_the_sandbox_itself_lists(demo):
    process = demo("--auto", "--stay", "--json")
    told = json.loads(process.stdout.readline())
    ours = Counter(
        (
            one["own_number"],
            *(Decimal(one["totals"][name]) for name in ("net", "vat", "gross")),
            tuple(one["files"]),
        )
        for one in told["arrived"]
    )
    theirs = rows_of(told["sandbox"])
    [pdf] = told["arrived"][0]["files"].values()
    content = asked(told["sandbox"] + pdf)
    children = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)

    assert told["agreed"]
    assert told["differences"] == []
    assert ours == theirs
    assert sorted(Counter(one["kind"] for one in told["arrived"]).items()) == [("customer", 6), ("freelancer", 4)]
    assert sorted(one["code"] for one in told["waiting"]) == ["invoice_not_sendable", "partner_not_linked"]
    assert content.startswith(b"%PDF-")
    assert process.returncode == 0
    assert len(children) >= 3
    assert gone(children)


def test_a_month_of_edits_is_told_kind_by_kind(demo):
    process = demo("--auto", "--month", "--json")
    said, _ = process.communicate(timeout=PATIENCE)
    journey, later = map(json.loads, said.splitlines())
    month, told = later["month"], later["drift"]

    assert process.returncode == 0
    assert journey["agreed"]
    assert {
        ("edited_here", month["edited"]),
        ("second_by_hand", month["copied"]),
        ("due_date", month["due_later"]),
        ("removed_there", month["removed"]),
    } <= {(one["what"], one["number"]) for one in told["items"]}
    kinds = {"edited_here", "second_by_hand", "due_date", "removed_there", "waiting_here"}
    assert {one["what"] for one in told["items"]} <= kinds
    assert [(one["what"], one["number"]) for one in told["information"]] == [
        ("approved_there", month["approved"]),
        ("paid_there", month["paid"]),
    ]


def test_a_visitor_is_led_through_the_steps_and_ends_them_with_ctrl_c(demo, tmp_path):
    process = demo("--keep", str(tmp_path / "kept"))
    told = until_line(process.stdout, "Ctrl-C ends everything.")
    children = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert errors == ""
    assert "Client ID: " in told
    assert "trackifi-accounting activate demo" in told
    assert gone(children)
    assert (tmp_path / "kept" / "var" / "accounting.db").exists()


def test_a_signal_while_things_start_leaves_no_process_behind(demo):
    process = demo()
    children = until(lambda: descendants(process.pid))
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert gone(children)


def test_a_folder_that_is_in_use_is_refused(tmp_path):
    (tmp_path / "file").touch()
    answer = CliRunner().invoke(application(), ["demo", *PORTS, "--keep", str(tmp_path)])
    assert answer.exit_code == 1
    assert "is not empty" in answer.stderr


def arrival(**changes):
    fixed = {"kind": PartyKind.CUSTOMER, "own_number": SENT.invoice.number, "partner": SENT.partner}
    shown = {"number": "1001", "partner_name": "Specimen Oy", "totals": SENT.invoice.totals, "files": {"a.pdf": "/a"}}
    return Arrival(**{**fixed, **shown, **changes})


SENT = Sent(invoice=invoices(date(2026, 2, 2))[0], partner=PartnerId("1001"), pdf=digest_of(b"%PDF-specimen"))


def test_what_is_the_same_on_both_sides_is_no_difference():
    assert differences([SENT], [arrival()], lambda _: b"%PDF-specimen") == []


@pytest.mark.parametrize(
    ("arrived", "content"),
    [
        ([arrival(totals=replace(SENT.invoice.totals, gross=Decimal("0.01")))], b"%PDF-specimen"),
        ([arrival(partner=PartnerId("1002"))], b"%PDF-specimen"),
        ([arrival(files={})], b"%PDF-specimen"),
        ([arrival(files={"a.pdf": "/a", "b.pdf": "/b"})], b"%PDF-specimen"),
        ([arrival()], b"%PDF-another"),
        ([arrival(), arrival()], b"%PDF-specimen"),
        ([], b""),
    ],
    ids=["a cent", "another partner", "no PDF", "two PDFs", "another PDF", "booked twice", "nothing there"],
)
def test_every_difference_is_told(arrived, content):
    assert differences([SENT], arrived, lambda _: content)
