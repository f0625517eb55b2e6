"""Faults on demand, the limit, the journal and the other controls."""

import time
from collections.abc import Callable
from threading import Event
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox

Body = Callable[..., dict[str, Any]]
Send = Callable[[], httpx.Response]
LONG = 120  # seconds
BROKEN = (httpx.RemoteProtocolError, httpx.ReadError)


def saved(sandbox: RunningSandbox) -> int:
    return len(sandbox.state.first.invoices)


@pytest.mark.parametrize(("kind", "count"), [("drop-before-commit", 0), ("drop-after-commit", 1)])
def test_a_dropped_connection_happens_before_or_after_saving(
    sandbox: RunningSandbox, control: httpx.Client, send_sale: Send, kind: str, count: int
) -> None:
    control.post("/faults", json={"kind": kind, "method": "POST", "path": "/invoices"})
    with pytest.raises(BROKEN):
        send_sale()
    assert saved(sandbox) == count
    assert send_sale().status_code == 200


@pytest.mark.parametrize(
    ("fault", "count"),
    [
        ({"kind": "error-before-commit", "status": 503}, 0),
        ({"kind": "error-after-commit", "status": 500}, 1),
        ({"kind": "html", "status": 502}, 0),
        ({"kind": "html-after-commit", "status": 502}, 1),
    ],
)
def test_an_error_happens_before_or_after_saving(
    sandbox: RunningSandbox, control: httpx.Client, send_sale: Send, fault: dict[str, Any], count: int
) -> None:
    control.post("/faults", json=fault)
    answer = send_sale()
    assert (answer.status_code, saved(sandbox)) == (fault["status"], count)
    assert answer.headers["content-type"] == ("text/html" if "html" in fault["kind"] else "application/json")


def test_a_truncated_answer_ends_in_the_middle(sandbox: RunningSandbox, control: httpx.Client, send_sale: Send) -> None:
    control.post("/faults", json={"kind": "truncate", "method": "POST"})
    with pytest.raises(BROKEN):
        send_sale()
    assert saved(sandbox) == 1


def test_a_late_commit_arrives_after_the_connection_is_gone(
    sandbox: RunningSandbox, control: httpx.Client, send_sale: Send
) -> None:
    looked, in_time = Event(), sandbox.state.later

    def once_looked(seconds: float, action: Callable[[], object]) -> object:
        return in_time(seconds, lambda: looked.wait(LONG) and action())

    sandbox.state.later = once_looked
    control.post("/faults", json={"kind": "late-commit", "seconds": 0.1, "method": "POST"})
    with pytest.raises(BROKEN):
        send_sale()
    assert saved(sandbox) == 0
    looked.set()
    end = time.monotonic() + LONG
    while not saved(sandbox) and time.monotonic() < end:
        time.sleep(0.02)
    assert saved(sandbox) == 1


def test_a_dripping_answer_arrives_whole(api: httpx.Client, control: httpx.Client) -> None:
    control.post("/faults", json={"kind": "drip", "seconds": 0.01})
    assert api.get("/businesspartners").json()["results"]
    assert api.get("/status").status_code == 200


def test_latency_outlasts_a_short_patience(api: httpx.Client, control: httpx.Client) -> None:
    control.post("/faults", json={"kind": "latency", "seconds": 2})
    with pytest.raises(httpx.ReadTimeout):
        api.get("/status", timeout=0.1)


@pytest.mark.parametrize("after", ["", "7", "abc"])
def test_a_refused_pace_says_when_to_come_again_or_not(api: httpx.Client, control: httpx.Client, after: str) -> None:
    control.post("/faults", json={"kind": "rate-limit", "retry_after": after})
    answer = api.get("/status")
    assert (answer.status_code, answer.headers.get("retry-after", "")) == (429, after)


def test_an_expired_token_can_be_replaced_and_a_revoked_key_cannot(
    sandbox: RunningSandbox, login: Callable[..., httpx.Client], control: httpx.Client
) -> None:
    client = login()
    control.post("/faults", json={"kind": "expire-token", "path": "/status"})
    assert client.get("/status").status_code == 401
    fresh = login()
    assert fresh.get("/status").status_code == 200
    control.post("/faults", json={"kind": "revoke-key", "path": "/status"})
    assert fresh.get("/status").status_code == 401
    assert sandbox.state.keys[sandbox.api_key].revoked


def test_drift_changes_the_partners_between_pages(
    sandbox: RunningSandbox, api: httpx.Client, control: httpx.Client
) -> None:
    before = {partner.id for partner in sandbox.state.first.partners}
    control.post("/faults", json={"kind": "drift", "path": "/businesspartners"})
    api.get("/businesspartners")
    after = {partner.id for partner in sandbox.state.first.partners}
    assert (len(before - after), len(after - before)) == (1, 1)


def test_a_profile_makes_searches_late_and_names_when_to_come_again(
    sandbox: RunningSandbox, api: httpx.Client, control: httpx.Client, send_sale: Send
) -> None:
    profile = {"rates": {"rate-limit": 1}, "path": "/status", "retry_after": "3", "search_lag_seconds": 60}
    control.post("/profile", json=profile)
    assert api.get("/status").headers["retry-after"] == "3"
    number = send_sale().json()["id"]
    assert api.get("/invoices").json()["results"] == []
    assert api.get(f"/invoices/{number}").status_code == 200
    sandbox.state.clock.advance(61)
    assert [row["id"] for row in api.get("/invoices").json()["results"]] == [number]


