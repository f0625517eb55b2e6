"""One fault of each kind is planted into accounts that are in order, and the rig's own verdict names it, and only it."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId

from tests.resilience.middle.agreement import disagreements
from tests.resilience.middle.books import File, Hand, Stand
from tests.resilience.middle.said import Said
from tests.resilience.middle.verdict import Sides, Verdict, judged
from tests.resilience.rig.stock import PROVIDER, REMOTE, WHO, invoices

ASKED = next(invoices(1))
NUMBER = str(ASKED.invoice.number)
REMOTE_COMPANY = REMOTE[ASKED.company]
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
ID, SECOND = 500001, 500002
DIGEST = hashlib.sha256(ASKED.pdf).hexdigest()
PDF = File(id=1, name="R.pdf", digest=DIGEST, hand=Hand.US)
STAND = Stand(
    company=REMOTE_COMPANY,
    id=ID,
    number="1001",
    kind=ASKED.invoice.kind.value,
    own_number=NUMBER,
    total=ASKED.invoice.totals.gross,
    day=ASKED.invoice.issued.isoformat(),
    partner=1001,
    hand=Hand.US,
    asked=BEGAN.timestamp(),
    at=BEGAN.timestamp() + 1,
    files=(PDF,),
)
DELIVERY = Delivery(
    company=ASKED.company,
    provider=PROVIDER,
    kind=ASKED.invoice.kind,
    invoice=ASKED.invoice.id,
    number=ASKED.invoice.number,
    partner=PartnerId("1001"),
    state=DeliveryState.SENT,
    requested_at=BEGAN,
    sent_at=BEGAN,
    not_after=BEGAN + timedelta(seconds=10),
    requested_by=WHO,
    remote=RemoteInvoiceId(str(ID)),
    remote_number="1001",
    pdf_state=PdfState.ATTACHED,
)
TOLD = Said("drift", "missing_here", frozenset({NUMBER, "1001", "1002"}))
QUESTION = replace(
    DELIVERY, state=DeliveryState.NEEDS_ATTENTION, problems=(Problem(code="number_taken", facts={"number": NUMBER}),)
)


def found(*stands: Stand, delivery: Delivery | None = DELIVERY, **sides: object) -> set[str]:
    in_order = Sides(
        asked=[ASKED],
        remotes=REMOTE,
        stands=stands or (STAND,),
        deliveries={ASKED.company: [delivery] if delivery else []},
        said=dict.fromkeys(REMOTE, ()),
        typed={},
        before={},
        after={},
        touched=frozenset(),
        edited={},
        blinded=frozenset(),
    )
    return set(judged(replace(in_order, **sides)).faults)


def second(**changed: object) -> Stand:
    return replace(STAND, id=SECOND, number="1002", files=(), **changed)


def told(*items: Said) -> dict[str, object]:
    return {"said": {**dict.fromkeys(REMOTE, ()), ASKED.company: items}}


def test_accounts_in_order_have_no_fault() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("missing", found(replace(STAND, hand=Hand.PERSON))),
        ("missing", found(delivery=None)),
        ("twice_by_us", found(STAND, second(), **told(TOLD))),
        (
            "booked_over",
            found(
                STAND, second(hand=Hand.PERSON), typed={(REMOTE_COMPANY, SECOND): BEGAN.timestamp() - 40}, **told(TOLD)
            ),
        ),
        ("unasked", found(STAND, second(own_number="R-other"))),
        ("unasked", found(replace(STAND, day="2025-02-28"))),
        ("wrong_sum", found(replace(STAND, total=STAND.total + 1))),
        ("wrong_pdf", found(replace(STAND, files=()))),
        ("wrong_pdf", found(replace(STAND, files=(replace(PDF, digest="other"),)))),
        ("changed", found(before={"old": "a"}, after={"old": "b"})),
        ("silent", found(STAND, second(hand=Hand.MIDDLE))),
        ("silent", found(replace(STAND, files=(PDF, replace(PDF, id=2, hand=Hand.MIDDLE))))),
        ("half_told", found(STAND, second(hand=Hand.MIDDLE), **told(replace(TOLD, words=frozenset({NUMBER, "1002"}))))),
        ("silent", found(edited={(ASKED.company, NUMBER): Decimal("99.99")})),
        ("misnamed", found(delivery=QUESTION, **told(Said("delivery", "number_taken", frozenset({NUMBER}))))),
        ("misnamed", found(**told(Said("sweep", "late_commit", frozenset({NUMBER}))))),
        ("needless", found(delivery=QUESTION)),
        ("not_settled", found(delivery=replace(DELIVERY, state=DeliveryState.CHECKING))),
        ("not_settled", found(delivery=replace(DELIVERY, pdf_state=PdfState.WAITING))),
    ],
)
def test_each_planted_fault_is_named(kind: str, seen: set[str]) -> None:
    assert kind in seen


def test_a_second_pdf_of_ours_is_named() -> None:
    twice = replace(STAND, files=(PDF, replace(PDF, id=2)))
    assert found(twice, **told(Said("drift", "pdf_twice", frozenset({NUMBER})))) == {"second_pdf_by_us"}


def test_what_the_middle_doubled_is_no_fault_once_it_is_told_with_both_numbers() -> None:
    assert found(STAND, second(hand=Hand.MIDDLE), **told(TOLD)) == set()


def test_a_question_about_a_number_that_somebody_else_has_is_no_fault() -> None:
    touched = frozenset({(REMOTE_COMPANY, NUMBER)})
    assert found(replace(STAND, hand=Hand.PERSON), delivery=QUESTION, touched=touched) == set()


def test_every_kind_of_verdict_is_planted_above() -> None:
    planted = {"missing", "twice_by_us", "booked_over", "unasked", "wrong_sum", "wrong_pdf", "second_pdf_by_us"}
    planted |= {"changed", "silent", "half_told", "needless", "misnamed", "not_settled"}
    planted |= {"oracles_apart"}
    assert set(Verdict.__slots__) - {"doubled_by_others", "second_pdf_by_middle", "booked_blindly", "asked"} == planted


SECOND_BY_HAND = Finding(
    what=FindingKind.SECOND_BY_HAND,
    kind=ASKED.invoice.kind,
    number=ASKED.invoice.number,
    invoice=ASKED.invoice.id,
    remote=RemoteInvoiceId(str(SECOND)),
    remote_number="1002",
)
TWICE = replace(STAND, files=(PDF, replace(PDF, id=2)))


@pytest.mark.parametrize(
    ("stands", "findings", "apart"),
    [
        ((STAND,), (), 0),
        ((STAND, second()), (SECOND_BY_HAND,), 0),
        ((STAND, second()), (), 1),
        ((STAND,), (SECOND_BY_HAND,), 1),
        ((TWICE,), (replace(SECOND_BY_HAND, what=FindingKind.PDF_TWICE),), 0),
        ((TWICE,), (), 1),
    ],
)
def test_two_oracles_that_see_different_things_are_apart(stands, findings, apart) -> None:
    company = ASKED.company
    assert len(list(disagreements(stands, {company: [DELIVERY]}, {company: findings}, REMOTE))) == apart
