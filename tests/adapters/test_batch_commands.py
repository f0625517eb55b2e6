"""Many invoices from the command line, on a real database."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.cli_runs import COMPANY, LINKED, UNLINKED, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.ready()
    yield made
    made.close()


def test_all_that_can_be_sent_is_sent_and_the_rest_is_told_with_its_fix(office: Office) -> None:
    done = office.run("send-many", COMPANY, "customer", "--all-ready", "--wait", "--id", "b-1")

    assert done.exit_code == 1
    assert "2 of 2" in done.stdout
    assert "partner_not_linked" in done.stderr
    assert [one.own_number for one in office.books.invoices.values()] == [f"S-{LINKED}"]
    again = office.run("send-many", COMPANY, "customer", "--all-ready")
    assert "There is no invoice to send" in again.stderr


def test_a_batch_is_told_to_scripts_stopped_resumed_and_tried_again(office: Office) -> None:
    office.run("send-many", COMPANY, "customer", LINKED, UNLINKED, "--id", "b-1")
    stopped = office.run("batch", COMPANY, "b-1", "stop", "--json")
    assert json.loads(stopped.stdout)["counts"]["by_standing"] == {"held": 2}

    office.run("batch", COMPANY, "b-1", "resume", "--wait")
    office.partner("partner-2", "Tuntematon Specimen Oy")
    office.run("sync", COMPANY)
    office.run("link", COMPANY, "customer", "partner-2=c-2")
    done = office.run("batch", COMPANY, "b-1", "retry", "--wait", "--json")

    assert (done.exit_code, json.loads(done.stdout)["counts"]["by_standing"]) == (0, {"sent": 2})
    assert len(office.books.invoices) == 2


def test_an_excluded_invoice_is_not_sent_until_that_is_taken_back(office: Office) -> None:
    excluded = office.run("exclude", COMPANY, "customer", LINKED, "--reason", "Specimen reason")
    refused = office.run("send", COMPANY, "customer", LINKED)
    back = office.run("take-back", COMPANY, "customer", LINKED)

    assert "excluded" in excluded.stdout
    assert (refused.exit_code, "Specimen reason" in refused.stderr) == (1, True)
    assert "not sent" in back.stdout
    assert office.run("send", COMPANY, "customer", LINKED).exit_code == 0


def test_a_batch_that_is_not_there_is_told_calmly(office: Office) -> None:
    done = office.run("batch", COMPANY, "b-9")

    assert (done.exit_code, "Traceback" in done.stderr) == (1, False)
