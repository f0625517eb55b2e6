"""The drift report: in what Trackifi and the provider differ, kind by kind, and as CSV."""

from collections.abc import Iterable, Sequence

from fastapi import Request, Response
from trackifi_accounting.domain.reconciliation.findings import INFORMATION, Finding, FindingKind

from trackifi_accounting_adapters.exports.drift_table import as_csv
from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import language_of, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.reconciliation.drift_rows import DriftView, label_of_kind
from trackifi_accounting_adapters.web.sessions.visitor import Who

pages = Operations(built_as=PageRoute)
COLUMNS = (
    *("what", "kind", "number", "invoice", "remote_id", "remote_number", "ours", "theirs"),
    *("difference", "field", "seen"),
)
LONGEST = 200


@pages.get("/settings/integrations/{provider}/differences", name="page_drift")
def drift(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Compare now; reads only, on both sides."""
    from trackifi_accounting_adapters.web.design.templating import formats_of  # noqa: PLC0415 - brings Babel in

    plugin, language = container.registry()[provider], language_of(request)
    rows = container.drift_report()(who.company, plugin.name)
    if request.query_params.get("format") == "csv":
        name = f"differences-{container.clock().now():%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response("".join(as_csv(rows, COLUMNS)), media_type="text/csv; charset=utf-8", headers=headers)
    found = list(rows)
    show, text = _asked(request)
    view = DriftView(
        container, who.company, plugin.name, tell=telling(request, plugin.name), formats=formats_of(language)
    )
    groups = view.groups(_chosen(found, show, text))
    return page(
        request,
        "drift.html",
        plugin=plugin,
        integration=integration_of(container, who, provider),
        tab="invoices",
        groups=[one for one in groups if not one.information],
        information=[one for one in groups if one.information],
        kinds=[(kind, label_of_kind(kind, language)) for kind in FindingKind if any(one.what is kind for one in found)],
        differing=sum(one.what not in INFORMATION for one in found),
        show=show,
        text=text,
    )


def _asked(request: Request) -> tuple[FindingKind | None, str]:
    given = request.query_params
    show = given.get("show", "")
    text = given.get("text", "").strip()[:LONGEST]
    return (FindingKind(show) if show in set(FindingKind) else None), text


def _chosen(found: Iterable[Finding], show: FindingKind | None, text: str) -> Sequence[Finding]:
    part = text.casefold()
    return [
        one
        for one in found
        if show in {None, one.what}
        and (not part or any(part in value.casefold() for value in (one.number, one.remote_number or "", one.remote)))
    ]
