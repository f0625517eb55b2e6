"""Liveness, readiness and measurements over HTTP: whatever is broken is told calmly, with its fix."""

from pathlib import Path

import pytest
from dependency_injector import providers
from fastapi import FastAPI
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import step_back
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.secrets.key_ring import KeyRing
from trackifi_accounting_adapters.web.app import create_app

from tests.web.api.installation import Caller, Installation

CHECKS = ["database", "tables", "keys", "files", "limiter", "clock", "restore"]


def failed(installation: Installation) -> dict[str, dict[str, str]]:
    answer = installation.nobody.get("/health/ready")
    told = {check["name"]: check for check in answer["checks"] if not check["ok"]}
    assert (answer.status, answer["status"]) == ((503, "not ready") if told else (200, "ready"))
    assert all(check["happened"] and check["todo"] for check in told.values())
    assert "Traceback" not in answer.response.text
    return told


def test_a_sound_installation_is_ready_and_tells_what_was_tried(installation: Installation) -> None:
    answer = installation.nobody.get("/health/ready")

    assert answer.status == 200
    assert [(check["name"], check["ok"]) for check in answer["checks"]] == [(name, True) for name in CHECKS]


def test_a_database_that_is_away_fails_readiness_and_not_liveness(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "no-database").mkdir()
    own = installation.container.engine()
    away = create_engine(f"sqlite:///{tmp_path / 'no-database'}")
    installation.container.engine.override(providers.Object(away))
    installation.container.readiness.reset()

    assert {"database", "tables"} <= failed(installation).keys()
    assert installation.nobody.get("/health").status == 200
    own.dispose()


def test_tables_of_another_version_are_told_with_the_command(installation: Installation) -> None:
    step_back(installation.container.engine(), to="0003")

    assert "trackifi-accounting migrate" in failed(installation)["tables"]["todo"]


def test_another_key_file_is_told(installation: Installation) -> None:
    installation.container.vault().self_test()
    installation.container.keys.override(providers.Object(KeyRing([b"k" * 32])))
    installation.container.vault.reset()

    assert failed(installation).keys() == {"keys"}


def test_a_folder_that_can_not_be_written_is_told(installation: Installation) -> None:
    folder: Path = installation.container.settings().files
    if folder.exists():
        folder.rename(folder.with_name("files-of-before"))
    folder.write_text("a file is in the way")

    assert failed(installation).keys() == {"files"}


def test_a_database_that_can_not_be_written_grants_no_calls(installation: Installation) -> None:
    path = installation.container.engine().url.database
    reading = create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    installation.container.budget_engine.override(providers.Object(reading))
    installation.container.readiness.reset()

    assert "limiter" in failed(installation)
    reading.dispose()


@pytest.mark.parametrize("role", [None, *Role])
def test_measurements_are_for_the_host_only(installation: Installation, app: FastAPI, role: Role | None) -> None:
    caller = Caller(app=app, token=installation.tokens[role]) if role else installation.nobody
    answer = caller.get("/v1/metrics")

    assert answer.status == (200 if role is Role.HOST else 403 if role else 401)
    assert ("trackifi_accounting_database_up 1.0" in answer.response.text) == (role is Role.HOST)


def test_each_answer_has_an_id(installation: Installation) -> None:
    application = create_app(installation.container)
    ask = Caller(app=application)
    given = [
        ask.get("/health", headers={"X-Request-ID": one})
        for one in ("specimen-click-77", "short", "a" * 65, "x y z a b c")
    ]

    ids = [answer.response.headers["X-Request-ID"] for answer in given]
    assert ids[0] == "specimen-click-77"
    assert all(len(one) == 32 for one in ids[1:])
    application.state.pdf_inspector.close()
