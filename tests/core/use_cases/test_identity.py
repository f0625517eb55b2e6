"""What is believed is ours: answers, ids, numbers and files, judged by the books there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.invoices.documents import Document, digest_of
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.accounting import MemoryProvider
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting.testing.examples.records import PDF, company, party

from tests.core.doubles import TEST_KEY, books_of
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, World, codes, contents

pytestmark = pytest.mark.tricky

OTHER = CompanyId("second-company")
FREELANCER = PartyKind.FREELANCER
LAST_YEAR = date(2025, 1, 31)
ANOTHER, LEAVE = Reply(answer=Answer.ANOTHER), Reply(answer=Answer.LEAVE)


def answered(world, invoice, reply):
    return world.answer(ACME, MEMORY, invoice.kind, invoice.id, reply, by=ANNA)


class Misled(MemoryProvider):
    """Gives another answer to a new invoice than the books do; ``answers`` change it, ``reads`` what is read back."""

    answers = staticmethod(lambda made: made)
    reads = staticmethod(lambda read: read)

    def create(self, draft, *, fence):
        return self.answers(super().create(draft, fence=fence))

    def read_back(self, payload, there):
        return self.reads(super().read_back(payload, there))


def misled(**acts):
    """A world whose provider's answers are changed on their way."""
    kind = type("Misled", (Misled,), {name: staticmethod(act) for name, act in acts.items()})
    books = books_of()

    def connect(request):
        connection = memory_plugin(books).connect(request)
        return replace(connection, accounting=kind(connection.accounting._session))

    world = World(connect=connect)
    world.books = books
    return world.ready_to_send()


# Answers.


def test_the_answer_to_another_invoice_is_doubt_and_the_right_one_is_found():
    swapped = {"answers": lambda made: replace(made, own_number="2026-0", id="1") if made.id == "2" else made}
    world = misled(**swapped)
    first, second = (world.press_send(world.add_invoice(number)) for number in ("2026-0", "2026-1"))
    assert (first.remote, second.state, second.remote) == ("1", DeliveryState.SENT, "2")
    assert contents(world.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]


def test_an_id_that_another_delivery_has_is_not_taken_though_all_else_agrees():
    world = misled(answers=lambda made: replace(made, id="1"))
    world.press_send(world.add_invoice("2026-0"))
    second = world.press_send(world.add_invoice("2026-1"))
    assert (second.state, second.remote) == (DeliveryState.SENT, "2")
    assert contents(world.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]


def test_the_answer_to_what_a_person_entered_alike_is_doubt_and_a_person_is_asked():
    """Equal in all but who made it: only the answer's own maker tells that it is not to our request."""
    typed = []
    world = misled(answers=lambda made: replace(made, id=typed[0].id, created_by=typed[0].created_by))

    def after_the_look():
        world.limiter.interrupt(Priority.INVOICE, lambda: typed.append(by_hand(world)))

    world.limiter.interrupt(Priority.INVOICE, after_the_look)
    delivery = world.press_send(world.add_invoice())
    assert (delivery.state, codes(delivery)) == (DeliveryState.NEEDS_ATTENTION, ["several_found"])
    assert contents(world.books) == [("2026-1", []), ("2026-1", [])]


def dearer(made):
    return replace(made, totals=replace(made.totals, gross=made.totals.gross + 1))


def test_other_sums_that_are_read_back_so_are_sent_and_told():
    world = misled(answers=dearer, reads=dearer)
    delivery = world.press_send(world.add_invoice())
    assert (delivery.state, codes(delivery)) == (DeliveryState.SENT, ["totals_differ"])


def test_other_sums_that_are_read_back_otherwise_are_doubt():
    world = misled(answers=dearer)
    delivery = world.press_send(world.add_invoice())
    assert (delivery.state, delivery.doubtful, delivery.problems) == (DeliveryState.SENT, 1, ())


# Whose it is.


def test_last_years_invoice_is_not_taken_for_this_one_and_a_persons_answer_sends_it(world):
    invoice = world.ready_to_send().add_invoice()
    older = by_hand(world, by=world.books.keys[TEST_KEY])
    world.books.invoices[older.id] = replace(older, issued=LAST_YEAR, totals=invoice.totals)
    asked = world.press_send(invoice)
    assert (asked.state, codes(asked)) == (DeliveryState.NEEDS_ATTENTION, ["number_taken"])
    (found,) = world.ask(ACME, MEMORY, invoice.kind, invoice.id).found
    assert "issued" in [one.field for one in found.differences]
    assert contents(world.books) == [("2026-1", [])]
    sent = answered(world, invoice, Reply(answer=Answer.SEND, seen=frozenset({older.id})))
    assert sent.state is DeliveryState.SENT
    assert contents(world.books) == [("2026-1", []), ("2026-1", [PDF])]


