"""An older copy of the database file is put back after a batch was sent: nothing is sent a second time."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, InvoiceId, PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.container import let_go

from tests.adapters.cli_runs import COMPANY, Office, specimen_invoice, specimen_pdf

MANY = 30
BY = Actor("specimen administrator")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.ready()
    yield made
    made.close()


def test_a_restored_backup_finds_what_was_sent_and_books_none_of_it_again(office: Office, tmp_path: Path) -> None:
    box, pdf = office.container, specimen_pdf()
    invoices = [InvoiceId(f"many-{one}") for one in range(MANY)]
    for one in invoices:
        box.hand_over().invoice(COMPANY, specimen_invoice(one, PartyId("c-1")))
        box.hand_over().document(COMPANY, PartyKind.CUSTOMER, one, pdf)
    batch = box.send_many()(COMPANY, MEMORY, PartyKind.CUSTOMER, invoices, by=BY).batch
    database, copy = tmp_path / "accounting.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(database)) as now, closing(sqlite3.connect(copy)) as kept:
        now.backup(kept)
    box.deliver_due()(COMPANY)
    let_go(box)
    for beside in ("-wal", "-shm"):
        database.with_name(database.name + beside).unlink(missing_ok=True)
    shutil.copy(copy, database)

    box.deliver_due()(COMPANY)

    counts = box.report_batch()(COMPANY, MEMORY, batch.id).counts
    assert (counts.by_standing, counts.with_pdf) == ({RowState.ALREADY_THERE: MANY}, MANY)
    assert (office.books.calls["create"], office.books.calls["attach"]) == (MANY, MANY)
    assert len(office.books.invoices) == MANY
