"""The drift report over REST, as JSON and as a table."""

from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import Query, Response
from trackifi_accounting.domain.reconciliation.findings import INFORMATION, Finding
from trackifi_accounting.domain.values.references import CompanyId, ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.exports.drift_table import as_csv
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import CALL
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.reconciliation.drift_schemas import DriftList, DriftOut

operations = Operations("/companies/{company}/integrations/{provider}", built_as=GuardedRoute, tags=["Deliveries"])
Days = Annotated[int, Query(ge=1, le=1000, description="How far back to look.")]
CSV: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "One line for each difference.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@operations.get("/drift", responses=CALL)
def report_drift(
    *, company: parameters.Company, provider: parameters.Provider, installation: Installation, days: Days = 400
) -> DriftList:
    """Hold Trackifi's invoices, what was sent and the provider's books against each other, now.

    Reads only, and changes nothing on either side.
    """
    rows = _rows(installation, company, provider, days)
    made = [DriftOut.model_validate(row) for row in rows]
    return DriftList(
        items=[one for one in made if one.what not in INFORMATION],
        information=[one for one in made if one.what in INFORMATION],
    )


@operations.get("/drift.csv", responses=CALL | CSV, response_class=Response)
def report_drift_as_table(
    *, company: parameters.Company, provider: parameters.Provider, installation: Installation, days: Days = 400
) -> Response:
    """The same as a table; cells that a spreadsheet would take for formulas are made text."""
    table = "".join(as_csv(_rows(installation, company, provider, days)))
    named = {"Content-Disposition": 'attachment; filename="drift.csv"'}
    return Response(table, media_type="text/csv", headers=named)


def _rows(installation: Container, company: CompanyId, provider: ProviderName, days: int) -> list[Finding]:
    name = installation.registry()[provider].name
    # To the end before the first byte goes out: an error in the middle must not pass for a short report.
    return list(installation.drift_report()(company, name, back=timedelta(days=days)))