def test_what_may_be_ours_is_never_called_somebody_elses(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    world.pass_time(60)
    by_hand(world, by="a-person")
    world.pass_time(600)
    assert codes(world.delivery(invoice)) == ["perhaps_sent"]
    assert "sent" in world.delivery(invoice).problems[0].facts


def test_a_maker_is_named_and_no_bare_id(world, taken):
    assert world.delivery(taken).problems[0].facts["by"] == "maker/user/a-person"


def second_company(world):
    """Another company of Trackifi with the same books."""
    world.host.put_company(company(OTHER))
    world.host.put_party(OTHER, party(PartyKind.CUSTOMER, "1"))
    return world.activate(OTHER, MEMORY, memory_credentials(TEST_KEY), by=ANNA)


def test_two_companies_with_the_same_books_are_told_and_never_named(world):
    world.ready_to_send()
    active = second_company(world)
    assert [one.code for one in active.findings] == ["books_shared"]
    assert ACME not in str(active.findings)
    assert [one.code for one in world.examine(ACME, MEMORY).findings] == ["books_shared"]


def test_what_one_company_sent_is_never_taken_for_the_others(world):
    first = world.ready_to_send().add_invoice()
    world.press_send(first)
    second_company(world)
    choice = LinkChoice(partner="p1", kind=PartyKind.CUSTOMER, party="1")
    world.save_links(OTHER, MEMORY, (choice,), by=ANNA)
    world.host.put_invoice(OTHER, first)
    world.host.put_document(OTHER, first.kind, first.id, PDF)
    asked = world.send(OTHER, MEMORY, first.kind, first.id, by=ANNA)
    assert (asked.state, codes(asked)) == (DeliveryState.NEEDS_ATTENTION, ["held_already"])
    assert ACME not in str(asked.problems)
    assert contents(world.books) == [("2026-1", [PDF])]
    there = Reply(answer=Answer.THERE, remote="1", confirmed=True)
    with pytest.raises(InvoiceRejected) as refused:
        world.answer(OTHER, MEMORY, first.kind, first.id, there, by=ANNA)
    assert refused.value.code == "held_already"
    send = Reply(answer=Answer.SEND, seen=frozenset({"1"}))
    assert world.answer(OTHER, MEMORY, first.kind, first.id, send, by=ANNA).state is DeliveryState.SENT
    assert contents(world.books) == [("2026-1", [PDF]), ("2026-1", [PDF])]


# Numbers.


def test_numbers_that_read_alike_are_one_number(world):
    world.ready_to_send()
    world.press_send(world.add_invoice("Lasku-\u00e4-1"))
    again = world.add_invoice("Lasku-a\u0308-1 ", id="second")
    assert codes(world.press_send(again)) == ["number_used_twice"]
    assert len(world.books.invoices) == 1


@pytest.fixture
def begun_anew():
    """A freelancer's number 1 of last year is sent; another invoice of the number is of this year."""
    world = World().ready_to_send(FREELANCER)
    world.press_send(world.add_invoice("1", FREELANCER, issued=LAST_YEAR, due=LAST_YEAR + timedelta(days=14)))
    return world, world.add_invoice("1", FREELANCER, id="this-year")


def test_a_freelancers_number_of_another_year_is_a_question(begun_anew):
    world, invoice = begun_anew
    asked = world.press_send(invoice)
    assert (asked.state, codes(asked)) == (DeliveryState.NEEDS_ATTENTION, ["number_of_another_year"])
    question = world.ask(ACME, MEMORY, FREELANCER, invoice.id)
    assert (question.answers, question.problem.facts["date"]) == ((Answer.ANOTHER, Answer.LEAVE), "2025-01-31")
    assert answered(world, invoice, LEAVE).left
    assert len(world.books.invoices) == 1


def test_by_a_persons_word_it_is_another_invoice_and_each_is_found_again(begun_anew):
    world, invoice = begun_anew
    world.press_send(invoice)
    world.books.losses.append(Loss.AFTER_BOOKING)
    sent = answered(world, invoice, ANOTHER)
    assert (sent.state, sent.remote, sent.apart) == (DeliveryState.SENT, "2", "2026")
    assert contents(world.books) == [("1", [PDF]), ("1", [PDF])]
    with world.store.write(ACME) as work:
        (entry,) = [one for one in work.audit.page() if one.action == "answer_another"]
    assert (entry.actor, entry.facts["earlier"]) == (ANNA, "2025-01-31")


def test_a_second_one_of_the_same_year_is_refused_all_the_same(begun_anew):
    world, invoice = begun_anew
    world.press_send(invoice)
    answered(world, invoice, ANOTHER)
    third = world.add_invoice("1", FREELANCER, id="third")
    world.press_send(third)
    refused = answered(world, third, ANOTHER)
    assert codes(refused) == ["number_used_twice"]
    assert len(world.books.invoices) == 2


def test_a_preview_tells_it_before_anything_is_sent(begun_anew):
    world, invoice = begun_anew
    with pytest.raises(InvoiceRejected) as told:
        world.preview(ACME, MEMORY, FREELANCER, invoice.id)
    (reason,) = told.value.reasons
    assert (reason.code, reason.facts) == ("number_of_another_year", {"number": "1", "date": "2025-01-31"})
    assert world.delivery(invoice) is None


# Files.


def test_a_second_copy_of_the_pdf_is_told(world):
    invoice = world.ready_to_send().add_invoice()
    world.limiter.interrupt(Priority.DOCUMENT, lambda: world.books.losses.append(Loss.BEFORE_BOOKING))
    world.press_send(invoice)
    for _ in range(2):  # carried out late, and repeated on its way
        copy = Document(name=world.delivery(invoice).pdf_name, content=PDF, digest=digest_of(PDF))
        world.books.add_file("1", copy)
    world.pass_time(600)
    delivery = world.delivery(invoice)
    assert (delivery.pdf_state, delivery.pdf_problem.code) == (PdfState.ATTACHED, "pdf_twice")
    assert delivery.pdf_problem.facts["count"] == "2" == str(len(world.books.files["1"]))
