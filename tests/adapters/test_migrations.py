"""The migrations make exactly the tables that the code expects, and every key begins with the company."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Engine,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    insert,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.ports.repositories.partners import PartnerQuery
from trackifi_accounting.testing.examples.stored_records import ACME, NOW, OTHER, PROVIDER, integration, partner
from trackifi_accounting_adapters.database.migration import (
    HEAD,
    VERSION_TABLE,
    configuration,
    migrate,
    revision_of,
    step_back,
)
from trackifi_accounting_adapters.database.sql.transactions import writing
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.database.tables import tables
from trackifi_accounting_adapters.database.tables.tables import PartyRow

METADATA = tables.Table.metadata
LOOKED_UP_BEFORE_A_COMPANY_IS_KNOWN = {"uq_accounting_token_digest"}
each_table = pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)


def test_migrations_make_the_tables_that_the_code_expects(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with empty_engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), METADATA) == []


def test_the_newest_revision_is_the_one_the_code_names(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with empty_engine.connect() as connection:
        assert ScriptDirectory.from_config(configuration(connection)).get_current_head() == HEAD
    assert revision_of(empty_engine) == HEAD


def test_current_tables_are_left_alone_without_reading_alembic(sqlite_engine: Engine) -> None:
    code = (
        "import sys; from trackifi_accounting_adapters.database.sql.connections import create_engine;"
        "from trackifi_accounting_adapters.database.migration import migrate;"
        f"migrate(create_engine({str(sqlite_engine.url)!r})); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_migrations_can_be_undone_and_done_again(empty_engine: Engine) -> None:
    migrate(empty_engine)
    step_back(empty_engine, to="base")
    assert inspect(empty_engine).get_table_names() == [VERSION_TABLE]
    migrate(empty_engine)
    assert set(inspect(empty_engine).get_table_names()) == {VERSION_TABLE, *METADATA.tables}


def test_a_step_back_to_the_first_revision_and_forward_keeps_partners(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with SqlStore(engine=empty_engine).write(ACME) as work:
        work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW)
    step_back(empty_engine, to="0001")
    assert revision_of(empty_engine) == "0001"
    migrate(empty_engine)
    with SqlStore(engine=empty_engine).write(ACME) as work:
        assert work.partners.page(PROVIDER, PartnerQuery()) == [partner("1")]


def test_a_migration_that_fails_leaves_nothing_behind(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounting_secret (in_the_way INTEGER)"))
    with pytest.raises(DBAPIError):
        migrate(empty_engine)
    assert inspect(empty_engine).get_table_names() == ["accounting_secret"]


def test_what_an_active_integration_has_sent_is_read_back_after_the_migration(empty_engine: Engine) -> None:
    migrate(empty_engine)
    step_back(empty_engine, to="0008")
    store = SqlStore(engine=empty_engine)
    for company, state in ((ACME, IntegrationState.ACTIVE), (OTHER, IntegrationState.DISABLED)):
        with store.write(company) as work:
            work.integrations.put(replace(integration(), company=company, state=state))
    migrate(empty_engine)
    assert store.scheduled_tasks_due(ScheduledTask.READ_BACK, datetime.now(UTC)) == ((ACME, PROVIDER),)


def test_several_may_migrate_at_once(empty_engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(migrate, [empty_engine] * 4))
    assert revision_of(empty_engine) == HEAD


def test_foreign_keys_are_checked_after_a_migration(empty_engine: Engine) -> None:
    migrate(empty_engine)
    orphan = {"kind": "customer", "party_id": "1", "folded_name": "x", "archived": False, "body": "{}"}
    nobody = CompanyId("nobody")
    with pytest.raises(IntegrityError), writing(empty_engine, nobody) as transaction:
        transaction.execute(insert(PartyRow), {"company_id": nobody, **orphan})


@each_table
def test_every_key_begins_with_the_company(table: Table) -> None:
    keys = (PrimaryKeyConstraint, UniqueConstraint, ForeignKeyConstraint)
    found = [one for one in table.constraints if isinstance(one, keys)]
    assert found
    for one in found:
        columns = [column.name for column in one.columns]
        assert columns[0] == "company_id" or one.name in LOOKED_UP_BEFORE_A_COMPANY_IS_KNOWN


@each_table
def test_every_foreign_key_stays_inside_the_company(table: Table) -> None:
    for constraint in table.foreign_key_constraints:
        assert next(element.column.name for element in constraint.elements) == "company_id"


@each_table
def test_every_index_begins_with_the_company(table: Table) -> None:
    reaching = {"uq_accounting_delivery_remote"}  # an invoice at the provider belongs to one delivery of all companies
    found = [one for one in table.indexes if one.name not in reaching]
    assert all(next(iter(index.columns)).name == "company_id" for index in found)
