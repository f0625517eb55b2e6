"""The command line itself: help, exit codes, words instead of tracebacks."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from trackifi_accounting_adapters.cli.console.errors import defect, missing
from trackifi_accounting_adapters.cli.main import application
from trackifi_accounting_adapters.settings import PREFIX, Settings
from typer.main import get_command
from typer.testing import CliRunner

from tests.adapters.cli_runs import COMPANY, Office

ONE_LINE = 80


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.close()


def run(*arguments, **options):
    return CliRunner().invoke(application(), list(arguments), **options)


def commands(group=None, path=()):
    for name, command in sorted((group or get_command(application())).commands.items()):
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY_COMMAND = [pytest.param(path, command, id=" ".join(path)) for path, command in commands()]


def test_help_shows_every_group_and_how_to_begin():
    shown = run("--help")
    assert shown.exit_code == 0
    for group in ("Start here", "Run", "Set up an integration", "Business partners", "Invoices", "Examples"):
        assert group in shown.output


def test_the_version_is_that_of_the_package():
    assert run("--version").output == f"trackifi-accounting {version('trackifi-accounting-adapters')}\n"


@pytest.mark.parametrize(("module", "extra"), [("fpdf.enums", "demo"), ("psycopg", "postgresql")])
def test_a_package_that_is_missing_is_told_with_the_extra_that_brings_it(capsys, module, extra):
    missing(ModuleNotFoundError(name=module))
    assert f"with its extra: [{extra}]" in capsys.readouterr().err


@pytest.mark.parametrize(("path", "command"), EVERY_COMMAND)
def test_every_command_says_in_one_sentence_what_it_does(path, command):
    sentence = command.help.split("\n\n")[0]
    assert sentence.endswith(".")
    assert len(sentence) <= ONE_LINE, f"{path}: {sentence}"


@pytest.mark.parametrize(("path", "command"), EVERY_COMMAND)
def test_no_command_takes_a_key_as_an_argument(path, command):
    names = {name for parameter in command.params for name in (parameter.name, *parameter.opts)}
    assert not {name for name in names if "key" in name or "credential" in name or "secret" in name}, path


def test_the_operations_page_names_every_setting_as_it_is():
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(TRACKIFI_ACCOUNTING_[A-Z_]+)` \|", page, re.MULTILINE))
    assert named == {f"{PREFIX}{name}".upper() for name in Settings.model_fields}


def test_help_waits_for_no_database_library():
    code = (
        "import sys; from trackifi_accounting_adapters.cli.main import application; application();"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'fastapi', 'httpx', 'fpdf', 'cryptography'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_mistyped_command_is_told_with_exit_code_2():
    answer = run("snd")
    assert answer.exit_code == 2
    assert "No such command" in answer.stderr


def test_the_plugins_are_listed_with_their_settings():
    told = json.loads(run("plugins", "--json").stdout)
    assert told["providers"]
    assert {one["provider"] for one in told["settings"]} <= {one["name"] for one in told["providers"]}
    assert all(one["variable"].startswith("TRACKIFI_ACCOUNTING_PROVIDER_") for one in told["settings"])


def test_a_problem_comes_in_words_with_its_fix_and_exit_code_1(office):
    answer = office.run("sync", COMPANY)
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Problem not_activated: ")
    assert "  What to do: " in answer.stderr
    assert answer.stdout == ""


def test_a_problem_comes_in_finnish_when_asked(office):
    answer = office.run("--language", "fi", "sync", COMPANY)
    assert answer.stderr.startswith("Ongelma not_activated: ")
    assert "  Mitä tehdä: " in answer.stderr


def test_the_language_may_be_a_setting(tmp_path):
    environment = {"TRACKIFI_ACCOUNTING_LANGUAGE": "fi", "TRACKIFI_ACCOUNTING_DATA_DIR": str(tmp_path)}
    assert "Ongelma not_found: " in run("deliveries", "specimen-9", env=environment).stderr


def test_the_database_is_closed_when_a_command_ends(tmp_path):
    """SQLite takes its two other files away with the last connection; a backup then is one file."""
    for ending in ("migrate", "deliveries specimen-9", "worker --once"):
        run(*ending.split(), env={"TRACKIFI_ACCOUNTING_DATA_DIR": str(tmp_path)})
        assert [one.name for one in tmp_path.glob("accounting.db*")] == ["accounting.db"], ending


def test_a_script_gets_problems_as_json(office):
    told = json.loads(office.run("sync", COMPANY, "--json").stderr)
    assert [problem["code"] for problem in told["problems"]] == ["not_activated"]


def test_an_unknown_provider_is_named(office):
    answer = office.run("sync", COMPANY, "--provider", "specimen-books")
    assert answer.exit_code == 1
    assert "unknown_provider" in answer.stderr


def test_a_setting_that_cannot_be_right_is_named_without_its_value(tmp_path):
    environment = {
        "TRACKIFI_ACCOUNTING_DATA_DIR": str(tmp_path),
        "TRACKIFI_ACCOUNTING_REQUESTS_PER_SECOND": "specimen-value",
    }
    answer = run("deliveries", "specimen-9", env=environment)
    assert answer.exit_code == 1
    assert "TRACKIFI_ACCOUNTING_REQUESTS_PER_SECOND" in answer.stderr
    assert "specimen-value" not in answer.output


def test_an_unusable_database_is_told_without_its_password():
    environment = {"TRACKIFI_ACCOUNTING_DATABASE_URL": "mysql://specimen:specimen-pw@127.0.0.1/specimen"}
    answer = run("deliveries", "specimen-9", env=environment)
    assert answer.exit_code == 1
    assert "mysql" in answer.stderr
    assert "specimen-pw" not in answer.output


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    answer = run("deliveries", "specimen-9", env={"TRACKIFI_ACCOUNTING_DATA_DIR": str(tmp_path / "file")})
    assert answer.exit_code == 1
    assert "can't be opened" in answer.stderr


def test_a_defect_is_told_calmly_and_quotes_nothing(capsys):
    try:
        json.loads("specimen-secret")
    except json.JSONDecodeError as error:
        defect(error)
    told = capsys.readouterr().err
    assert "This should not have happened (JSONDecodeError)" in told
    assert "decoder.py:" in told
    assert "specimen-secret" not in told


def test_a_name_cannot_move_the_cursor(office):
    office.partner("partner-9", "Koe\x1b[2Jasiakas\u202e Oy")
    office.activate()
    shown = office.run("partners", COMPANY).stdout
    assert "\x1b" not in shown
    assert "Koe\ufffd[2Jasiakas\ufffd Oy" in shown
