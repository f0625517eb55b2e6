"""A database that was put back from a backup is recognised by what was noted outside it, or declared."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, InvoiceId, PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.container import let_go
from trackifi_accounting_adapters.files.high_water_mark import HighWaterMark, Mark

from tests.adapters.cli_runs import COMPANY, Office, specimen_invoice, specimen_pdf
from tests.core.doubles import NOON

BY = Actor("specimen administrator")
CUSTOMER = PartyKind.CUSTOMER
AGES = timedelta(hours=1)


@pytest.fixture
def office(tmp_path: Path):
    made = Office(tmp_path)
    made.ready()
    yield made
    made.close()


def handed_over(office: Office, name: str) -> InvoiceId:
    one = InvoiceId(name)
    office.container.hand_over().invoice(COMPANY, specimen_invoice(one, PartyId("c-1")))
    office.container.hand_over().document(COMPANY, CUSTOMER, one, specimen_pdf())
    return one


def sent(office: Office, name: str):
    return office.container.send_invoice()(COMPANY, MEMORY, CUSTOMER, handed_over(office, name), by=BY)


def at_rest(office: Office) -> None:
    let_go(office.container)
    for beside in ("-wal", "-shm"):
        assert not (office.folder / f"accounting.db{beside}").exists()


def backup(office: Office) -> Path:
    at_rest(office)
    return Path(shutil.copy(office.folder / "accounting.db", office.folder / "copy.db"))


def put_back(office: Office, copy: Path) -> None:
    at_rest(office)
    shutil.copy(copy, office.folder / "accounting.db")
    office.container.reset_singletons()


def test_a_database_that_has_forgotten_an_intent_is_recognised_and_only_looks_leave(office: Office) -> None:
    sent(office, "before")
    copy = backup(office)
    sent(office, "forgotten")
    put_back(office, copy)
    created = office.books.calls["create"]
    delivery = sent(office, "after")
    assert [one.code for one in delivery.problems] == ["restored_lately"]
    assert delivery.state is DeliveryState.READY
    assert office.books.calls["create"] == created
    found = {one.name: one for one in office.container.readiness()()}["restore"]
    assert "16 more minutes" in found.happened
    assert found.passed  # pages are served all the same
    assert sent(office, "forgotten").state is DeliveryState.SENT  # it was looked for, and found


def test_what_the_backup_has_forgotten_is_found_and_taken_even_if_it_is_looked_for_first(office: Office) -> None:
    copy = backup(office)
    before = sent(office, "forgotten")
    put_back(office, copy)
    booked = office.books.invoices[before.remote]
    assert booked.created
    office.books.invoices[booked.id] = replace(booked, created=booked.created - AGES)  # no request from now on made it
    after = sent(office, "forgotten")
    assert (after.state, after.remote, after.problems) == (DeliveryState.SENT, before.remote, ())
    assert office.books.calls["create"] == 1


def test_a_database_that_knows_every_intent_is_not_taken_for_a_backup(office: Office) -> None:
    sent(office, "before")
    put_back(office, backup(office))
    assert sent(office, "after").state is DeliveryState.SENT
    assert office.container.store().restored_at() is None


def test_a_recognised_backup_is_recognised_once(office: Office) -> None:
    copy = backup(office)
    sent(office, "forgotten")
    put_back(office, copy)
    first = office.container.attempts().restored_at()
    assert first is not None
    office.container.reset_singletons()
    assert office.container.attempts().restored_at() == first


def test_the_command_declares_a_backup_that_nothing_shows(office: Office) -> None:
    assert office.run("restored").exit_code == 0
    delivery = sent(office, "after")
    assert [one.code for one in delivery.problems] == ["restored_lately"]


def test_a_mark_only_rises_and_is_shared(tmp_path: Path) -> None:
    file = tmp_path / "new" / "last-intent"
    one, other = HighWaterMark(file=file), HighWaterMark(file=file)
    assert one.read() is None
    late, early = Mark(NOON, COMPANY), Mark(NOON - timedelta(seconds=1), COMPANY)
    one.raise_to(late)
    other.raise_to(early)
    assert one.read() == other.read() == late
    one.forget()
    assert other.read() is None


@pytest.mark.parametrize("content", ["", "yesterday", "2026-", "\x00\x01"])
def test_a_mark_that_can_not_be_read_is_none(tmp_path: Path, content: str) -> None:
    file = tmp_path / "last-intent"
    file.write_text(content)
    assert HighWaterMark(file=file).read() is None
