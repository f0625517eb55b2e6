"""After sending there is one truth: what was sent, what it is now, and who has seen that they differ."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, Ended
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.problems.catalogue.facts import in_words
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.edits import edited
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, PartyId
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.queries.deliveries import DeliveryStatus, stands
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.invoices.hand_over import HandOver
from trackifi_accounting.use_cases.reconciliation.mark_seen import MarkSeen

from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, codes


@pytest.fixture
def hand_over(world):
    providers = {MEMORY: world.sessions.plugin(MEMORY)}
    return HandOver(register=world.host, store=world.store, clock=world.clock, providers=providers)


@pytest.fixture
def mark_seen(world):
    act = MarkSeen(store=world.store, journal=Journal(store=world.store, time=world.clock))
    return lambda invoice: act(ACME, MEMORY, invoice.kind, invoice.id, by=ANNA)


@pytest.fixture
def sent(world):
    invoice = world.ready_to_send().add_invoice()
    assert world.press_send(invoice).settled
    return invoice


def dearer(invoice, times=10):
    first, *rest = invoice.lines
    more = replace(invoice, lines=(replace(first, unit_price=first.unit_price * times), *rest), revision=2)
    return replace(more, totals=more.computed_totals)


def attention(world):
    with world.store.write(ACME) as work:
        tally = work.deliveries.tally(MEMORY)
        assert tally[DeliveryShow.ATTENTION] == len(work.deliveries.page(MEMORY, show=DeliveryShow.ATTENTION))
    return tally[DeliveryShow.ATTENTION]


def audited(world, action):
    with world.store.write(ACME) as work:
        return [one for one in work.audit.page() if one.action == action]


def test_an_edit_is_told_with_what_was_sent_what_it_is_now_and_the_difference(world, hand_over, sent):
    hand_over.invoice(ACME, dearer(sent))
    (problem,) = world.delivery(sent).problems
    assert problem.code == "changed_since_sent"
    assert problem.facts["theirs"] == f"{sent.totals.gross} EUR"
    assert Decimal(problem.facts["difference"].split()[0]) == sent.totals.gross * 9
    assert stands(world.delivery(sent)) is DeliveryStatus.DIFFERS
    assert attention(world) == 1


def test_once_the_figures_agree_again_it_is_gone(world, hand_over, sent):
    hand_over.invoice(ACME, dearer(sent))
    hand_over.invoice(ACME, replace(sent, revision=3))
    assert codes(world.delivery(sent)) == []
    assert attention(world) == 0


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"due": 7}, "due"),
        ({"issued": 1}, "issued"),
        ({"message": "Thank you"}, "other"),
        ({"party": PartyId("2")}, "party"),
        ({"number": "2026-1b"}, "number"),
    ],
)
def test_what_differs_beside_the_sum_is_named(sent, world, changes, fields):
    days = {name: getattr(sent, name) + timedelta(days=by) for name, by in changes.items() if isinstance(by, int)}
    problem = edited(world.delivery(sent), replace(sent, **{**changes, **days}))
    assert problem == Problem(code="changed_since_sent_otherwise", facts={"number": "2026-1", "fields": fields})


def test_a_row_in_other_words_is_an_edit_and_the_same_price_in_other_digits_is_none(world, sent):
    (line,) = sent.lines
    worded = replace(sent, lines=(replace(line, comment="in May"),))
    assert edited(world.delivery(sent), worded).facts["fields"] == "lines"
    digits = replace(sent, lines=(replace(line, unit_price=Decimal(80), quantity=Decimal("7.50")),))
    assert edited(world.delivery(sent), digits) is None


def test_a_new_status_or_revision_is_no_edit(world, hand_over, sent):
    hand_over.invoice(ACME, replace(sent, status=InvoiceStatus.PAID, revision=9))
    assert codes(world.delivery(sent)) == []


def test_another_pdf_after_sending_is_told_until_it_is_the_sent_one_again(world, hand_over, sent):
    hand_over.document(ACME, sent.kind, sent.id, PDF + b"\n%%EOF")
    (problem,) = world.delivery(sent).problems
    assert problem.facts["fields"] == "document"
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(sent)) == ["changed_since_sent_otherwise"]
    assert [one.field for one in world.drift_report(ACME, MEMORY)] == ["document"]
    hand_over.document(ACME, sent.kind, sent.id, PDF)
    assert codes(world.delivery(sent)) == []


def test_a_host_with_records_of_its_own_is_held_against_when_invoices_are_read_back(world, sent):
    world.host.put_invoice(ACME, dearer(sent))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(sent)) == ["changed_since_sent"]


def test_a_delivery_of_an_earlier_version_is_held_against_its_sum(world, sent):
    early = replace(world.delivery(sent), paper=None)
    assert edited(early, sent) is None
    assert edited(early, dearer(sent)).facts["fields"] == "totals"


def test_while_a_question_stands_after_an_attempt_nothing_is_changed(world, hand_over):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    by_hand(world)
    world.pass_time(30)
    assert world.delivery(invoice).state is DeliveryState.NEEDS_ATTENTION
    with pytest.raises(InvoiceRejected, match="question_stands"):
        hand_over.invoice(ACME, dearer(invoice))
    with pytest.raises(InvoiceRejected, match="question_stands"):
        hand_over.document(ACME, invoice.kind, invoice.id, PDF)
    assert world.host.invoice(ACME, invoice.kind, invoice.id) == invoice


def test_what_was_refused_without_a_doubt_is_put_right_freely(world, hand_over):
    invoice = world.ready_to_send().add_invoice()
    by_hand(world)
    assert codes(world.press_send(invoice)) == ["number_taken"]
    hand_over.invoice(ACME, replace(invoice, number="2026-2"))
    assert world.press_send(invoice).settled


def test_the_preview_of_a_sent_invoice_says_what_would_not_be_sent(world, hand_over, sent):
    def warned():
        return [one.code for one in world.preview(ACME, MEMORY, sent.kind, sent.id).warnings]

    assert warned() == ["already_there"]
    hand_over.invoice(ACME, dearer(sent))
    assert warned() == ["already_there", "changed_since_sent"]
    assert codes(world.press_send(sent)) == ["changed_since_sent"]
    assert world.books.calls["create"] == 1


def test_marking_it_as_seen_ends_the_telling_and_is_audited(world, hand_over, mark_seen, sent):
    hand_over.invoice(ACME, dearer(sent))
    marked = mark_seen(sent)
    assert marked.state is DeliveryState.SENT
    assert marked.open_problems == ()
    assert attention(world) == 0
    (entry,) = audited(world, "seen")
    assert (entry.actor, entry.facts["what"]) == (ANNA, "changed_since_sent")
    assert [(one.seen, one.differs) for one in world.drift_report(ACME, MEMORY)] == [(True, False)]
    assert mark_seen(sent) == world.delivery(sent)
    assert len(audited(world, "seen")) == 1


def test_another_difference_than_the_one_that_was_seen_is_told_anew(world, hand_over, mark_seen, sent):
    hand_over.invoice(ACME, dearer(sent))
    mark_seen(sent)
    hand_over.invoice(ACME, dearer(sent, times=20))
    assert attention(world) == 1


def test_cents_apart_in_the_books_need_attention_until_they_are_seen(world, mark_seen, sent):
    there = world.books.invoices["1"]
    more = replace(there.totals, gross=there.totals.gross + Decimal("0.01"))
    world.books.invoices["1"] = replace(there, totals=more)
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(sent)) == ["totals_differ"]
    assert attention(world) == 1
    mark_seen(sent)
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert attention(world) == 0
    assert [(one.what, one.differs) for one in world.drift_report(ACME, MEMORY)] == [("amount", False)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issued": date(2026, 2, 1)}, (FindingKind.DATE, "issued", "2026-02-01")),
        ({"due": date(2026, 3, 1)}, (FindingKind.DUE_DATE, "due", "2026-03-01")),
        ({"partner": PartnerId("p9")}, (FindingKind.PARTNER, "partner", "p9")),
        ({"own_number": InvoiceNumber("2026-1b")}, (FindingKind.NUMBER, "number", "2026-1b")),
        ({"lines": ("Something else",)}, (FindingKind.LINES, "lines[0]", "Something else")),
        ({"lines": ()}, (FindingKind.LINES, "lines", "0")),
    ],
)
def test_what_was_changed_in_the_books_needs_attention_until_it_is_seen(world, mark_seen, sent, changes, told):
    def drift():
        return [(one.what, one.seen) for one in world.drift_report(ACME, MEMORY)]

    world.books.invoices["1"] = replace(world.books.invoices["1"], **changes)
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    (problem,) = world.delivery(sent).problems
    what = told[0]
    assert (problem.code, what, problem.field, problem.facts["theirs"]) == ("changed_there", *told)
    assert (stands(world.delivery(sent)), attention(world), drift()) == (DeliveryStatus.DIFFERS, 1, [(what, False)])
    mark_seen(sent)
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert (attention(world), drift()) == (0, [(what, True)])
    (entry,) = audited(world, "seen")
    assert entry.facts["what"] == "changed_there"


def test_what_was_changed_there_and_back_is_told_no_more(world, sent):
    asked = world.books.invoices["1"]
    world.books.invoices["1"] = replace(asked, due=date(2026, 3, 1))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert attention(world) == 1
    world.books.invoices["1"] = asked
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(sent)) == []


def test_an_answer_that_says_nothing_of_the_rows_takes_nothing_back(world, sent):
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    asked = world.books.invoices["1"]
    world.books.invoices["1"] = replace(asked, lines=("Something else",))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    world.books.invoices["1"] = replace(asked, lines=None)
    world.books.changed[asked.id] = world.clock.now()
    world.refresh(ACME, MEMORY, by=ANNA)
    assert [one.field for one in world.delivery(sent).problems] == ["lines[0]"]


def test_another_partner_there_is_told_by_name(world, sent):
    world.add_partner(identity="p9", name="Other Oy")
    world.sync(ACME, MEMORY, by=ANNA)
    world.books.invoices["1"] = replace(world.books.invoices["1"], partner=PartnerId("p9"))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    (problem,) = world.delivery(sent).problems
    assert in_words(problem, language="en").facts["theirs"] == "Other Oy"


def test_what_came_back_otherwise_at_once_is_told_once(world, sent):
    differs = Problem(code="echo_differs", facts={"ours": "a", "theirs": "b"}, field="lines[0].name")
    delivery = world.delivery(sent)
    with world.store.write(ACME) as work:
        assert work.deliveries.replace(replace(delivery, problems=(differs,)))
    world.books.invoices["1"] = replace(world.books.invoices["1"], lines=("b",))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(sent)) == ["echo_differs"]


def test_a_second_one_made_by_us_can_not_be_waved_through(world, mark_seen, sent):
    delivery = world.delivery(sent)
    told = Problem(code="duplicate_at_provider", facts={"number": "2026-1", "id": "2"})
    with world.store.write(ACME) as work:
        assert work.deliveries.replace(replace(delivery, problems=(told,)))
    mark_seen(sent)
    assert attention(world) == 1


def test_only_what_has_arrived_can_be_seen(world, mark_seen):
    invoice = world.ready_to_send().add_invoice()
    with pytest.raises(NotFound):
        mark_seen(invoice)
    by_hand(world)
    world.press_send(invoice)
    with pytest.raises(InvoiceRejected, match="seen_not_possible"):
        mark_seen(invoice)


def test_the_attempt_and_the_trail_say_what_was_sent_and_what_came_of_it(world, sent):
    delivery = world.delivery(sent)
    (attempt,) = delivery.tried
    assert (attempt.ended, attempt.number, attempt.gross) == (Ended.SENT, "2026-1", sent.totals.gross)
    assert (attempt.digest, attempt.remote) == (digest_of(delivery.payload), "M-1")
    (entry,) = audited(world, "sent")
    assert entry.facts == {
        "number": "2026-1",
        "provider": MEMORY,
        "sum": f"{sent.totals.gross} EUR",
        "digest": attempt.digest,
        "remote": "1",
        "remote_number": "M-1",
    }


def test_a_doubtful_attempt_that_had_arrived_is_told_as_found_later(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.search_lag = timedelta(minutes=2)
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.press_send(invoice)
    assert [one.ended for one in world.delivery(invoice).tried] == [Ended.UNKNOWN]
    world.pass_time(300)
    assert [one.ended for one in world.delivery(invoice).tried] == [Ended.FOUND_LATER]


def test_each_attempt_is_kept_with_its_outcome(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    world.add_partner(identity="control")
    known = world.add_invoice("2026-9")
    assert world.press_send(known).settled
    world.pass_time(2 * 3600)
    assert [one.ended for one in world.delivery(invoice).tried] == [Ended.UNKNOWN, Ended.SENT]
