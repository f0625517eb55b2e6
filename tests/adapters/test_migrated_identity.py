"""What becomes of deliveries from before an invoice at the provider belonged to one of them, and numbers were one."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, text
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.problems.problems import mark_of
from trackifi_accounting.domain.reconciliation.counts import held_twice
from trackifi_accounting.domain.reconciliation.list_filters import CAN_BE_SEEN, DeliveryShow, unseen
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    HOUR,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    integration,
)
from trackifi_accounting.testing.examples.stored_records import delivery as ready
from trackifi_accounting_adapters.database.migration import migrate, step_back
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow

COMPOSED, DECOMPOSED = "Lasku-\u00e4-1", "Lasku-a\u0308-1"
BEFORE, FIRST_STEP = "0012", "0013"
Migrated = Callable[..., SqlStore]


def sent(invoice: str, remote: str, **changes: Any) -> Delivery:
    values: dict[str, Any] = {"state": DeliveryState.SENT, "remote": RemoteInvoiceId(remote), "due": None}
    return ready(invoice, **(values | {"sent_at": NOW} | changes))


@pytest.fixture
def migrated(empty_engine: Engine) -> Migrated:
    """Gives the store of an earlier version's rows, brought up to date: both companies use the same books."""

    def made(*deliveries: Delivery, written: dict[str, str] | None = None, since: str = BEFORE) -> SqlStore:
        migrate(empty_engine)
        store = SqlStore(engine=empty_engine)
        for company in (ACME, OTHER):
            with store.write(company) as work:
                work.integrations.put(integration(company=company))
                assert all(work.deliveries.add(one) for one in deliveries if one.company == company)
        step_back(empty_engine, to=since)
        for invoice, number in (written or {}).items():
            _write_number(empty_engine, invoice, number)
        migrate(empty_engine)
        return store

    return made


def _write_number(engine: Engine, invoice: str, number: str) -> None:
    """As an earlier version wrote it, its letters put together as they came."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT set_config('app.company', :company, true)"), {"company": ACME})
        table, of = DeliveryRow.__tablename__, {"invoice": invoice}
        body = connection.execute(text(f"SELECT body FROM {table} WHERE invoice_id = :invoice"), of).scalar_one()
        told = json.dumps({**json.loads(body), "number": number}, ensure_ascii=False)
        change = text(f"UPDATE {table} SET number = :number, body = :body WHERE invoice_id = :invoice")
        connection.execute(change, {**of, "number": number, "body": told})


def one(store: SqlStore, invoice: str, company: CompanyId = ACME) -> Delivery:
    with store.read(company) as work:
        found = work.deliveries.get(PROVIDER, CUSTOMER, InvoiceId(invoice))
    assert found
    return found


def needing_attention(store: SqlStore, company: CompanyId) -> list[str]:
    with store.read(company) as work:
        return [found.invoice for found in work.deliveries.page(PROVIDER, show=DeliveryShow.ATTENTION)]


def test_what_was_sent_is_in_the_books_that_the_integration_opens(migrated: Migrated) -> None:
    elsewhere = sent("2", "12", provider=SECOND)
    store = migrated(sent("1", "11"), elsewhere, ready("3"))
    assert (one(store, "1").remote_company, one(store, "3").remote_company) == ("1", None)
    assert one(store, "1") == replace(sent("1", "11"), remote_company="1")
    asking = replace(ready("4"), company=OTHER, remote_company="1")
    with store.read(OTHER) as work:
        assert work.deliveries.held(asking, [RemoteInvoiceId("11"), RemoteInvoiceId("12")]) == {"11"}
    with store.read(ACME) as work:
        kept = work.deliveries.get(SECOND, CUSTOMER, InvoiceId("2"))
    assert kept is not None
    assert kept.remote_company is None  # nothing is known of a provider without an integration


@pytest.mark.parametrize("other", [ACME, OTHER])
@pytest.mark.parametrize("since", [BEFORE, FIRST_STEP])
def test_two_that_have_one_invoice_are_both_told_and_need_attention(
    migrated: Migrated, other: CompanyId, since: str
) -> None:
    second = sent("2", "11", company=other, sent_at=NOW + HOUR, remote_number="20001")
    store = migrated(sent("1", "11"), second, sent("9", "19"), since=since)
    for invoice, company in (("1", ACME), ("2", other)):
        told = one(store, invoice, company)
        (problem,) = told.problems
        assert (problem.code, problem.facts["number"], problem.facts["id"]) == ("held_by_two", invoice, "11")
        assert unseen(told)
        assert [found.what for found in held_twice([told])] == ["held_twice"]
        assert problem.code in CAN_BE_SEEN
        assert not unseen(replace(told, seen=(mark_of(problem),)))
    assert sorted(needing_attention(store, ACME) + needing_attention(store, OTHER)) == ["1", "2"]


def test_the_one_that_was_sent_first_keeps_it_so_that_no_third_takes_it(migrated: Migrated) -> None:
    store = migrated(sent("1", "11", sent_at=NOW + HOUR), sent("2", "11"))
    assert (one(store, "1").remote_company, one(store, "2").remote_company) == (None, "1")
    third = replace(ready("3"), remote_company="1")
    with store.write(ACME) as work:
        assert work.deliveries.held(third, [RemoteInvoiceId("11")]) == {"11"}
        assert work.deliveries.add(third)
    taking = replace(third, state=DeliveryState.SENT, remote=RemoteInvoiceId("11"))
    with pytest.raises(InvoiceRejected, match="held_already"), store.write(ACME) as work:
        work.deliveries.replace(taking)


def test_each_of_the_two_can_still_be_written(migrated: Migrated) -> None:
    store = migrated(sent("1", "11"), sent("2", "11", sent_at=NOW + HOUR))
    for invoice in ("1", "2"):
        with store.write(ACME) as work:
            assert work.deliveries.replace(replace(one(store, invoice), remote_number="20001"))


def test_a_number_is_written_as_it_is_read(migrated: Migrated) -> None:
    store = migrated(sent("1", "11"), written={"1": DECOMPOSED})
    assert one(store, "1").number == COMPOSED
    with store.read(ACME) as work:
        assert work.deliveries.of_key(PROVIDER, one(store, "1").key) == one(store, "1")


def test_numbers_that_become_one_are_told_apart_and_neither_is_lost(migrated: Migrated) -> None:
    store = migrated(sent("1", "11"), sent("2", "12"), written={"1": COMPOSED, "2": DECOMPOSED})
    assert [one(store, invoice).number for invoice in ("1", "2")] == [COMPOSED, COMPOSED]
    assert [one(store, invoice).apart for invoice in ("1", "2")] == [None, DECOMPOSED]
    with store.write(ACME) as work:
        assert {
            found.invoice for found in work.deliveries.of_numbers(PROVIDER, CUSTOMER, [InvoiceNumber(COMPOSED)])
        } == {"1", "2"}
        assert not work.deliveries.add(ready("3", COMPOSED))  # the number is used
        assert work.deliveries.replace(replace(one(store, "2"), remote_number="20002"))


def test_numbers_that_become_one_and_share_their_invoice_are_told(migrated: Migrated) -> None:
    """The first was taken for the second one: only one of them was ever booked."""
    store = migrated(sent("1", "11"), sent("2", "11"), written={"1": COMPOSED, "2": DECOMPOSED})
    assert [found.code for invoice in ("1", "2") for found in one(store, invoice).problems] == ["held_by_two"] * 2
    assert {found.facts["number"] for found in one(store, "2").problems} == {COMPOSED}
