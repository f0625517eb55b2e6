"""Reading back over REST: what an examination finds, and what became of sent invoices."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState

from tests.web.api.installation import BASE, PROVIDER, Installation


def test_an_examination_tells_what_is_in_the_way_with_its_fix(installation: Installation) -> None:
    installation.activate()
    installation.books.granted -= {Capability.CREATE_FREELANCER_INVOICES}
    installation.books.surplus = ("salaries.payroll",)

    answer = installation.administrator.get(f"{PROVIDER}/examination", headers={"Accept-Language": "fi"})

    assert answer.status == 200
    assert answer["examined_at"]
    assert [one["code"] for one in answer["findings"]] == ["right_missing", "rights_surplus"]
    assert "ostolaskujen luonti" in answer["findings"][0]["happened"]


def test_an_integration_in_order_has_no_finding(installation: Installation) -> None:
    installation.activate()

    assert installation.administrator.get(f"{PROVIDER}/examination")["findings"] == []


@pytest.mark.parametrize(("method", "path"), [("GET", "examination"), ("POST", "refresh")])
def test_nothing_is_read_before_the_activation(installation: Installation, method: str, path: str) -> None:
    answer = installation.administrator(method, f"{PROVIDER}/{path}")

    assert (answer.status, answer["code"]) == (409, "not_activated")


def test_what_became_of_an_invoice_is_read_back(installation: Installation) -> None:
    address = installation.sendable()
    installation.administrator.post(f"{address}/send")
    (identity,) = installation.books.invoices
    installation.books.invoices[identity] = replace(installation.books.invoices[identity], state=RemoteState.REMOVED)

    answer = installation.manager.post(f"{PROVIDER}/refresh?full=true")

    assert (answer.status, answer["read"], answer["changed"]) == (200, 1, 1)
    assert [one["number"] for one in answer["removed"]] == ["M-2026-1"]
    told = installation.manager.get(f"{address}/delivery")
    assert (told["state"], told["remote_state"]) == ("sent", "removed")
    assert [one["code"] for one in told["problems"]] == ["removed_at_provider"]
    assert installation.manager.get(f"{BASE}/history")["items"][0]["action"] == "found_removed"


def test_a_removed_invoice_is_not_sent_again_by_pressing_send(installation: Installation) -> None:
    address = installation.sendable()
    installation.administrator.post(f"{address}/send")
    installation.books.invoices.clear()
    installation.manager.post(f"{PROVIDER}/refresh?full=true")

    installation.manager.post(f"{address}/send")

    assert not installation.books.invoices
