"""The API's description (OpenAPI)."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from trackifi_accounting_adapters.web.problems.schemas import MEDIA_TYPE, ProblemBody

TITLE: Final = "Trackifi accounting"
VERSION: Final = "1.0.0"
ABOUT: Final = """\
Hand over companies, customers, freelancers, invoices and PDFs, and drive their way to the accounting provider.

Every `PUT` is idempotent and bears Trackifi's own ids. Amounts are text with a decimal point. Every error is a problem
(RFC 9457) with a stable `code` and words in the language of `Accept-Language`, en or fi. Another company's records are
answered exactly like ones that never were.
"""


def describe(app: FastAPI) -> None:
    """Let the application give its description, made when it is first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = description_of(app)
        return app.openapi_schema

    # FastAPI documents this assignment as the way to extend the description.
    app.openapi = openapi  # type: ignore[method-assign]


def description_of(app: FastAPI) -> dict[str, Any]:
    """Make the description."""
    made = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
    schemas = made["components"]["schemas"]
    problem = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    made["components"]["schemas"] = dict(sorted(schemas.items()))
    made["components"]["responses"] = _shared(made["paths"])
    return made


def _shared(paths: dict[str, Any]) -> dict[str, Any]:
    """Take the answers that many operations have in common out of them, and give them by name."""
    shared: dict[str, Any] = {}
    for operation in (one for path in paths.values() for one in path.values()):
        for status, answer in sorted(operation["responses"].items()):
            if MEDIA_TYPE in answer.get("content", {}):
                name = f"Problem{status}"
                assert shared.setdefault(name, answer) == answer, "one status, one description"
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
        operation["responses"] = dict(sorted(operation["responses"].items()))
    return dict(sorted(shared.items()))
