"""A suspended client, told apart from one company's key or right by what the other companies are answered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import AccountingError, PermissionMissing
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for

SUSPENDED = "procountor_client_suspended"
BARRED = "error-before-commit"


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


class Installation:
    """Companies that share one API client; each opens the same remote company here, which changes nothing."""

    def __init__(self, sandbox):
        self.procountor, self.clock = Procountor(), ManualClock(datetime.now(UTC))
        self.request = request_for(sandbox.url, clock=self.clock)

    def connection(self, name, **changes):
        return self.procountor.connect(replace(self.request, company=CompanyId(name), **changes))

    def outcome(self, name, act=lambda connection: connection.accounting.company()):
        try:
            act(self.connection(name))
        except AccountingError as told:
            return told.code
        return "served"


@pytest.fixture
def installation(sandbox):
    return Installation(sandbox)


def test_one_company_that_is_refused_has_a_fault_of_its_own(sandbox, installation):
    sandbox.state.faults.add(BARRED, path="/oauth/token", status=403, times=None)
    assert [installation.outcome("one") for _ in range(3)] == ["key_rejected"] * 3


@pytest.mark.parametrize("path", ["/oauth/token", "/"])
def test_companies_that_are_all_refused_alike_tell_of_the_client(sandbox, installation, path):
    sandbox.state.faults.add(BARRED, path=path, status=403, times=None)
    assert [installation.outcome(name) for name in ("one", "two", "three")] == ["key_rejected", SUSPENDED, SUSPENDED]


def test_a_suspension_in_mid_work_is_noticed_by_reads_writes_and_pdfs_alike(sandbox, installation):
    assert [installation.outcome(name) for name in ("one", "two")] == ["served", "served"]
    sandbox.state.faults.add(BARRED, path="/", status=403, times=None)
    assert installation.outcome("one") == "right_missing"
    assert installation.outcome("two") == SUSPENDED
    assert installation.outcome("one", lambda there: list(there.accounting.products())) == SUSPENDED
    assert installation.connection("one").documents.available() is None


def test_one_company_that_is_served_clears_the_client(sandbox, installation):
    refused = sandbox.state.faults.add(BARRED, path="/oauth/token", status=403, times=1)
    assert installation.outcome("one") == "key_rejected"
    assert refused
    assert installation.outcome("two") == "served"
    sandbox.state.faults.add(BARRED, path="/", status=403, times=1)
    assert installation.outcome("two") == "right_missing"


def test_a_right_that_two_companies_lack_is_no_suspension(sandbox, installation):
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    user.rights = user.rights | {"management": user.rights["management"] | {"basicCompanyInfo": "NO_ACCESS"}}
    assert [installation.outcome(name) for name in ("one", "two", "one")] == ["right_missing"] * 3


def test_a_suspension_that_is_over_is_over_here_at_once(sandbox, installation):
    sandbox.state.faults.add(BARRED, path="/oauth/token", status=403, times=None)
    assert [installation.outcome(name) for name in ("one", "two")][-1] == SUSPENDED
    sandbox.state.faults.clear()
    assert [installation.outcome(name) for name in ("one", "two")] == ["served", "served"]


def test_a_right_granted_a_moment_ago_counts_at_once(sandbox, installation):
    accounting = installation.connection("one").accounting
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    full = user.rights
    user.rights = full | {"sales": full["sales"] | {"customerRegister": "NO_ACCESS"}}
    with pytest.raises(PermissionMissing):
        list(accounting.partners())
    user.rights = full
    assert list(accounting.partners())
