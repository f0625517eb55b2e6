"""Run by Alembic for each command; the connection is given by ``migration``."""

from alembic import context

from trackifi_accounting_adapters.database.migration import VERSION_TABLE
from trackifi_accounting_adapters.database.tables.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,  # also on SQLite: our engine begins transactions itself, and they take tables along
)
with context.begin_transaction():
    context.run_migrations()
