"""Whether a found invoice is ours, and when nothing found proves absence."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from trackifi_accounting.domain.deliveries import DeliveryState
from trackifi_accounting.domain.evidence import APART, SKEW, Ask, Nothing, Ours, absence_proven, judge
from trackifi_accounting.domain.money import Totals
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import PartnerId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.domain.remote import RemoteInvoice, RemoteState

from tests.core.doubles import NOON
from tests.core.test_deliveries import DELIVERY

US = RemoteUserId("us")
WINDOW = timedelta(minutes=15)
TOTALS = Totals(net=Decimal("100.00"), vat=Decimal("20.00"), gross=Decimal("120.00"), currency="EUR")
A_CENT_MORE = replace(TOTALS, vat=Decimal("20.01"), gross=Decimal("120.01"))
SENT_AT = replace(
    DELIVERY, state=DeliveryState.CHECKING, totals=TOTALS, sent_at=NOON, not_after=NOON + timedelta(seconds=10)
)
OURS = RemoteInvoice(
    id=RemoteInvoiceId("1"),
    kind=PartyKind.CUSTOMER,
    own_number=DELIVERY.number,
    state=RemoteState.UNFINISHED,
    partner=DELIVERY.partner,
    created=NOON,
    created_by=US,
    totals=TOTALS,
)


def test_our_own_invoice_is_adopted():
    assert judge(SENT_AT, [OURS], user=US) == Ours(invoice=OURS)


def test_an_accountant_may_have_approved_it_meanwhile():
    approved = replace(OURS, state=RemoteState.APPROVED)
    assert judge(SENT_AT, [approved], user=US) == Ours(invoice=approved)


def test_nothing_found_decides_nothing():
    assert judge(SENT_AT, [], user=US) == Nothing()


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([OURS, replace(OURS, id=RemoteInvoiceId("2"))], "several_found"),
        ([replace(OURS, state=RemoteState.REMOVED)], "removed_at_provider"),
        ([replace(OURS, created_by=RemoteUserId("a-person"))], "number_taken"),
        ([replace(OURS, created_by=None)], "number_taken"),
        ([replace(OURS, partner=PartnerId("another"))], "number_taken"),
        ([replace(OURS, totals=A_CENT_MORE)], "number_taken"),
        ([replace(OURS, created=NOON - SKEW - timedelta(seconds=1))], "number_taken"),
    ],
    ids=["two", "removed", "another user", "user unknown", "another partner", "a cent more", "older than the request"],
)
def test_what_is_not_clearly_ours_is_asked_about(found, code):
    verdict = judge(SENT_AT, found, user=US)
    assert isinstance(verdict, Ask)
    assert verdict.problem.code == code
    assert verdict.problem.facts["number"] == SENT_AT.number


def test_the_providers_clock_may_be_a_little_behind():
    assert isinstance(judge(SENT_AT, [replace(OURS, created=NOON - SKEW)], user=US), Ours)


def looked(*seconds_after_the_window: float):
    end = SENT_AT.not_after + WINDOW
    return replace(SENT_AT, clean_looks=tuple(end + timedelta(seconds=one) for one in seconds_after_the_window))


LATE = SENT_AT.not_after + WINDOW + timedelta(hours=1)


def test_two_clean_looks_after_the_window_with_a_control_prove_absence():
    assert absence_proven(looked(0, APART.total_seconds()), now=LATE, window=WINDOW, control=True)


@pytest.mark.parametrize(
    ("delivery", "now", "control"),
    [
        (looked(0, 60), LATE, False),
        (looked(0, 59), LATE, True),
        (looked(0), LATE, True),
        (looked(-120, -60), LATE, True),
        (looked(-60, 0), LATE, True),
        (looked(0, 60), SENT_AT.not_after + WINDOW - timedelta(seconds=1), True),
        (replace(looked(0, 60), not_after=None), LATE, True),
    ],
    ids=["no control", "too close", "one look", "too early", "one too early", "window open", "never sent"],
)
def test_anything_less_proves_nothing(delivery, now, control):
    assert not absence_proven(delivery, now=now, window=WINDOW, control=control)
