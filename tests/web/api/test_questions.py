"""What only a person can decide, over REST; and the drift report."""

from dataclasses import replace
from datetime import date

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.testing.doubles.provider.books import Loss

from tests.web.api.installation import BASE, KEY, PROVIDER, Installation


def taken(installation: Installation) -> str:
    """A person has entered an invoice of the number; gives the address."""
    address = installation.sendable()
    enter(installation, "M-2026-1", by="a-person")
    assert installation.manager.post(f"{address}/send")["problems"][0]["code"] == "number_taken"
    return address


def enter(installation: Installation, number: str, *, by: str) -> RemoteInvoiceId:
    identity = installation.books.next_invoice()
    made = RemoteInvoice(
        id=identity,
        kind=PartyKind.CUSTOMER,
        own_number=InvoiceNumber(number),
        state=RemoteState.UNFINISHED,
        number=f"200010{identity}",
        partner=PartnerId("partner-customer"),
        issued=date(2026, 2, 1),
        created=installation.clock.now(),
        created_by=RemoteUserId(by),
    )
    installation.books.enter(made)
    return identity


def test_a_question_tells_what_is_there_and_what_may_be_answered(installation: Installation) -> None:
    address = taken(installation)

    asked = installation.manager.get(f"{address}/question", headers={"Accept-Language": "fi"})

    assert (asked.status, asked["number"], asked["answers"]) == (200, "M-2026-1", ["there", "send", "leave"])
    assert (asked["party"], asked["issued"], asked["totals"]["gross"]) == ("Malli customer Oy", "2026-02-01", "810.00")
    assert "myyntilaskut" in asked["look"]["todo"]
    (found,) = asked["found"]
    assert (found["id"], found["created_by"]) == ("1", "a-person")
    assert [one["field"] for one in found["differences"]] == ["creator"]


def test_it_is_there_has_to_be_confirmed_when_it_differs(installation: Installation) -> None:
    address = taken(installation)

    refused = installation.manager.post(f"{address}/answer", {"answer": "there", "remote": "2000101"})
    done = installation.manager.post(f"{address}/answer", {"answer": "there", "remote": "2000101", "confirmed": True})

    assert (refused.status, refused["code"]) == (422, "answer_needs_confirmation")
    assert [one["code"] for one in refused["reasons"]] == ["found_differs"]
    assert (done["state"], done["remote_number"], done["pdf_problem"]["code"]) == ("sent", "2000101", "pdf_by_hand")
    entry = installation.manager.get(f"{BASE}/history")["items"][0]
    assert (entry["action"], entry["facts"]["remote"]) == ("answer_there", "1")


def test_it_is_not_there_sends_it_once(installation: Installation) -> None:
    address = taken(installation)

    refused = installation.manager.post(f"{address}/answer", {"answer": "send"})
    done = installation.manager.post(f"{address}/answer", {"answer": "send", "seen": ["1"]})
    again = installation.manager.post(f"{address}/answer", {"answer": "send", "seen": ["1"]})

    assert [one["code"] for one in refused["reasons"]] == ["stands_there"]
    assert (done["state"], done["pdf_state"]) == ("sent", "attached")
    assert (again.status, again["code"]) == (422, "answer_not_possible")
    assert len(installation.books.invoices) == 2


def test_leaving_it_is_undone_by_reopening(installation: Installation) -> None:
    address = taken(installation)

    installation.manager.post(f"{address}/answer", {"answer": "leave"})
    left = installation.manager.get(f"{address}/question")
    installation.manager.post(f"{address}/answer", {"answer": "reopen"})

    assert (left["left"], left["answers"]) == (True, ["there", "send", "reopen"])
    assert installation.manager.get(f"{address}/question")["left"] is False


def test_where_nothing_is_asked_there_is_no_question(installation: Installation) -> None:
    address = installation.sendable()
    installation.manager.post(f"{address}/send")

    assert installation.manager.get(f"{address}/question").status == 404


def test_an_answer_of_another_kind_is_refused(installation: Installation) -> None:
    address = taken(installation)

    for body in ({"answer": "perhaps"}, {"answer": "send", "seen": "1"}, {"answer": "send", "seen": ["=cmd"]}, {}):
        assert installation.manager.post(f"{address}/answer", body).status == 422


def test_a_removed_invoice_is_sent_anew(installation: Installation) -> None:
    address = installation.sendable()
    installation.manager.post(f"{address}/send")
    installation.books.remove(RemoteInvoiceId("1"))
    installation.manager.post(f"{PROVIDER}/refresh?full=true")

    refused = installation.manager.post(f"{address}/answer", {"answer": "send"})
    done = installation.manager.post(f"{address}/answer", {"answer": "send", "reason": "removed by mistake"})

    assert (refused.status, refused["code"]) == (422, "answer_reason_unfit")
    assert (done["state"], done["remote_id"]) == ("sent", "2")


def test_the_drift_report_is_empty_while_the_two_agree(installation: Installation) -> None:
    installation.manager.post(f"{installation.sendable()}/send")

    assert installation.manager.get(f"{PROVIDER}/drift")["items"] == []


def test_the_drift_report_as_a_table_holds_no_formula(installation: Installation) -> None:
    installation.manager.post(f"{installation.sendable()}/send")
    enter(installation, "=HYPERLINK(1)", by=installation.books.keys[KEY])
    there = installation.books.invoices[RemoteInvoiceId("1")]
    assert there.totals
    installation.books.invoices[there.id] = replace(there, totals=replace(there.totals, gross=-there.totals.gross))

    told = installation.manager.get(f"{PROVIDER}/drift")
    table = installation.manager.get(f"{PROVIDER}/drift.csv")

    assert [one["what"] for one in told["items"]] == ["amount", "missing_here"]
    lines = table.response.text.split("\r\n")
    assert table.response.headers["content-type"].startswith("text/csv")
    assert lines[1] == "amount,customer,M-2026-1,i-1,1,M-1,810.00 EUR,-810.00 EUR,-1620.00 EUR,,"
    assert lines[2].startswith("missing_here,customer,'=HYPERLINK(1),,2,")


def test_a_report_that_breaks_off_is_an_error_and_no_short_table(installation: Installation) -> None:
    installation.manager.post(f"{installation.sendable()}/send")
    installation.books.losses.append(Loss.BEFORE_BOOKING)
    installation.books.down_after = 2

    assert installation.manager.get(f"{PROVIDER}/drift.csv").status == 503
