"""The journey by commands: key, partners, links, invoices, tokens and the keys that encrypt keys."""

import json
import re

import pytest
from trackifi_accounting.domain.partners.business_partners import PartnerRole

from tests.adapters.cli_runs import COMPANY, LINKED, UNLINKED, Office
from tests.core.doubles import TEST_KEY

OTHER_KEY = "test-key-northern-2"


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.close()


def test_a_key_from_standard_input_activates_and_imports(office):
    answer = office.activate()
    assert answer.exit_code == 0
    assert "Northern Specimen Oy" in answer.stdout
    assert re.search(r"customers\s+0\s+1\b", answer.stdout)


def test_a_mistyped_key_is_refused_and_not_shown(office):
    answer = office.activate("test-key-mistyped-9")
    assert answer.exit_code == 1
    assert "key_rejected" in answer.stderr
    assert "test-key-mistyped-9" not in answer.output
    assert "active" not in office.run("company", "show", COMPANY).stdout


def test_no_answer_shows_the_key(office):
    told = [office.activate()]
    told += [office.run(*one, COMPANY, "--json") for one in (("company", "show"), ("deliveries",), ("history",))]
    assert all(one.exit_code == 0 for one in told)
    assert all(TEST_KEY not in one.output for one in told)


def test_the_key_is_exchanged(office):
    office.activate()
    office.books.keys[OTHER_KEY] = next(iter(office.books.keys.values()))
    answer = office.run("update-key", COMPANY, input=OTHER_KEY)
    del office.books.keys[TEST_KEY]
    assert answer.exit_code == 0
    assert office.run("sync", COMPANY).exit_code == 0


def test_the_import_of_a_script_is_json_alone(office):
    office.activate()
    office.partner("partner-2", "Toinen Koeasiakas Oy")
    told = json.loads(office.run("sync", COMPANY, "--full", "--json").stdout)
    assert (told["before"]["customers"], told["after"]["customers"]) == (1, 2)


def test_disabling_asks_first(office):
    office.activate()
    refused = office.run("disable", COMPANY, input="n\n")
    assert refused.exit_code == 1
    assert office.run("sync", COMPANY).exit_code == 0


def test_disabling_says_what_stays(office):
    office.ready()
    answer = office.run("disable", COMPANY, "--yes")
    assert "1 links and 0 deliveries stay" in answer.stdout
    assert "not_activated" in office.run("sync", COMPANY).stderr


def test_partners_are_listed_page_by_page(office):
    office.partner("partner-2", "Koetoimittaja Oy", PartnerRole.SUPPLIER)
    office.activate()
    shown = office.run("partners", COMPANY, "--limit", "1").stdout
    assert "1 of 2" in shown
    assert "Koetoimittaja" not in office.run("partners", COMPANY, "--role", "customer").stdout


def test_suggestions_are_brought_up_to_date_when_asked(office):
    office.activate()
    office.partner("partner-2", "Tuntematon Specimen Oy")
    office.run("sync", COMPANY)
    assert office.run("suggest", COMPANY, "customer", "--update").stderr == "Partners matched: 1.\n"
    assert "partner-2" in office.run("partners", COMPANY, "--show", "suggested").stdout
    assert office.run("suggest", COMPANY, "customer", "--update").stderr == "Partners matched: 0.\n"


def test_suggestions_end_with_the_command_that_saves_them(office):
    office.activate()
    shown = office.run("suggest", COMPANY, "customer").stdout
    assert "Same name." in shown
    command = shown.splitlines()[-1].partition("trackifi-accounting ")[2]
    assert command == f"link {COMPANY} customer partner-1=c-1"
    assert office.run(*command.split()).stdout == "1 saved.\n"
    assert office.run("suggest", COMPANY, "customer").stdout == "Nothing to suggest.\n"


