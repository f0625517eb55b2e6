"""Every answer against the API document, by a walk over all operations and by Schemathesis."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CHECKS = (
    "not_a_server_error,status_code_conformance,response_schema_conformance,content_type_conformance,"
    "negative_data_rejection"
)
EVERYWHERE = {"401"}
"""The document leaves it out although every operation can answer it."""
BATCHES = ("/businesspartners/{id}", "/products/{productId}", "/invoices/{invoiceId}")
"""The document says one object; several ids give an array of them."""


@pytest.fixture(scope="session")
def document(material: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((material / "openapi-26.04.json").read_text())
    return read


class Walk:
    """Calls operations and compares each answer with what the document says of it."""

    def __init__(self, document: dict[str, Any], api: httpx.Client) -> None:
        self._document = document
        self._api = api
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource("urn:doc", resource)
        self.operations: set[tuple[str, str]] = set()
        self.faults: list[str] = []

    def call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        answer = self._api.request(method, path, **arguments)
        template = self._template(method, str(answer.url.path).partition("/api")[2])
        self.operations.add((method.lower(), template))
        described = self._document["paths"][template][method.lower()]["responses"]
        status = str(answer.status_code)
        if status not in described:
            if status not in EVERYWHERE:
                self.faults.append(f"{method} {path}: {status} is not documented")
            return answer
        schema = described[status].get("content", {}).get("application/json", {}).get("schema")
        for value in self._values(answer) if schema else ():
            validator = Draft202012Validator(
                {"$ref": f"urn:doc#{self._pointer(template, method, status)}"}, registry=self._registry
            )
            self.faults += [
                f"{method} {path}: {error.json_path} {error.message}" for error in validator.iter_errors(value)
            ]
        return answer

    def _template(self, method: str, path: str) -> str:
        if path in self._document["paths"]:
            return path
        stem = path.rpartition("/")[0]
        fitting = [known for known in self._document["paths"] if re.fullmatch(re.escape(stem) + r"/\{\w+\}", known)]
        assert fitting, f"{method} {path} is not in the document"
        return fitting[0]

    @staticmethod
    def _pointer(template: str, method: str, status: str) -> str:
        escaped = template.replace("~", "~0").replace("/", "~1")
        escaped = escaped.replace("{", "%7B").replace("}", "%7D")
        return f"/paths/{escaped}/{method.lower()}/responses/{status}/content/application~1json/schema"

    @staticmethod
    def _values(answer: httpx.Response) -> list[Any]:
        if answer.headers["content-type"].startswith("multipart/mixed"):
            head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
            parts: Any = message_from_bytes(head + answer.content).get_payload()
            return [json.loads(parts[0].get_payload())]
        value = answer.json()
        return value if isinstance(value, list) else [value]


def walk_reads(walk: Walk) -> None:
    for path in (
        "/sessioninfo", "/users", "/users/rights", "/company", "/company/usagesettings", "/vats/default", "/vats/settings",
        "/currencies", "/currencies/company", "/currencies/latest", "/currencies/latest?rateType=9",
        "/vats/country?countryCode=FI", "/vats/country?countryCode=XX", "/bankaccounts", "/bankaccounts?previousId=99",
        "/currencies/exchangerate", "/businesspartners?size=200", "/businesspartners?size=0", "/businesspartners/1001",
        "/currencies/exchangerate?baseCurrency=EUR&currency=SEK&day=2026-04-15&rateType=CASH_BUYING_RATE",
        "/businesspartners/1001,1006,1101", "/businesspartners/1,2", "/products?includeLocalizations=true",
        "/products?type=TRAVEL", "/products?type=X", "/products/2001,2101", "/products/1",
    ):  # fmt: skip
        walk.call("GET", path)


def walk_invoices(walk: Walk, sales: dict[str, Any], purchase: dict[str, Any]) -> None:
    numbers = [walk.call("POST", "/invoices", json=body).json()["id"] for body in (sales, purchase)]
    walk.call("POST", "/invoices", json={"type": "SALES_INVOICE"})
    walk.call("GET", "/invoices?orderByCreated=ASC")
    walk.call("GET", "/invoices?types=NONE")
    walk.call("GET", f"/invoices/{numbers[0]},{numbers[1]}")
    walk.call("GET", "/invoices/1")
    meta = {"name": "a.pdf", "referenceType": "INVOICE", "referenceId": numbers[0], "sendWithInvoice": True}
    files = {"meta": (None, json.dumps(meta), "application/json"), "file": ("a.pdf", b"%PDF-", "application/pdf")}
    number = walk.call("POST", "/attachments", files=files).json()["id"]
    walk.call("POST", "/attachments", json={})
    walk.call("GET", "/attachments")
    walk.call("GET", f"/attachments/{number}")
    walk.call("GET", "/attachments/1")


def walk_webhooks(walk: Walk) -> None:
    body = {"url": "https://sandbox.example/hook", "authenticationType": "NONE", "subscriptions": ["USER_UPDATED"]}
    number = walk.call("POST", "/webhooks", json=body).json()["uuid"]
    walk.call("POST", "/webhooks", json={})
    walk.call("GET", "/webhooks")
    walk.call("PUT", f"/webhooks/{number}", json=body)
    walk.call("PUT", "/webhooks/1", json=body)
    walk.call("DELETE", f"/webhooks/{number}")
    walk.call("DELETE", f"/webhooks/{number}")


def test_every_operation_of_the_document_answers_as_it_says(
    document: dict[str, Any], sandbox: RunningSandbox, api: httpx.Client, request: pytest.FixtureRequest
) -> None:
    walk = Walk(document, api)
    form = {"client_id": data.CLIENT_ID, "client_secret": data.CLIENT_SECRET, "api_key": sandbox.api_key}
    for grant in ("client_credentials", "password"):
        walk.call("POST", "/oauth/token", data=form | {"grant_type": grant})
    walk.call("POST", "/oauth/token", data=form | {"grant_type": "client_credentials", "api_key": "x"})
    walk_reads(walk)
    sales, purchase = (request.getfixturevalue(name)() for name in ("sales", "purchase"))
    walk_invoices(walk, sales, purchase)
    walk_webhooks(walk)
    sandbox.state.first.settings.documents = False
    walk.call("GET", "/attachments")
    described = {(method, path) for path, operations in document["paths"].items() for method in operations}
    assert walk.faults == []
    assert described - walk.operations == set()


def test_a_breach_of_the_document_is_seen(document: dict[str, Any], api: httpx.Client) -> None:
    stricter = deepcopy(document)
    stricter["components"]["schemas"]["Company"]["required"].append("shoeSize")
    del stricter["paths"]["/users"]["get"]["responses"]["200"]
    walk = Walk(stricter, api)
    walk.call("GET", "/company")
    walk.call("GET", "/users")
    assert [fault.partition(":")[0] for fault in walk.faults] == ["GET /company", "GET /users"]


def for_schemathesis(document: dict[str, Any]) -> dict[str, Any]:
    """With what the document is known to leave out, and with ids that exist.

    ``date-time`` is not asserted: the document's own examples have no offset.
    """
    changed = deepcopy(document)
    for path, operations in changed["paths"].items():
        for operation in operations.values():
            operation["responses"].setdefault("401", {"description": "Unauthorized"})
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path" and parameter["name"] != "uuid":
                    parameter["schema"] = {"enum": IDS[path]}
        if path in BATCHES:
            content = operations["get"]["responses"]["200"]["content"]["application/json"]
            content["schema"] = {"anyOf": [content["schema"], {"type": "array", "items": content["schema"]}]}
    _drop_times(changed["components"])
    return changed


IDS: dict[str, list[Any]] = {
    "/businesspartners/{id}": ["1001", "1001,1101", "7"],
    "/products/{productId}": ["2001", "2001,2101", "7"],
    "/invoices/{invoiceId}": ["500001", "500001,500002", "7"],
    "/attachments/{attachmentId}": [70001, 7],
}


def _drop_times(part: Any) -> None:
    if isinstance(part, dict):
        if part.get("format") == "date-time":
            del part["format"]
        for value in part.values():
            _drop_times(value)
    elif isinstance(part, list):
        for value in part:
            _drop_times(value)


def test_schemathesis_finds_no_breach(
    document: dict[str, Any],
    tmp_path: Path,
    sandbox: RunningSandbox,
    api: httpx.Client,
    request: pytest.FixtureRequest,
) -> None:
    fixture: Callable[[str], Any] = request.getfixturevalue
    upload = fixture("upload")
    for body in (fixture("sales")(), fixture("purchase")()):
        upload(api.post("/invoices", json=body).json()["id"])
    (tmp_path / "openapi.json").write_text(json.dumps(for_schemathesis(document)))
    command = [
        SCHEMATHESIS, "run", "openapi.json", "--url", f"{sandbox.url}/api", "--header",
        f"Authorization: {api.headers['authorization']}", "--checks", CHECKS, "--max-examples", "5", "--seed", "26",
        "--phases", "examples,coverage,fuzzing",
        "--no-color",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr
    asked = {(entry.method, entry.path) for entry in sandbox.state.journal}
    assert len(asked) >= len(document["paths"])
    assert not [entry for entry in sandbox.state.journal if entry.status >= 500]
