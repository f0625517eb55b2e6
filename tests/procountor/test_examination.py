"""What is in the way at Procountor is found before an invoice meets it; what can't be read tells nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.rights import PROFILES, with_changes
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.company.rights import RIGHTS, access_from
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def accounting(sandbox):
    return Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC)))).accounting


def codes(accounting):
    return [problem.code for problem in accounting.examine()]


def rights(sandbox, changed):
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    user.rights = with_changes(user.rights, changed)


def test_a_company_in_order_has_no_finding(accounting):
    assert codes(accounting) == []


def test_each_obstacle_is_a_finding_of_its_own(sandbox, accounting):
    company = sandbox.state.first
    company.product_version = "LEDGER"
    company.operation_type = "CLOSED"
    company.accounts.clear()
    company.vat_statuses.clear()
    for year in company.fiscal_years:
        year.status = "CLOSED"
    sandbox.state.status = "DEGRADED"
    assert codes(accounting) == [
        "procountor_service_impaired",
        "procountor_product_unknown",
        "procountor_company_ceased",
        "procountor_account_none",
        "procountor_period_closed_today",
        "procountor_vat_sales_unusable",
        "procountor_vat_purchases_unusable",
    ]


def test_another_product_than_financials_is_told(sandbox, accounting):
    sandbox.state.first.product_version = "BACKOFFICE_PREMIUM"
    assert codes(accounting) == ["procountor_product_other"]


def test_a_day_without_a_fiscal_year_is_told(sandbox, accounting):
    today = sandbox.state.clock.today()
    years = sandbox.state.first.fiscal_years
    years[:] = [year for year in years if not year.start <= today <= year.end]
    assert codes(accounting) == ["procountor_fiscal_year_missing"]


def test_no_fiscal_year_that_can_be_read_tells_nothing(sandbox, accounting):
    sandbox.state.first.fiscal_years.clear()
    assert codes(accounting) == []


def test_a_limit_on_creating_invoices_is_told_as_what_it_is(sandbox, accounting):
    rights(sandbox, {"accounting": {"preventCreatingEditingInvoices": True}})
    assert codes(accounting) == ["procountor_creation_prevented"]


def test_several_accounts_need_a_default_one(sandbox, accounting):
    for account in sandbox.state.first.accounts:
        account.default_for_invoice = False
    found = codes(accounting)
    assert found == (["procountor_account_no_default"] if len(sandbox.state.first.accounts) > 1 else [])


def test_what_may_not_be_read_tells_nothing(sandbox, accounting):
    sandbox.state.first.accounts.clear()
    rights(sandbox, {"management": {"basicCompanyInfo": "NO_ACCESS"}})
    assert codes(accounting) == []


def test_a_refused_key_is_no_finding_but_an_error(sandbox, accounting):
    sandbox.state.revoke(sandbox.state.keys[KEY])
    with pytest.raises(CredentialsRejected):
        accounting.examine()


def test_a_solved_obstacle_is_gone_at_once(sandbox, accounting):
    sandbox.state.status = "FAILING"
    assert codes(accounting) == ["procountor_service_impaired"]
    sandbox.state.status = "OK"
    assert codes(accounting) == []


def test_invoices_that_changed_are_read_whoever_changed_them(sandbox, accounting):
    before = datetime.now(UTC) - timedelta(minutes=5)
    assert list(accounting.changed_invoices(before)) == []
    assert [entry.path for entry in sandbox.state.journal].count("/api/invoices") == 2


def access(profile):
    return access_from(RIGHTS.validate_python({"role": "x", "rights": PROFILES[profile]}), documents=True)


def test_the_recommended_rights_are_enough_and_nothing_more():
    found = access("recommended")
    assert (found.missing, found.surplus, found.own_invoices_only) == (frozenset(), (), frozenset())


def test_viewing_rights_create_nothing():
    assert access("viewing").missing == {
        Capability.CREATE_CUSTOMER_INVOICES,
        Capability.CREATE_FREELANCER_INVOICES,
    }


def test_all_rights_are_named_as_surplus_in_words_that_can_be_looked_for():
    assert {
        "Payments: payment",
        "Management: users and user rights",
        "Salaries: payroll",
        "Invoice circulation: approval",
    } <= set(access("all").surplus)


@pytest.mark.parametrize(
    ("profile", "missing"),
    [
        ("no-registers", {Capability.READ_CUSTOMERS, Capability.READ_SUPPLIERS}),
        ("no-sales-invoices", {Capability.CREATE_CUSTOMER_INVOICES, Capability.FIND_CUSTOMER_INVOICES}),
        ("no-purchase-invoices", {Capability.CREATE_FREELANCER_INVOICES, Capability.FIND_FREELANCER_INVOICES}),
        ("none", set(Capability)),
    ],
)
def test_what_is_missing_is_named(profile, missing):
    assert access(profile).missing == missing


def test_a_key_that_sees_its_own_invoices_only_is_known():
    assert access("own-invoices-only").own_invoices_only == frozenset(PartyKind)


def test_a_limit_on_creating_invoices_takes_both_rights_away():
    limited = with_changes(PROFILES["all"], {"accounting": {"preventCreatingEditingInvoices": True}})
    found = access_from(RIGHTS.validate_python({"rights": limited}), documents=None)
    assert found.missing == {Capability.CREATE_CUSTOMER_INVOICES, Capability.CREATE_FREELANCER_INVOICES}


@pytest.mark.parametrize("answer", [{}, {"rights": None}, {"rights": {"sales": None}}, {"rights": {"new": {"x": "?"}}}])
def test_an_unheard_of_answer_grants_nothing(answer):
    assert access_from(RIGHTS.validate_python(answer), documents=None).granted == frozenset()
