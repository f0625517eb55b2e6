"""PostgreSQL itself keeps companies apart, whatever the code asks."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.state import Matched
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.testing.contracts.store.suggestions import suggestion
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    NOW,
    OTHER,
    PROVIDER,
    delivery,
    entry,
    integration,
    partner,
)
from trackifi_accounting_adapters.database.sql.transactions import reading, surveying, writing
from trackifi_accounting_adapters.database.store import SqlStore

NOT_CONFINED = {
    "accounting_budget": "no company's data: one row counts calls of all",
    "accounting_clock": "no company's data: the time of all",
    "accounting_clock_jump": "as accounting_clock",
    "accounting_restore": "no company's data: when the whole database was put back",
    "accounting_token": "looked up before a company is known",
    "accounting_worker": "no company's data: workers work for all",
}


on_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
pytestmark = [pytest.mark.postgresql, on_postgresql]


@pytest.fixture
def confined(engine: Engine) -> Engine:
    with SqlStore(engine=engine).write(ACME) as work:
        work.integrations.put(integration())
        work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW)
        work.suggestions.replace(PROVIDER, CUSTOMER, [suggestion("1", "a")], partners=[PartnerId("1")])
        work.matching.mark(PROVIDER, due=NOW)
        seen = Matched(record=Record(id="a", name="Specimen"))
        work.matching.keep(PROVIDER, CUSTOMER, {PartyId("a"): seen})
        work.deliveries.add(delivery("1"))
        work.audit.add(entry("act"))
    return engine


FILLED = ["integration", "partner", "suggestion", "matching", "matched", "delivery", "audit"]


def test_every_table_of_companies_is_confined_for_its_owner_too(engine: Engine) -> None:
    tables = "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'"
    with engine.connect() as connection:
        found = connection.execute(text(f"{tables} AND relname LIKE 'accounting%'")).all()
    open_tables = {name for name, confined in found if not confined}
    assert open_tables == {*NOT_CONFINED, "accounting_version"}


@pytest.mark.parametrize("table", FILLED)
def test_without_a_company_nothing_is_seen(confined: Engine, table: str) -> None:
    with confined.connect() as connection:
        assert connection.execute(text(f"SELECT * FROM accounting_{table}")).all() == []


@pytest.mark.parametrize("table", FILLED)
def test_a_query_that_forgets_the_company_sees_only_its_own(confined: Engine, table: str) -> None:
    everything = text(f"SELECT company_id FROM accounting_{table}")
    with reading(confined, OTHER) as session:
        assert session.execute(everything).all() == []
    with reading(confined, ACME) as session:
        assert set(session.execute(everything).scalars()) == {ACME}


@pytest.mark.parametrize("table", FILLED)
def test_nothing_of_another_company_is_changed(confined: Engine, table: str) -> None:
    with writing(confined, OTHER) as session:
        assert session.execute(text(f"DELETE FROM accounting_{table}")).rowcount == 0


def test_nothing_is_written_for_another_company(confined: Engine) -> None:
    row = f"INSERT INTO accounting_audit VALUES ('{ACME}', 99, '{{}}')"
    with pytest.raises(ProgrammingError, match="row-level security"), writing(confined, OTHER) as session:
        session.execute(text(row))


def test_a_survey_sees_deliveries_of_all_and_changes_none(confined: Engine) -> None:
    with surveying(confined) as session:
        assert session.execute(text("SELECT company_id FROM accounting_delivery")).scalars().all() == [ACME]
        assert session.execute(text("SELECT company_id FROM accounting_partner")).all() == []
        assert session.execute(text("UPDATE accounting_delivery SET version = 9")).rowcount == 0


def test_the_company_is_forgotten_with_its_transaction(confined: Engine) -> None:
    with confined.connect() as connection:
        with writing(confined, ACME):
            pass
        assert connection.execute(text("SELECT count(*) FROM accounting_partner")).scalar() == 0
