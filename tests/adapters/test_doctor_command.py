"""The commands ``doctor`` and ``refresh``, on a real database and a provider in memory."""

import json

import pytest
from dependency_injector import providers
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.parties import Company
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting_adapters.cli.main import application
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings
from typer.testing import CliRunner

from tests.core.doubles import TEST_KEY, books_of

COMPANY = CompanyId("specimen-1")


class Installation:
    def __init__(self, folder):
        self.books = books_of()
        self.container = Container(settings=Settings(data_dir=folder))
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
