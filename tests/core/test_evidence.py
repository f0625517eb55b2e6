"""Whether an answer, or an invoice that was found, is ours; and when nothing found proves absence."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from trackifi_accounting.domain.deliveries.absence import APART, absence_proven
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.deliveries.evidence import (
    SKEW,
    Answered,
    AskPerson,
    EvidenceContext,
    Nothing,
    Ours,
    answered,
    confirmed,
    judge,
    read,
)
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import (
    InvoiceNumber,
    PartnerId,
    RemoteCompanyId,
    RemoteInvoiceId,
    RemoteUserId,
)

from tests.core.doubles import NOON
from tests.core.test_deliveries import DELIVERY

US, BOOKS = RemoteUserId("us"), RemoteCompanyId("books")
KNOWN = EvidenceContext(user=US, company=BOOKS)
WINDOW = timedelta(minutes=15)
DAY, LAST_YEAR = date(2026, 11, 15), date(2025, 11, 15)
TOTALS = Totals(net=Decimal("100.00"), vat=Decimal("20.00"), gross=Decimal("120.00"), currency="EUR")
A_CENT_MORE = replace(TOTALS, vat=Decimal("20.01"), gross=Decimal("120.01"))
DEARER = replace(TOTALS, net=Decimal("101.00"), gross=Decimal("121.00"))
NEW = replace(DELIVERY, state=DeliveryState.READY, totals=TOTALS, issued=DAY, requested_at=NOON)
SENT_AT = replace(NEW, state=DeliveryState.CHECKING, sent_at=NOON, not_after=NOON + timedelta(seconds=10))
OURS = RemoteInvoice(
    id=RemoteInvoiceId("1"),
    kind=PartyKind.CUSTOMER,
    own_number=DELIVERY.number,
    state=RemoteState.UNFINISHED,
    partner=DELIVERY.partner,
    issued=DAY,
    created=NOON,
    created_by=US,
    totals=TOTALS,
    lines=("Work",),
)
TOO_EARLY = NOON - SKEW - timedelta(seconds=1)


def apart(field):
    return Problem(code="echo_differs", field=field, facts={"ours": "1", "theirs": "2"})


# What was found.


def test_our_own_invoice_is_adopted():
    assert judge(SENT_AT, [OURS], known=KNOWN) == Ours(invoice=OURS)


def test_an_accountant_may_have_approved_it_meanwhile():
    approved = replace(OURS, state=RemoteState.APPROVED)
    assert judge(SENT_AT, [approved], known=KNOWN) == Ours(invoice=approved)


def test_nothing_found_decides_nothing():
    assert judge(SENT_AT, [], known=KNOWN) == Nothing()


NOT_OURS = {
    "another user": {"created_by": RemoteUserId("a-person")},
    "user unknown": {"created_by": None},
    "another partner": {"partner": PartnerId("another")},
    "another day": {"issued": LAST_YEAR},
    "day unknown": {"issued": None},
    "older than the request": {"created": TOO_EARLY},
    "in other books": {"company": RemoteCompanyId("other books")},
}


@pytest.mark.parametrize("changes", NOT_OURS.values(), ids=NOT_OURS)
def test_after_a_request_of_ours_what_is_not_clearly_ours_is_never_called_somebody_elses(changes):
    verdict = judge(SENT_AT, [replace(OURS, **changes)], known=KNOWN)
    assert isinstance(verdict, AskPerson)
    assert (verdict.problem.code, verdict.problem.facts["number"]) == ("perhaps_sent", SENT_AT.number)
    assert verdict.problem.facts["sent"] == f"{NOON:%Y-%m-%d %H:%M} UTC"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"created_by": RemoteUserId("a-person")}, "number_taken"),
        ({"created_by": None}, "number_taken"),
        ({"issued": LAST_YEAR, "created": NOON - timedelta(days=365)}, "number_taken"),
        ({"created": TOO_EARLY}, "perhaps_ours"),
        ({"created": None}, "perhaps_ours"),
        ({"partner": PartnerId("another")}, "perhaps_ours"),
    ],
)
def test_before_any_request_it_is_somebody_elses_or_perhaps_ours(changes, code):
    verdict = judge(NEW, [replace(OURS, **changes)], known=KNOWN)
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code == code


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([OURS, replace(OURS, id=RemoteInvoiceId("2"))], "several_found"),
        ([replace(OURS, state=RemoteState.REMOVED)], "removed_at_provider"),
    ],
    ids=["two", "removed"],
)
def test_two_and_one_that_was_removed_are_asked_about(found, code):
    verdict = judge(SENT_AT, found, known=KNOWN)
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code == code


def test_what_another_delivery_has_is_asked_about():
    verdict = judge(SENT_AT, [OURS], known=replace(KNOWN, held=frozenset({OURS.id})))
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code == "held_already"


def test_a_freelancers_number_of_another_year_that_was_told_apart_is_passed_over():
    older = replace(OURS, issued=LAST_YEAR)
    assert judge(replace(NEW, apart="2026"), [older], known=KNOWN) == Nothing()
    assert isinstance(judge(NEW, [older], known=KNOWN), AskPerson)


def test_the_providers_clock_may_be_a_little_behind():
    assert isinstance(judge(SENT_AT, [replace(OURS, created=NOON - SKEW)], known=KNOWN), Ours)


def test_of_two_readings_of_a_repeated_hour_the_one_that_fits_counts():
    twice = replace(OURS, created=NOON - timedelta(hours=1), created_or=NOON)
    assert isinstance(judge(SENT_AT, [twice], known=KNOWN), Ours)


def test_after_a_restore_what_was_made_before_it_may_be_ours():
    forgotten = replace(OURS, created=NOON - timedelta(days=2))
    restored = replace(KNOWN, restored_at=NOON - timedelta(days=1))
    assert isinstance(judge(NEW, [forgotten], known=restored), Ours)
    long_before = replace(KNOWN, restored_at=NOON - timedelta(days=3))
    assert isinstance(judge(NEW, [forgotten], known=long_before), AskPerson)


# What was read whole.


@pytest.mark.parametrize("field", ["due", "currency", "lines", "lines[0].unit_price", "lines[0].vat.rate"])
def test_what_is_not_as_it_was_frozen_is_not_taken_over(field):
    verdict = read(SENT_AT, replace(OURS, differences=(apart(field),)), known=KNOWN)
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code == "perhaps_sent"


def test_a_text_that_was_shortened_is_told_of_what_we_sent_and_asked_about_otherwise():
    shortened = replace(OURS, differences=(apart("lines[0].comment"), apart("party.name")))
    assert read(SENT_AT, shortened, known=KNOWN) == Ours(invoice=shortened)
    assert isinstance(read(NEW, shortened, known=KNOWN), AskPerson)


def test_the_same_lines_rounded_one_by_one_are_ours_and_another_price_is_not():
    assert isinstance(read(SENT_AT, replace(OURS, totals=A_CENT_MORE), known=KNOWN), Ours)
    for other in ({"totals": DEARER}, {"totals": A_CENT_MORE, "lines": None}):
        assert isinstance(read(SENT_AT, replace(OURS, **other), known=KNOWN), AskPerson)


def test_what_was_removed_since_it_was_found_is_asked_about():
    verdict = read(SENT_AT, None, known=KNOWN)
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code == "removed_at_provider"


# What was answered.


def test_our_answer_is_believed():
    assert answered(SENT_AT, OURS, known=KNOWN) is Answered.OURS


@pytest.mark.parametrize(
    "changes",
    [
        {"id": RemoteInvoiceId("")},
        {"kind": PartyKind.FREELANCER},
        {"own_number": InvoiceNumber("another")},
        {"partner": PartnerId("another")},
        {"issued": LAST_YEAR},
        {"company": RemoteCompanyId("other books")},
        {"created_by": RemoteUserId("a person")},
    ],
    ids=lambda one: next(iter(one)),
)
def test_another_invoices_answer_says_nothing_about_ours(changes):
    assert answered(SENT_AT, replace(OURS, **changes), known=KNOWN) is Answered.DOUBTFUL


def test_an_answer_that_is_older_than_our_request_is_another_companys_where_books_are_shared():
    early = replace(OURS, created=TOO_EARLY)
    assert answered(SENT_AT, early, known=replace(KNOWN, shared=True)) is Answered.DOUBTFUL
    assert answered(SENT_AT, early, known=KNOWN) is Answered.OURS


def test_what_an_answer_leaves_out_says_nothing_against_it():
    assert answered(SENT_AT, replace(OURS, created=None, created_by=None), known=KNOWN) is Answered.OURS


def test_an_id_that_another_delivery_has_is_not_believed():
    assert answered(SENT_AT, OURS, known=replace(KNOWN, held=frozenset({OURS.id}))) is Answered.DOUBTFUL


@pytest.mark.parametrize("changes", [{"totals": DEARER}, {"differences": (apart("lines[0].unit_price"),)}])
def test_other_sums_and_lines_are_read_by_the_id_before_they_are_believed(changes):
    answer = replace(OURS, **changes)
    assert answered(SENT_AT, answer, known=KNOWN) is Answered.TO_BE_READ
    assert confirmed(answer, answer)
    assert not confirmed(answer, OURS)
    assert not confirmed(answer, None)


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


def test_what_another_company_with_the_same_books_has_of_another_year_is_asked_about():
    freelancers = replace(NEW, kind=PartyKind.FREELANCER)
    there = replace(OURS, kind=PartyKind.FREELANCER, issued=LAST_YEAR)
    elsewhere = replace(KNOWN, held=frozenset({there.id}))
    assert judge(freelancers, [there], known=elsewhere) == AskPerson(
        problem=Problem(code="held_already", facts={"number": NEW.number})
    )
    assert judge(freelancers, [there], known=replace(elsewhere, held_here=frozenset({there.id}))) == Nothing()


@pytest.mark.parametrize("delivery", [NEW, SENT_AT])
def test_in_shared_books_nothing_is_taken_over_without_a_persons_word(delivery):
    assert judge(delivery, [OURS], known=KNOWN) == Ours(invoice=OURS)
    verdict = judge(delivery, [OURS], known=replace(KNOWN, shared=True))
    assert isinstance(verdict, AskPerson)
    assert verdict.problem.code in {"perhaps_ours", "perhaps_sent"}