def test_a_link_to_nobody_is_refused_with_its_reason(office):
    office.activate()
    answer = office.run("link", COMPANY, "customer", "partner-1=nobody")
    assert answer.exit_code == 1
    assert "not_found" in answer.stderr


def test_a_pair_without_a_sign_is_a_mistyped_command(office):
    answer = office.run("link", COMPANY, "customer", "partner-1")
    assert answer.exit_code == 2


def test_a_link_is_taken_away(office):
    office.ready()
    office.run("link", COMPANY, "customer", "partner-1=")
    assert "partner_not_linked" in office.run("preview", COMPANY, "customer", LINKED).stderr


def test_a_preview_sends_nothing(office):
    office.ready()
    answer = office.run("preview", COMPANY, "customer", LINKED)
    assert "810.00 EUR" in answer.stdout
    assert re.search(r"VAT of line 1\s+VAT 20 %", answer.stdout)
    assert not office.books.invoices


def test_an_invoice_is_sent_once_however_often_it_is_asked_for(office):
    office.ready()
    first, second = (office.run("send", COMPANY, "customer", LINKED, "--json") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (0, 0)
    [delivery] = json.loads(first.stdout)
    assert (delivery["state"], delivery["pdf_state"], delivery["totals"]["gross"]) == ("sent", "attached", "810.00")
    assert len(office.books.invoices) == 1


def test_one_invoice_that_cannot_go_stops_no_other(office):
    office.ready()
    answer = office.run("send", COMPANY, "customer", "i-9", UNLINKED, LINKED)
    assert answer.exit_code == 1
    assert "not_found" in answer.stderr
    assert "partner_not_linked" in answer.stderr
    assert len(office.books.invoices) == 1


def test_a_pdf_that_waited_is_added_alone(office):
    office.books.documents = False
    office.ready()
    office.run("send", COMPANY, "customer", LINKED)
    assert "documents_off" in office.run("deliveries", COMPANY).stderr
    office.books.documents = True
    answer = office.run("retry-pdf", COMPANY, "customer", LINKED)
    assert answer.exit_code == 0
    assert [len(files) for files in office.books.files.values()] == [1]


def test_history_says_who_did_what(office):
    office.ready()
    entries = json.loads(office.run("history", COMPANY, "--json").stdout)
    assert [entry["action"] for entry in entries] == ["link", "sync", "activate"]
    assert all(entry["actor"].startswith("cli") for entry in entries)


def test_the_worker_does_what_is_due(office):
    office.ready()
    office.books.down_after = 0
    office.run("send", COMPANY, "customer", LINKED)
    assert "0 deliveries moved" in office.run("worker", "--once").stdout
    assert not office.books.invoices


def test_a_token_is_shown_once_and_revoked_at_once(office):
    made = office.run("token", "create", "--label", "specimen")
    text = made.stdout.strip()
    assert office.container.tokens().find(text).label == "specimen"
    [listed] = json.loads(office.run("token", "list", "--json").stdout)
    assert text not in json.dumps(listed)
    assert office.run("token", "revoke", listed["id"]).exit_code == 0
    assert office.container.tokens().find(text) is None
    assert office.run("token", "revoke", listed["id"]).exit_code == 1


def test_a_token_for_one_company_needs_its_company(office):
    answer = office.run("token", "create", "--role", "manager")
    assert answer.exit_code == 2


def test_after_a_new_key_encryption_key_the_stored_key_still_opens(office):
    office.activate()
    office.container.vault().self_test()
    rotated = office.run("keys", "rotate")
    assert rotated.exit_code == 0
    office.container.keys.reset()
    office.container.vault.reset()
    assert "2 stored values" in office.run("keys", "rewrap").stdout
    assert "0 stored values" in office.run("keys", "rewrap").stdout


def test_without_a_key_file_there_is_nothing_to_rotate(office):
    answer = office.run("keys", "rotate")
    assert answer.exit_code == 1
    assert "There is no key file" in answer.stderr
