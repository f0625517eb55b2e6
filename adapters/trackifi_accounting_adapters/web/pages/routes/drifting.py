"""The drift report: in what Trackifi and the provider differ, as a table and as CSV."""

import csv
import io
from collections.abc import Iterable
from itertools import islice

from fastapi import Request, Response
from trackifi_accounting.domain.reconciliation.findings import Finding

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.operations import Operations
from trackifi_accounting_adapters.web.pages.rendering import language_of, page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.routes.provider import Provider, integration_of
from trackifi_accounting_adapters.web.pages.views.drift_rows import rows_of
from trackifi_accounting_adapters.web.pages.visitor import Who

pages = Operations(built_as=PageRoute)
MOST = 500
COLUMNS = ("what", "kind", "number", "invoice", "remote", "remote_number", "ours", "theirs")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would begin to compute; a text that begins so is quoted."""


@pages.get("/settings/integrations/{provider}/differences", name="page_drift")
def drift(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Compare now; reads only, on both sides."""
    from trackifi_accounting_adapters.web.pages.templating import formats_of  # noqa: PLC0415 - brings Babel in

    plugin = container.registry()[provider]
    rows = container.drift_report()(who.company, plugin.name)
    if request.query_params.get("format") == "csv":
        name = f"differences-{container.clock().now():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
    found = list(islice(rows, MOST + 1))
    return page(
        request,
        "drift.html",
        plugin=plugin,
        integration=integration_of(container, who, provider),
        tab="invoices",
        rows=rows_of(container, who.company, plugin.name, found[:MOST], formats_of(language_of(request))),
        more=len(found) > MOST,
    )


def _csv(rows: Iterable[Finding]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in rows:
        writer.writerow([_harmless(getattr(one, column)) for column in COLUMNS])
    return text.getvalue()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
