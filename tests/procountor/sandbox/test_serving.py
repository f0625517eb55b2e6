"""The wire itself, and the command."""

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox

COMMAND = Path(sys.executable).with_name("procountor-sandbox")
LONG = 120  # seconds; nothing lasts so long, but on a machine that does much else beside


def raw(sandbox: RunningSandbox, *pieces: bytes) -> bytes:
    """Everything the server sends until it closes."""

    async def talk() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(sandbox.url.rpartition(":")[2]))
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer

    return asyncio.run(talk())


def test_a_request_may_arrive_byte_by_byte(sandbox: RunningSandbox) -> None:
    request = b"GET /api/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    answer = raw(sandbox, *(request[place : place + 9] for place in range(0, len(request), 9)))
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert answer.count(b"HTTP/1.1") == 1


def test_requests_sent_at_once_are_answered_in_order(sandbox: RunningSandbox) -> None:
    first = b"GET /api/status HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    statuses = re.findall(rb"HTTP/1.1 (\d+)", raw(sandbox, first + first + last))
    assert statuses == [b"401", b"401", b"404"]


def test_a_chunked_body_is_read(sandbox: RunningSandbox, api: httpx.Client) -> None:
    def pieces() -> list[bytes]:
        return [b'{"type":', b'"SALES_INVOICE"}']

    answer = api.post("/invoices", content=iter(pieces()), headers={"Content-Type": "application/json"})
    assert {error["field"] for error in answer.json()["errors"]} >= {"date", "counterParty"}


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nbroken\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", b"400"),
        (b"POST / HTTP/1.1\r\nContent-Length: 99000000\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000, b"431"),
    ],
)
def test_what_is_no_http_is_refused(sandbox: RunningSandbox, request_bytes: bytes, status: bytes) -> None:
    assert raw(sandbox, request_bytes).split(b" ")[1] == status


def test_a_get_with_a_body_is_refused(api: httpx.Client) -> None:
    assert api.request("GET", "/status", content=b"{}").status_code == 400


def test_an_unknown_operation_and_a_wrong_method_are_told_apart(api: httpx.Client) -> None:
    assert api.get("/nothing").status_code == 404
    wrong = api.delete("/invoices")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET, POST")


@pytest.mark.parametrize("prefix", ["/api", "/latest/api", "/supported/api", "/v2604/api"])
def test_every_kind_of_path_leads_to_the_same_api(sandbox: RunningSandbox, api: httpx.Client, prefix: str) -> None:
    answer = api.get(f"{sandbox.url}{prefix}/sessioninfo")
    assert answer.json()["companyId"] == 11001


def test_a_version_out_of_support_is_not_found(sandbox: RunningSandbox, api: httpx.Client) -> None:
    assert api.get(f"{sandbox.url}/v2301/api/sessioninfo").status_code == 404


def test_two_sandboxes_run_side_by_side(sandbox: RunningSandbox) -> None:
    with RunningSandbox() as other:
        assert other.url != sandbox.url
        assert other.api_key != sandbox.api_key


def test_a_port_that_is_taken_is_reported(sandbox: RunningSandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])
    with pytest.raises(OSError, match="address"), RunningSandbox(port=port):
        pass


def run_command(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([COMMAND, "serve", "--port", "0", *arguments], stdout=-1, stderr=-1, text=True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_says_one_line_and_ends_cleanly(number: int) -> None:
    with run_command("--api-key", "sandbox-key", "--documents", "off", "--partners", "10") as process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.fullmatch(r"Procountor sandbox ready: (http://127\.0\.0\.1:\d+) .*\n", line)
        assert found
        assert httpx.get(f"{found.group(1)}/api/status", verify=False).status_code == 401
        companies = httpx.get(f"{found.group(1)}/sandbox/companies", verify=False).json()
        assert (companies[0]["settings"]["documents"], companies[0]["partners"]) == (False, 32)
        os.kill(process.pid, number)
        rest, errors = process.communicate(timeout=LONG)
        assert (process.returncode, rest, errors) == (0, "", "")


def test_without_a_key_one_is_made_and_shown() -> None:
    with run_command() as process:
        assert process.stdout
        line = process.stdout.readline()
        process.terminate()
        process.communicate(timeout=LONG)
    assert re.search(r"API key [\w-]+\.[\w-]+\.[\w-]+\)", line)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--port", "99999"), "65535"),
        (("--documents", "maybe"), "maybe"),
        (("--api-key", " "), "The key is empty"),
        (("--host", "203.0.113.1"), "Cannot listen on 203.0.113.1"),
    ],
)
def test_wrong_options_are_explained(arguments: tuple[str, ...], words: str) -> None:
    with run_command(*arguments) as process:
        _, errors = process.communicate(timeout=LONG)
    assert process.returncode != 0
    assert words in errors
    assert "Traceback" not in errors


def test_rights_are_told_as_the_document_wants(login: Callable[..., httpx.Client], control: httpx.Client) -> None:
    limited = login(control.post("/keys", json={"rights": "recommended"}).json()["value"])
    told = limited.get("/users/rights").json()
    assert told["rights"]["sales"]["salesOrGroupInvoices"] == "ALL_RIGHTS"
    assert told["rights"]["management"]["usersAndUserRights"] == "NO_ACCESS"
    assert limited.get("/company").status_code == 200


def test_a_defect_is_answered_and_the_next_request_works(
    sandbox: RunningSandbox, api: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    products, sandbox.state.first.products = sandbox.state.first.products, None  # type: ignore[assignment]
    assert api.get("/products").status_code == 500
    assert "GET /api/products failed" in caplog.text
    sandbox.state.first.products = products
    assert api.get("/products").status_code == 200
