"""The commands ``doctor`` and ``refresh``, on a real database and a provider in memory."""

import json
from time import sleep

import pytest
from dependency_injector import providers
from sqlalchemy import text
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.parties import Company
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting_adapters.cli.main import application
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.settings import Settings
from typer.testing import CliRunner

from tests.core.doubles import TEST_KEY, books_of
from tests.postgresql import fresh_postgresql, superuser

__all__ = ["fresh_postgresql"]

COMPANY = CompanyId("specimen-1")


class Installation:
    def __init__(self, folder, **settings):
        self.books = books_of()
        self.container = Container(settings=Settings(data_dir=folder, **settings))
        self.container.registry.override(providers.Object({MEMORY: memory_plugin(self.books)}))
        migrate(self.container.engine())
        self.container.hand_over().company(Company(id=COMPANY, name="Specimen Oy"))

    def activate(self):
        act = self.container.activate()
        return act(COMPANY, MEMORY, memory_credentials(TEST_KEY), by=Actor("specimen"))

    def run(self, *arguments, **options):
        return CliRunner().invoke(application(compose=lambda _: self.container), list(arguments), **options)


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path)
    yield made
    let_go(made.container)


def test_an_integration_in_order_is_said_to_be_so(installation):
    installation.activate()
    answer = installation.run("doctor", COMPANY)
    assert answer.exit_code == 0
    assert answer.output.startswith("Nothing is in the way")


def test_findings_come_with_their_fixes_and_with_exit_code_1(installation):
    installation.activate()
    installation.books.documents = False
    installation.books.granted -= {Capability.READ_PRODUCTS}
    answer = installation.run("--language", "fi", "doctor", COMPANY, MEMORY)
    assert answer.exit_code == 1
    assert (
        "right_missing: API-avaimen käyttäjältä puuttuu oikeuksia Memory-ohjelmassa: tuotteiden luku." in answer.output
    )
    assert "documents_off: " in answer.output
    assert answer.output.count("  Mitä tehdä: ") == 2


def test_a_script_gets_json(installation):
    installation.activate()
    installation.books.surplus = ("salaries.payroll",)
    answer = installation.run("doctor", COMPANY, "--json")
    told = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert told["examined_at"]
    assert [(one["code"], one["who"]) for one in told["findings"]] == [("rights_surplus", "administrator")]


def test_without_an_activation_the_doctor_says_what_to_do(installation):
    answer = installation.run("doctor", COMPANY)
    assert answer.exit_code == 1
    assert "not_activated" in answer.stderr
    assert "Company Settings > Integrations" in answer.stderr


def test_activation_shows_what_it_found(installation):
    installation.books.surplus = ("salaries.payroll",)
    answer = installation.run("activate", COMPANY, input=TEST_KEY)
    assert answer.exit_code == 0
    assert (
        "rights_surplus: Rights of the key's user beyond need in Memory: 1, such as salaries.payroll." in answer.stdout
    )


def test_what_became_of_sent_invoices_is_read_back(installation):
    installation.activate()
    answer = installation.run("refresh", COMPANY, "--full")
    assert (answer.exit_code, answer.stdout) == (0, "Looked at 0 invoices: 0 changed, 0 of them removed.\n")
    assert json.loads(installation.run("refresh", COMPANY, "--json").stdout) == {"read": 0, "changed": 0, "removed": []}


@pytest.fixture
def forgetful(tmp_path, fresh_postgresql):
    """On a PostgreSQL server whose ``fsync`` is off, as that of the tests is."""
    made = Installation(tmp_path, database_url=fresh_postgresql)
    made.activate()
    yield made
    let_go(made.container)


@pytest.mark.postgresql
def test_a_server_that_may_forget_what_it_wrote_is_told_with_the_fix(forgetful):
    answer = forgetful.run("doctor", COMPANY)
    assert answer.exit_code == 1
    assert "database_not_durable: A power cut may make the database forget: fsync off." in answer.output
    assert "What to do: Switch it on in postgresql.conf" in answer.output
    finnish = forgetful.run("--language", "fi", "doctor", COMPANY)
    assert "Sähkökatko voi saada tietokannan unohtamaan: fsync pois päältä." in finnish.output
    told = json.loads(forgetful.run("doctor", COMPANY, "--json").stdout)
    assert [(one["code"], one["who"]) for one in told["findings"]] == [("database_not_durable", "trackifi")]


@pytest.mark.postgresql
def test_each_setting_that_is_off_is_named_and_none_once_it_is_on(forgetful, postgresql_server):
    administrator = postgresql_server.set(username="postgres")
    try:
        _set(administrator, fsync="on", full_page_writes="off")
        assert "forget: full_page_writes off." in forgetful.run("doctor", COMPANY).output
        _set(administrator, fsync="on", full_page_writes="on")
        assert forgetful.run("doctor", COMPANY).exit_code == 0
    finally:
        _set(administrator, fsync="off", full_page_writes="on")


def _set(server, **values):
    with superuser(server) as connection:
        for name, value in values.items():
            connection.execute(text(f"ALTER SYSTEM SET {name} = {value}"))
        connection.execute(text("SELECT pg_reload_conf()"))
        while any(connection.execute(text(f"SHOW {name}")).scalar_one() != value for name, value in values.items()):
            sleep(0.05)  # until the session has read it


@pytest.mark.postgresql
def test_the_database_is_told_of_before_the_provider_is_asked(tmp_path, fresh_postgresql):
    made = Installation(tmp_path, database_url=fresh_postgresql)
    answer = made.run("doctor", COMPANY)
    let_go(made.container)
    assert answer.exit_code == 1
    assert answer.stdout.startswith("database_not_durable: ")
    assert "not_activated" in answer.stderr


def test_an_sqlite_database_that_is_not_fully_synchronous_is_told(installation, tmp_path):
    installation.activate()
    assert installation.run("doctor", COMPANY).exit_code == 0
    let_go(installation.container)
    hasty = create_engine(f"sqlite:///{tmp_path / 'accounting.db'}", durable=False)
    installation.container.engine.override(providers.Object(hasty))
    answer = installation.run("doctor", COMPANY)
    hasty.dispose()
    assert answer.exit_code == 1
    assert "forget: synchronous off." in answer.output
    assert "synchronous FULL" in answer.output


@pytest.mark.postgresql
def test_whoever_has_allowed_it_for_a_test_is_not_told(tmp_path, fresh_postgresql):
    made = Installation(tmp_path, database_url=fresh_postgresql)
    made.activate()
    answer = made.run("doctor", COMPANY, env={"TRACKIFI_ACCOUNTING_UNSAFE_DATABASE": "true"})
    let_go(made.container)
    assert answer.exit_code == 0
