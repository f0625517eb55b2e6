"""The commands ``question``, ``answer`` and ``drift``."""

import json

import pytest
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.references import (
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    RemoteInvoiceId,
    RemoteUserId,
)
from trackifi_accounting_adapters.exports.drift_table import as_csv, guarded

from tests.adapters.cli_runs import COMPANY, LINKED, Office

ABOUT = (COMPANY, "customer", LINKED)


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    made.ready()
    yield made
    made.close()


def taken(office):
    office.books.enter(
        RemoteInvoice(
            id=RemoteInvoiceId("1"),
            kind=PartyKind.CUSTOMER,
            own_number=InvoiceNumber(f"S-{LINKED}"),
            state=RemoteState.UNFINISHED,
            partner=PartnerId("partner-1"),
            created_by=RemoteUserId("a-person"),
        )
    )
    assert office.run("send", *ABOUT).exit_code == 1


def test_a_question_is_shown_with_what_is_there(office):
    taken(office)
    shown = office.run("question", *ABOUT)
    assert shown.exit_code == 0
    assert "a-person" in shown.stdout
    assert "there, send, leave" in shown.stdout
    assert "look_there" in shown.stderr


def test_an_answer_has_to_be_confirmed_and_is_then_taken(office):
    taken(office)
    refused = office.run("answer", *ABOUT, "there", "--remote", "1")
    done = office.run("answer", *ABOUT, "there", "--remote", "1", "--confirm")
    assert (refused.exit_code, done.exit_code) == (1, 0)
    assert "found_differs" in refused.stderr
    assert "pdf_by_hand" in done.stderr
    assert "answer_there" in office.run("history", COMPANY).stdout


def test_it_is_sent_beside_one_that_was_seen(office):
    taken(office)
    assert office.run("answer", *ABOUT, "send").exit_code == 1
    told = json.loads(office.run("answer", *ABOUT, "send", "--seen", "1", "--json").stdout)
    assert (told["state"], told["remote"]) == ("sent", "2")


def test_a_question_may_be_left_open(office):
    taken(office)
    assert office.run("answer", *ABOUT, "leave").exit_code == 0
    assert office.run("answer", *ABOUT, "reopen").exit_code == 1


def test_where_nothing_differs_the_two_agree(office):
    office.run("send", *ABOUT)
    agreed = office.run("drift", COMPANY)
    assert (agreed.exit_code, agreed.stdout.strip()) == (0, "Trackifi and the provider agree.")


def test_differences_are_a_table_and_a_file(office, tmp_path):
    office.run("send", *ABOUT)
    office.books.invoices.clear()
    shown = office.run("drift", COMPANY)
    assert shown.exit_code == 1
    assert "missing_there" in shown.stdout
    path = tmp_path / "drift.csv"
    assert "1 differences written" in office.run("drift", COMPANY, "--csv", str(path)).stdout
    assert path.read_bytes().startswith(b"\xef\xbb\xbfwhat,kind,")
    assert json.loads(office.run("drift", COMPANY, "--json").stdout)[0]["what"] == "missing_there"


def test_a_file_that_can_not_be_written_is_told_calmly(office, tmp_path):
    told = office.run("drift", COMPANY, "--csv", str(tmp_path / "no" / "such.csv"))
    assert told.exit_code == 1
    assert "Can't write" in told.stderr


@pytest.mark.parametrize("text", ["=1+1", "+358", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_is_never_a_formula(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.00", "-12.00 EUR", "2026-1", "", "Koe Oy"])
def test_amounts_and_ordinary_texts_stay_as_they_are(text):
    assert guarded(text) == text


def test_a_cell_with_quotes_and_line_breaks_stays_one_cell():
    row = Finding(
        what=FindingKind.MISSING_HERE,
        kind=PartyKind.CUSTOMER,
        number=InvoiceNumber('a"b\r\nc'),
        invoice=InvoiceId("1"),
        remote=RemoteInvoiceId("2"),
        remote_number=None,
    )
    assert list(as_csv([row]))[1] == 'missing_here,customer,"a""b\r\nc",1,2,,,,,,\r\n'
