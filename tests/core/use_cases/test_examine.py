"""Examining: what at the provider will be in the way is found before an invoice is, and blocks nothing."""

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import CredentialsRejected, NotActivated
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.activation.survey import Survey

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME

FOUND = Problem(code="memory_no_open_period", facts={"date": "2026-02-02"})


def examined(world):
    return world.examine(ACME, MEMORY)


def codes(findings):
    return [problem.code for problem in findings]


def test_an_integration_in_order_has_no_finding(world):
    assert world.activated().findings == ()
    assert examined(world).findings == ()


def test_findings_come_from_the_most_to_the_least_in_the_way(world):
    world.activated()
    world.books.granted -= {Capability.READ_PRODUCTS}
    world.books.documents = False
    world.books.findings = (FOUND,)
    world.books.own_invoices_only = frozenset(PartyKind)
    world.books.surplus = ("salaries.payroll", "payments.payment", "management.auditLog")
    found = examined(world).findings
    assert codes(found) == [
        "right_missing",
        "documents_off",
        "memory_no_open_period",
        "own_invoices_only",
        "rights_surplus",
    ]
    assert found[-1].facts == {"count": "3", "rights": "salaries.payroll, payments.payment"}
    assert found[-2].facts == {"kinds": "customer, freelancer"}


def test_activation_examines_and_is_not_undone_by_a_finding(world):
    world.books.findings = (FOUND,)
    done = world.activated()
    assert done.findings == (FOUND,)
    assert done.problem is None
    assert done.integration.usable
    assert done.imported is not None


def test_an_activation_whose_import_stopped_is_examined_all_the_same(world):
    world.books.granted -= {Capability.READ_CUSTOMERS}
    done = world.activated()
    assert done.problem.code == "right_missing"
    assert codes(done.findings) == ["right_missing"]


def test_an_examination_that_can_not_be_made_leaves_the_activation_alone(world):
    world.books.down_after = 2  # the key is proved, and then the provider is gone
    done = world.activated()
    assert done.problem.code == "provider_unavailable"
    assert done.findings == ()
    assert world.integration().usable
    assert world.integration().examined_at is None


def test_findings_are_kept_until_the_next_examination(world):
    world.activated()
    world.books.findings = (FOUND,)
    examined(world)
    survey = Survey(sessions=world.sessions, store=world.store, time=world.clock)
    assert survey(ACME, MEMORY).findings == (FOUND,)
    assert survey(ACME, MEMORY).problems == ()
    assert world.integration().examined_at == world.clock.now()
    world.books.findings = ()
    assert examined(world).findings == ()
    assert survey(ACME, MEMORY).findings == ()


def test_what_access_tells_is_told_by_the_present_access(world):
    world.books.documents = False
    world.activated()
    world.books.documents = True
    world.synced(full=True)
    assert Survey(sessions=world.sessions, store=world.store, time=world.clock)(ACME, MEMORY).findings == ()


def test_a_sync_keeps_the_findings(world):
    world.books.findings = (FOUND,)
    world.activated()
    world.synced()
    assert world.integration().findings == (FOUND,)


def test_an_examination_only_reads(world):
    world.activated()
    world.books.calls.clear()
    examined(world)
    assert set(world.books.calls) == {"access", "examine"}


def test_without_a_key_there_is_no_examination(world):
    with pytest.raises(NotActivated):
        examined(world)
    assert not world.books.calls


def test_a_refused_key_is_an_error_that_is_noted(world):
    world.activated()
    world.books.keys.clear()
    with pytest.raises(CredentialsRejected):
        examined(world)
    assert world.integration().problem.code == "key_rejected"


def test_a_key_exchanged_meanwhile_keeps_its_own_rights(world):
    world.activated()
    world.books.granted -= {Capability.READ_PRODUCTS}
    world.limiter.interrupt(Priority.CHECK, lambda: world.updated(TEST_KEY))
    world.books.surplus = ("salaries.payroll",)
    assert codes(examined(world).findings) == ["right_missing", "rights_surplus"]
    assert world.integration().key_generation == 2
