"""The API's description: kept in the repository, true, and without anything that is secret."""

import json
from pathlib import Path
from typing import Any

import pytest
from trackifi_accounting_adapters.web.publish import document

KEPT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


@pytest.fixture(scope="module")
def described() -> Any:
    return json.loads(KEPT.read_text(encoding="utf-8"))


def operations(described: Any) -> list[dict[str, Any]]:
    return [operation for path in described["paths"].values() for operation in path.values()]


def test_the_description_in_the_repository_is_that_of_the_code() -> None:
    told = "write it anew: .venv/bin/python -m trackifi_accounting_adapters.web.publish docs/reference/openapi.json"

    assert document() == KEPT.read_text(encoding="utf-8"), told


def test_every_operation_has_a_name_of_its_own_and_words(described: Any) -> None:
    names = [operation["operationId"] for operation in operations(described)]

    assert len(set(names)) == len(names) > 40
    assert [operation["operationId"] for operation in operations(described) if not operation.get("description")] == []


def test_every_body_comes_with_an_example(described: Any) -> None:
    schemas = described["components"]["schemas"]
    bodies = {
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for operation in operations(described)
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    }

    assert len(bodies) >= 6
    assert [name for name in sorted(bodies) if not schemas[name].get("examples")] == []


def test_no_answer_has_a_field_for_a_secret(described: Any) -> None:
    schemas = described["components"]["schemas"]
    secret = [name for name, schema in schemas.items() if '"format": "password"' in json.dumps(schema)]

    assert secret == ["CredentialsIn"]
    assert "CredentialsIn" not in json.dumps([operation["responses"] for operation in operations(described)])