def test_a_seeded_profile_strikes_the_same_way_twice(api: httpx.Client, control: httpx.Client) -> None:
    runs = []
    for _ in range(2):
        control.post("/profile", json={"seed": 7, "rates": {"error-before-commit": 0.3}, "seconds": 0})
        runs.append([api.get("/status").status_code for _ in range(30)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {200, 500}


@pytest.mark.parametrize(
    ("answer", "status", "header"),
    [("429", 429, "1"), ("429-bare", 429, None), ("503", 503, "1")],
)
def test_the_limit_counts_per_client(
    sandbox: RunningSandbox, api: httpx.Client, answer: str, status: int, header: str | None
) -> None:
    sandbox.state.switches.change({"rate_limit_per_second": 3, "rate_limit_answer": answer})
    answers = [api.get("/status") for _ in range(4)]
    assert [given.status_code for given in answers] == [200, 200, 200, status]
    assert answers[-1].headers.get("retry-after") == header
    sandbox.state.clock.advance(2)
    assert api.get("/status").status_code == 200


def test_the_limit_may_refuse_the_connection(sandbox: RunningSandbox, api: httpx.Client) -> None:
    sandbox.state.switches.change({"rate_limit_per_second": 1, "rate_limit_answer": "refuse"})
    api.get("/status")
    with pytest.raises(BROKEN):
        api.get("/status")


def test_the_journal_tells_who_asked_for_what(
    sandbox: RunningSandbox, api: httpx.Client, control: httpx.Client, sales: Body
) -> None:
    api.post("/invoices", json=sales())
    entry = control.get("/journal", params={"path": "/invoices"}).json()["entries"][-1]
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/api/invoices", 200)
    assert (entry["company"], entry["client"]) == (11001, "trackifiClient")
    assert entry["received"] > 500
    assert sandbox.api_key not in control.get("/journal").text
    control.delete("/journal")
    assert control.get("/journal").json() == {"counts": {}, "entries": []}


def test_a_persons_deeds_show_up_in_the_api(api: httpx.Client, control: httpx.Client, sales: Body) -> None:
    number = api.post("/invoices", json=sales()).json()["id"]
    control.patch(f"/invoices/11001/{number}", json={"status": "APPROVED"})
    assert api.get(f"/invoices/{number}").json()["status"] == "APPROVED"
    assert control.get("/invoices", params={"company": 11001}).json()[0]["id"] == number
    control.delete(f"/invoices/11001/{number}")
    assert api.get(f"/invoices/{number}").status_code == 404


def test_partners_can_be_added_changed_and_removed(api: httpx.Client, control: httpx.Client) -> None:
    number = control.post("/partners", json={"type": "CUSTOMER", "name": "Uusi Koe Oy"}).json()["id"]
    assert api.get(f"/businesspartners/{number}").json()["name"] == "Uusi Koe Oy"
    control.patch(f"/partners/11001/{number}", json={"active": False, "type": "SUPPLIER"})
    shown = api.get("/businesspartners", params={"type": "SUPPLIER", "active": "false"}).json()["results"]
    assert number in [row["id"] for row in shown]
    control.delete(f"/partners/11001/{number}")
    assert api.get(f"/businesspartners/{number}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/faults", {"kind": "flood"}),
        ("POST", "/faults", {"kind": "html", "colour": "red"}),
        ("PATCH", "/switches", {"number_search": "fuzzy"}),
        ("PATCH", "/switches", {"nothing": 1}),
        ("PATCH", "/companies/11001", {"documents": "off"}),
        ("PATCH", "/companies/11001", {"close_period": "1.1."}),
        ("POST", "/keys", {"client": "nobody"}),
        ("POST", "/keys", {"rights": {"sales": {"everything": "ALL_RIGHTS"}}}),
        ("POST", "/partners", {"type": "CUSTOMER"}),
        ("POST", "/clock", {"advance_seconds": "soon"}),
        ("POST", "/profile", {"rates": 3}),
    ],
)
def test_a_control_that_does_not_fit_says_why(
    control: httpx.Client, method: str, path: str, body: dict[str, Any]
) -> None:
    answer = control.request(method, path, json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("path", ["/companies/1", "/keys/99", "/nothing", "/partners/11001/1"])
def test_a_control_of_nothing_is_not_found(control: httpx.Client, path: str) -> None:
    assert control.delete(path).status_code == 404


def test_controls_answer_to_no_other_site(control: httpx.Client) -> None:
    assert control.get("/state", headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert control.get("/state", headers={"Host": "elsewhere.example"}).status_code == 403


def test_switches_latency_and_status_can_be_set(api: httpx.Client, control: httpx.Client) -> None:
    changed = control.patch("/switches", json={"total_count": False, "latency_ms": 1, "status": "DEGRADED"})
    assert changed.json()["total_count"] is False
    assert control.get("/state").json()["latency_ms"] == 1
    assert api.get("/status").json()["status"] == "DEGRADED"


def test_an_answer_may_say_something_else_than_what_is_kept(
    api: httpx.Client, control: httpx.Client, send_sale: Send
) -> None:
    changes = {"invoiceSumInfo.0.invoiceSumTotal": 1, "status": None, "invoiceRows.9.product": "x", "language.x": 1}
    control.post("/faults", json={"kind": "rewrite", "method": "POST", "changes": changes})
    told = send_sale().json()
    assert told["invoiceSumInfo"][0]["invoiceSumTotal"] == 1
    assert "status" not in told
    kept = api.get(f"/invoices/{told['id']}").json()
    assert (kept["invoiceSumInfo"][0]["invoiceSumTotal"], kept["status"]) == (894.19, "UNFINISHED")
