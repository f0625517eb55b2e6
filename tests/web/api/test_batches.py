"""Many invoices by the API: asked for, reported on, stopped, resumed, tried again and excluded."""

import pytest

from tests.web.api.installation import BASE, PROVIDER, Installation, invoice_body, pdf

BATCHES = f"{PROVIDER}/batches"
ASKED = {"id": "b-1", "kind": "customer", "invoices": ["i-1", "i-2", "i-none"]}


@pytest.fixture
def asked(installation: Installation) -> Installation:
    """Two invoices of a batch, and one that there is not."""
    installation.sendable()
    installation.host.put(f"{BASE}/customer-invoices/i-2", invoice_body(number="M-2026-2"))
    installation.host.put_pdf(f"{BASE}/customer-invoices/i-2/pdf", pdf())
    sent = installation.manager.post(BATCHES, ASKED)
    assert (sent.status, sent["batch"]["size"]) == (200, 3)
    return installation


def progress(installation: Installation, **params: str) -> dict[str, int]:
    report = installation.manager.get(f"{BATCHES}/b-1", params=params)
    return {name: many for name, many in report["progress"].items() if many}


def test_each_invoice_is_answered_and_the_batch_shows_how_far_it_is(asked: Installation) -> None:
    again = asked.manager.post(BATCHES, ASKED)

    assert [(row["invoice"], row["outcome"]) for row in again["rows"]] == [
        ("i-1", "requested"),
        ("i-2", "requested"),
        ("i-none", "refused"),
    ]
    assert again["rows"][2]["problem"]["code"] == "not_found"
    assert progress(asked) == {"total": 3, "settled": 1, "moving": 2, "waiting": 2, "needs_attention": 1}
    asked.container.work_due()()
    assert progress(asked) == {"total": 3, "settled": 3, "with_pdf": 2, "sent": 2, "needs_attention": 1}
    failed = asked.manager.get(f"{BATCHES}/b-1", params={"standing": "needs_attention"})
    assert [(one["invoice"], one["delivery"]) for one in failed["items"]] == [("i-none", None)]
    assert [one["id"] for one in asked.manager.get(BATCHES)["items"]] == ["b-1"]


def test_an_id_that_stands_for_other_invoices_is_refused(asked: Installation) -> None:
    refused = asked.manager.post(BATCHES, ASKED | {"invoices": ["i-2"]})

    assert (refused.status, refused["code"]) == (422, "batch_id_used")


def test_a_stopped_batch_waits_and_a_single_sending_is_told_so(asked: Installation) -> None:
    stopped = asked.manager.post(f"{BATCHES}/b-1/stop")
    asked.container.work_due()()
    single = asked.manager.post(f"{PROVIDER}/customer-invoices/i-1/send")

    assert stopped["stopped_by"] == "Specimen manager"
    assert (single.status, single["code"]) == (422, "batch_stopped")
    assert progress(asked) == {"total": 3, "settled": 1, "held": 2, "needs_attention": 1}
    assert asked.manager.post(f"{BATCHES}/b-1/resume")["stopped_by"] is None
    asked.container.work_due()()
    assert progress(asked)["sent"] == 2


def test_only_what_failed_is_tried_again(asked: Installation) -> None:
    asked.host.put(f"{BASE}/customer-invoices/i-none", invoice_body(number="M-2026-3"))
    asked.host.put_pdf(f"{BASE}/customer-invoices/i-none/pdf", pdf())

    again = asked.manager.post(f"{BATCHES}/b-1/retry")

    assert [(row["invoice"], row["outcome"]) for row in again["rows"]] == [("i-none", "requested")]


def test_an_excluded_invoice_is_not_sent_until_that_is_taken_back(asked: Installation) -> None:
    address = f"{PROVIDER}/customer-invoices/i-1"
    excluded = asked.manager.put(f"{address}/exclusion", {"reason": "Specimen reason"})
    single = asked.manager.post(f"{address}/send")

    assert (excluded["state"], excluded["exclusion"]["reason"]) == ("excluded", "Specimen reason")
    assert (single.status, single["code"]) == (422, "invoice_excluded")
    assert "Specimen reason" in single["happened"]
    assert asked.manager("DELETE", f"{address}/exclusion").status == 204
    asked.container.work_due()()
    assert progress(asked)["sent"] == 2


def test_a_refused_key_is_one_problem_of_the_company_and_of_no_invoice(asked: Installation) -> None:
    asked.books.keys.clear()
    asked.manager.post(BATCHES, {"kind": "customer", "invoices": ["i-1", "i-2"]})
    asked.container.work_due()()

    report = asked.manager.get(f"{BATCHES}/b-1")

    assert report["problem"]["code"] == "key_rejected"
    assert report["progress"]["held"] == 2


@pytest.mark.parametrize("invoices", [[], [f"i-{one}" for one in range(5_001)]])
def test_none_and_too_many_are_refused(asked: Installation, invoices: list[str]) -> None:
    refused = asked.manager.post(BATCHES, {"kind": "customer", "invoices": invoices})

    assert (refused.status, refused["code"]) == (422, "request_invalid")


def test_a_batch_that_is_not_there_is_not_found(asked: Installation) -> None:
    assert asked.manager.get(f"{BATCHES}/b-9").status == 404
    assert asked.manager.post(f"{BATCHES}/b-9/stop").status == 404
