"""Requests that nobody thought of: no operation fails, and each answers what its description says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.database.access.tokens import Role

from tests.web.api.installation import OTHER, OTHER_KEY, OWN, Installation, party_body

schemathesis.serializer.alias("application/pdf", "application/octet-stream")
KNOWN = {"company": OWN, "provider": MEMORY, "party": "p-1", "invoice": "i-1"}
FEW = settings(
    max_examples=3,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory, empty_tables: Path, app: FastAPI) -> Iterator[Installation]:
    """Two companies, both with a key, partners, links and invoices."""
    made = Installation(tmp_path_factory.mktemp("data"), empty_tables, app=app)
    for kind in PartyKind:
        made.sendable(kind)
    other = f"/v1/companies/{OTHER}"
    made.host.put(f"{other}/customers/p-1", party_body("Toinen Malliasiakas Oy"))
    made.host.post(f"{other}/integrations/{MEMORY}/activate", {"credentials": {"api_key": OTHER_KEY}})
    yield made
    made.close()


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_each_operation_answers_each_role_as_described(
    populated: Installation, app: FastAPI, mode: GenerationMode
) -> None:
    app.state.container = populated.container
    tokens = [{"Authorization": f"Bearer {populated.tokens[role]}"} for role in Role]

    operations = schemathesis.openapi.from_asgi("/v1/openapi.json", app).get_all_operations()
    for operation in (found.ok() for found in operations):
        # A request that is nothing but its address has nothing in it that could be wrong.
        if mode is GenerationMode.POSITIVE or operation.body or operation.query:
            _try(operation, mode, tokens)


def _try(operation: Any, mode: GenerationMode, tokens: list[dict[str, str]]) -> None:
    names = {parameter.name for parameter in operation.path_parameters}
    known = {name: value for name, value in KNOWN.items() if name in names}

    # What a schema allows is not all accepted: whether a text is a key, or bytes a PDF, no schema can say.
    @FEW
    @given(case=operation.as_strategy(mode, path_parameters=known))
    def attempt(case: Any) -> None:
        for token in tokens:
            case.call_and_validate(headers=token, excluded_checks=[positive_data_acceptance])

    attempt()
