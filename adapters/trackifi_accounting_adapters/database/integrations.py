"""Integrations in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from sqlalchemy import bindparam, select
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.values.references import CompanyId, ProviderName, RemoteCompanyId
from trackifi_accounting.ports.repositories.integrations import Integrations

from trackifi_accounting_adapters.database.sql.bodies import INTEGRATION
from trackifi_accounting_adapters.database.sql.statements import insert_or_replace, table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.tables import IntegrationRow

_TABLE = table_of(IntegrationRow)
_ONE = select(_TABLE.c.body).where(_TABLE.c.company_id == bindparam("company"), _TABLE.c.provider == bindparam("whose"))

_OTHERS = select(_TABLE.c.body).where(
    _TABLE.c.company_id != bindparam("company"), _TABLE.c.provider == bindparam("whose")
)


class SqlIntegrations(Integrations):
    """One company's integrations."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def get(self, provider: ProviderName) -> Integration | None:
        body = self._transaction.execute(_ONE, {"company": self._company, "whose": provider}).scalar()
        return None if body is None else INTEGRATION.read(body)

    def put(self, integration: Integration) -> None:
        row = {
            "company_id": own(self._company, integration.company),
            "provider": integration.provider,
            "state": integration.state,
            "body": INTEGRATION.write(integration),
        }
        self._transaction.execute(insert_or_replace(IntegrationRow, self._transaction.connection.dialect), row)

    def shared(self, provider: ProviderName, remote: RemoteCompanyId) -> bool:
        asked = {"company": self._company, "whose": provider}
        with self._transaction.seeing_every_company():
            others = [INTEGRATION.read(body) for body in self._transaction.execute(_OTHERS, asked).scalars()]
        return any(one.usable and one.remote is not None and one.remote.id == remote for one in others)


def own(company: CompanyId, claimed: CompanyId) -> CompanyId:
    """Give the company, having made sure that a record is its own; ValueError is a defect of the caller."""
    if claimed != company:
        raise ValueError("a unit of work was given another company's record")
    return company
