"""The drift report: what was sent, held against the provider's books."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.errors import NotActivated, ProviderUnavailable
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME


@pytest.fixture
def sent(world):
    invoice = world.ready_to_send().add_invoice()
    assert world.press_send(invoice).settled
    return invoice


def rows(world):
    return [(one.what, one.number, one.ours, one.theirs) for one in world.drift_report(ACME, MEMORY)]


def at_provider(world, **changes):
    world.books.invoices["1"] = replace(world.books.invoices["1"], **changes)


def test_where_nothing_differs_there_is_no_row(world, sent):
    assert rows(world) == []


def test_what_is_here_and_not_there(world, sent):
    world.books.invoices.clear()
    assert rows(world) == [(FindingKind.MISSING_THERE, "2026-1", f"{sent.totals.gross} EUR", "")]


def test_what_a_lacking_right_hides_is_no_difference(world, sent):
    world.books.invoices.clear()
    world.books.own_invoices_only = frozenset({PartyKind.CUSTOMER})
    assert rows(world) == []


def test_what_is_there_and_not_here(world, sent):
    by_hand(world, "2026-77", by=world.books.keys[TEST_KEY])
    by_hand(world, "2026-78")
    (row,) = world.drift_report(ACME, MEMORY)
    assert (row.what, row.number, row.invoice, row.remote) == (FindingKind.MISSING_HERE, "2026-77", None, "2")


def test_what_was_removed(world, sent):
    world.books.remove("1")
    assert [row[0] for row in rows(world)] == [FindingKind.REMOVED_THERE]


def test_another_amount_date_or_partner_is_told_with_both(world, sent):
    totals = world.delivery(sent).totals
    more = replace(totals, gross=totals.gross + Decimal("0.01"))
    at_provider(world, totals=more, issued=date(2026, 2, 1), partner=PartnerId("p9"))
    assert rows(world) == [
        (FindingKind.AMOUNT, "2026-1", f"{totals.gross} EUR", f"{more.gross} EUR"),
        (FindingKind.DATE, "2026-1", "2026-01-31", "2026-02-01"),
        (FindingKind.PARTNER, "2026-1", "p1", "p9"),
    ]


def test_a_pdf_that_is_missing(world, sent):
    world.books.files["1"].clear()
    (row,) = rows(world)
    assert row == (FindingKind.PDF_MISSING, "2026-1", world.delivery(sent).pdf_name, "")


def test_two_hundred_invoices_are_read_in_one_call(world, sent):
    for number in range(2, 30):
        world.press_send(world.add_invoice(f"2026-{number}"))
    world.books.calls.clear()
    assert rows(world) == []
    assert world.books.calls == {"access": 1, "read_invoices": 1, "changed_invoices": 1}


def test_nothing_is_changed_on_either_side(world, sent):
    world.books.remove("1")
    before = world.delivery(sent)
    rows(world)
    assert world.delivery(sent) == before
    assert world.books.calls["create"] == 1


def test_rows_come_before_the_end_is_known(world, sent):
    world.books.remove("1")
    report = world.drift_report(ACME, MEMORY)
    assert next(report).what is FindingKind.REMOVED_THERE
    world.books.down_after = 0
    with pytest.raises(ProviderUnavailable):
        list(report)


def test_without_an_integration_there_is_no_report(world):
    with pytest.raises(NotActivated):
        rows(world)
