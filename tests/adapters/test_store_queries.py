"""What people wait for is answered by indexes, and every statement names its company."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from trackifi_accounting.domain.batches.batches import BatchRow, RequestOutcome, RowState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, Exclusion
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.state import Matched
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import InvoiceId, PartnerId, PartyId, ProductId
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.testing.contracts.store.batches import batch
from trackifi_accounting.testing.contracts.store.suggestions import suggestion
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    HOUR,
    NOW,
    PROVIDER,
    SOMEONE,
    delivery,
    entry,
    integration,
    link,
    partner,
    product,
)
from trackifi_accounting_adapters.database.store import SqlStore

Question = Callable[[UnitOfWork], Any]
ONE = PartnerId("1")
FOUND = suggestion("2", "1")
BATCH = batch("b")
MEMBER = BatchRow(invoice=InvoiceId("1"), outcome=RequestOutcome.REQUESTED)
UNASKED = Exclusion(by=SOMEONE, at=NOW, reason="specimen", asked=False)
EXCLUDED = delivery("9", state=DeliveryState.EXCLUDED, exclusion=UNASKED, due=None)
SEEN = Matched(record=Record(id="1", name="Specimen"))

READING: dict[str, Question] = {
    "integration": lambda work: work.integrations.get(PROVIDER),
    "partners": lambda work: work.partners.get(PROVIDER, [ONE]),
    "partners of old": lambda work: work.partners.ever(PROVIDER, [ONE]),
    "every partner": lambda work: list(work.partners.every(PROVIDER, PartnerRole.CUSTOMER)),
    "page": lambda work: work.partners.page(PROVIDER, PartnerQuery()),
    "page of customers": lambda work: work.partners.page(PROVIDER, PartnerQuery(role=PartnerRole.CUSTOMER)),
    "unlinked": lambda work: work.partners.page(PROVIDER, PartnerQuery(linked=LinkFilter.UNLINKED)),
    "suggested": lambda work: work.partners.page(PROVIDER, PartnerQuery(linked=LinkFilter.SUGGESTED)),
    "number of suggested": lambda work: work.partners.count(PROVIDER, PartnerQuery(linked=LinkFilter.SUGGESTED)),
    "rest of partners": lambda work: list(work.partners.every(PROVIDER, PartnerRole.CUSTOMER, after=ONE, limit=9)),
    "changed partners": lambda work: work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW),
    "suggestions of partners": lambda work: work.suggestions.of_partners(PROVIDER, [ONE]),
    "suggestions of parties": lambda work: work.suggestions.partners_of(PROVIDER, CUSTOMER, [PartyId("1")]),
    "suggestions": lambda work: work.suggestions.page(PROVIDER, CUSTOMER),
    "number of suggestions": lambda work: work.suggestions.count(PROVIDER),
    "state of matching": lambda work: work.matching.state(PROVIDER),
    "matched parties": lambda work: work.matching.parties(PROVIDER, CUSTOMER, [PartyId("1")]),
    "matched links": lambda work: work.matching.links(PROVIDER, CUSTOMER),
    "stale": lambda work: work.partners.page(PROVIDER, PartnerQuery(linked=LinkFilter.STALE)),
    "number of partners": lambda work: work.partners.count(PROVIDER, PartnerQuery()),
    "product": lambda work: work.products.get(PROVIDER, ProductId("1")),
    "products of old": lambda work: work.products.ever(PROVIDER, [ProductId("1")]),
    "products": lambda work: work.products.page(PROVIDER),
    "number of products": lambda work: work.products.count(PROVIDER),
    "links of partners": lambda work: work.links.of_partners(PROVIDER, [ONE]),
    "link of party": lambda work: work.links.of_party(PROVIDER, CUSTOMER, PartyId("1")),
    "links": lambda work: work.links.all(PROVIDER),
    "rejected": lambda work: work.links.rejected(PROVIDER),
    "delivery": lambda work: work.deliveries.get(PROVIDER, CUSTOMER, InvoiceId("1")),
    "delivery of key": lambda work: work.deliveries.of_key(PROVIDER, delivery("1").key),
    "due": lambda work: work.deliveries.due(NOW),
    "links of parties": lambda work: work.links.of_parties(PROVIDER, CUSTOMER, [PartyId("1")]),
    "alike": lambda work: work.partners.alike(PROVIDER, [partner("1")]),
    "deliveries of invoices": lambda work: work.deliveries.of_invoices(PROVIDER, CUSTOMER, [InvoiceId("1")]),
    "deliveries that need somebody": lambda work: work.deliveries.page(PROVIDER, show=DeliveryShow.ATTENTION),
    "deliveries": lambda work: work.deliveries.page(PROVIDER),
    "number of deliveries": lambda work: work.deliveries.count(PROVIDER),
    "known sent": lambda work: work.deliveries.known_sent(PROVIDER, CUSTOMER, other_than=InvoiceId("1")),
    "unfinished": lambda work: work.deliveries.unfinished(PROVIDER),
    "batch": lambda work: work.batches.get(PROVIDER, BATCH.id),
    "batch's invoices": lambda work: work.batches.rows(PROVIDER, BATCH.id),
    "batches": lambda work: work.batches.newest(PROVIDER),
    "stopped batches": lambda work: work.batches.stopped(PROVIDER),
    "batch in figures": lambda work: work.batches.tallies(BATCH),
    "page of a batch": lambda work: work.batches.page(BATCH, standing={RowState.SENT}),
    "trail": lambda work: work.audit.page(),
}
WRITING: dict[str, Question] = {
    "integration": lambda work: work.integrations.put(integration()),
    "partners": lambda work: work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW),
    "gone partners": lambda work: work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR),
    "products": lambda work: work.products.upsert(PROVIDER, [product("1")], seen_at=NOW),
    "gone products": lambda work: work.products.mark_unseen_gone(PROVIDER, before=NOW + HOUR),
    "link": lambda work: work.links.save(PROVIDER, link("2", "1")),
    "no link": lambda work: work.links.remove(PROVIDER, ONE),
    "rejection": lambda work: work.links.reject(PROVIDER, PartnerId("2"), PartyId("1")),
    "delivery": lambda work: work.deliveries.add(delivery("1")),
    "changed delivery": lambda work: work.deliveries.replace(delivery("1")),
    "batch": lambda work: work.batches.put(BATCH),
    "batch's invoice": lambda work: work.batches.put_rows(PROVIDER, BATCH.id, [MEMBER]),
    "withdrawn delivery": lambda work: work.deliveries.withdraw(EXCLUDED),
    "suggestions": lambda work: work.suggestions.replace(PROVIDER, CUSTOMER, [FOUND], partners=[PartnerId("2")]),
    "changed partner": lambda work: work.partners.mark_changed(PROVIDER, [ONE], at=NOW),
    "mark": lambda work: work.matching.mark(PROVIDER, due=NOW),
    "no mark": lambda work: work.matching.unmark(PROVIDER),
    "claim": lambda work: work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR, afresh=True),
    "progress": lambda work: work.matching.go_on(PROVIDER, until=NOW, done=1, total=2),
    "end of matching": lambda work: work.matching.finish(PROVIDER, matched_at=NOW),
    "matched party": lambda work: work.matching.keep(PROVIDER, CUSTOMER, {PartyId("1"): SEEN, PartyId("2"): None}),
    "act": lambda work: work.audit.add(entry("act")),
}
SORTED_AFTERWARDS = {"unfinished"}  # of several states, and few


@pytest.fixture
def store(sqlite_engine: Engine) -> SqlStore:
    store = SqlStore(engine=sqlite_engine)
    with store.write(ACME) as work:
        work.partners.upsert(PROVIDER, [partner("2")], seen_at=NOW)
        work.batches.put(BATCH)
    return store


@contextmanager
def recorded(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    statements: list[tuple[str, Any]] = []

    def record(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", record)
    yield statements
    event.remove(engine, "before_cursor_execute", record)


@pytest.mark.parametrize("name", READING)
def test_no_question_reads_through_a_whole_table(store: SqlStore, sqlite_engine: Engine, name: str) -> None:
    with recorded(sqlite_engine) as statements, store.write(ACME) as work:
        READING[name](work)
    with sqlite_engine.connect() as connection:
        for statement, parameters in statements:
            if statement.startswith("SELECT"):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                steps = [step.detail for step in plan]
                assert steps
                assert not [step for step in steps if step.startswith("SCAN")]
                if name not in SORTED_AFTERWARDS:
                    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step]


@pytest.mark.parametrize(("name", "ask"), [*READING.items(), *WRITING.items()])
def test_every_statement_names_the_company(store: SqlStore, sqlite_engine: Engine, name: str, ask: Question) -> None:
    with recorded(sqlite_engine) as statements, store.write(ACME) as work:
        ask(work)
    asked = [statement for statement, _ in statements if "accounting_" in statement]
    assert asked
    for statement in asked:
        named = "INTO accounting_" in statement or "company_id = ?" in statement
        assert named, statement
    values = [one for _, many in statements for one in (many if isinstance(many, list) else [many])]
    assert all(ACME in value for value in values if value)
