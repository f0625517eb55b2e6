"""Sending: once, whatever happens on the way."""

from dataclasses import replace
from datetime import timedelta

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.errors import InvoiceRejected, NotFound, PartnerNotLinked
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME, World, codes, contents

both_kinds = pytest.mark.parametrize("kind", PartyKind)
ONCE_WITH_PDF = [("2026-1", [PDF])]


@both_kinds
def test_an_invoice_arrives_once_with_its_pdf(world, kind):
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    delivery = world.press_send(invoice)
    assert (delivery.state, delivery.pdf_state, delivery.problems) == (DeliveryState.SENT, PdfState.ATTACHED, ())
    assert contents(world.books) == ONCE_WITH_PDF
    assert world.books.invoices[delivery.remote].state is RemoteState.UNFINISHED
    assert world.books.invoices[delivery.remote].totals == invoice.totals


@both_kinds
def test_the_preview_is_the_sending_without_its_last_step(world, kind):
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    plan = world.preview(ACME, MEMORY, kind, invoice.id)
    assert not world.books.invoices
    delivery = world.press_send(invoice)
    assert world.books.payloads[delivery.remote] == plan.draft.payload == delivery.payload
    assert delivery.pdf_name == plan.document.name


BROKEN = {
    "due before date": ({"due": None}, "due_before_date"),
    "no lines": ({"lines": ()}, "lines_missing"),
    "number too long": ({"number": "9" * 41}, "text_too_long"),
    "draft": ({"status": InvoiceStatus.DRAFT}, "invoice_not_sendable"),
}


@pytest.mark.parametrize(("changes", "code"), BROKEN.values(), ids=BROKEN)
def test_preview_and_send_give_the_same_verdict_on_a_broken_invoice(world, changes, code):
    sound = world.ready_to_send().add_invoice()
    broken = replace(sound, **({"due": sound.issued - timedelta(days=1)} if "due" in changes else changes))
    world.host.put_invoice(ACME, broken)
    with pytest.raises(InvoiceRejected) as refused:
        world.preview(ACME, MEMORY, broken.kind, broken.id)
    delivery = world.press_send(broken)
    assert delivery.problems == refused.value.reasons
    assert code in codes(delivery)
    assert delivery.state is DeliveryState.NEEDS_ATTENTION
    assert not world.books.invoices


@pytest.mark.parametrize(
    ("pdf", "code"),
    [(b"not a pdf", "document_not_pdf"), (PDF[:9] + b" " * 1_000_000 + PDF[9:], "document_too_large")],
    ids=["no PDF", "too large"],
)
def test_a_pdf_that_can_not_be_attached_stops_the_sending_before_any_write(world, pdf, code):
    invoice = world.ready_to_send().add_invoice()
    world.host.put_document(ACME, invoice.kind, invoice.id, pdf)
    assert codes(world.press_send(invoice)) == [code]
    assert not world.books.invoices


def test_a_cent_that_does_not_add_up_stops_the_sending(world):
    invoice = world.ready_to_send().add_invoice()
    wrong = replace(invoice, totals=replace(invoice.totals, gross=invoice.totals.gross + 1))
    world.host.put_invoice(ACME, wrong)
    assert codes(world.press_send(wrong)) == ["totals_differ"]
    assert not world.books.invoices


def test_an_unlinked_customer_is_named_and_nothing_is_sent(world):
    invoice = world.ready_to_send().add_invoice()
    world.link(("p1", None))
    with pytest.raises(PartnerNotLinked):
        world.preview(ACME, MEMORY, invoice.kind, invoice.id)
    problem = world.press_send(invoice).problems[0]
    assert (problem.code, problem.facts["party"]) == ("partner_not_linked", "Specimen customer 1")
    assert not world.books.invoices


def test_a_problem_that_was_solved_goes_away_by_sending_again(world):
    invoice = world.ready_to_send().add_invoice()
    world.link(("p1", None))
    world.press_send(invoice)
    world.link(("p1", "1"))
    delivery = world.press_send(invoice)
    assert (delivery.state, delivery.problems) == (DeliveryState.SENT, ())


def test_an_invoice_that_is_not_there_is_not_found(world):
    invoice = world.ready_to_send().add_invoice()
    with pytest.raises(NotFound):
        world.press_send(replace(invoice, id="nothing"))


@both_kinds
def test_sending_again_never_doubles(world, kind):
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    first = world.press_send(invoice)
    assert world.press_send(invoice) == first
    world.pass_time(3600, step=600)
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_trackifi_that_has_forgotten_a_delivery_recognises_its_invoice(world):
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    restored = World()  # from a backup older than the sending
    restored.books.invoices.update(world.books.invoices)
    restored.books.files.update(world.books.files)
    restored.ready_to_send().add_invoice()
    assert restored.press_send(invoice).settled
    assert contents(restored.books) == ONCE_WITH_PDF
    assert restored.books.calls["create"] == 0


def test_two_freelancers_may_have_the_same_number(world):
    kind = PartyKind.FREELANCER
    world.ready_to_send(kind)
    world.add_party("2", kind)
    world.add_partner(kind, "p2")
    world.synced()
    world.link(("p2", "2"), kind=kind)
    for of in ("1", "2"):
        assert world.press_send(world.add_invoice("7", kind, of=of)).settled
    assert contents(world.books) == [("7", [PDF]), ("7", [PDF])]


def test_two_invoices_of_one_number_are_sent_once(world):
    invoice = world.ready_to_send().add_invoice()
    twin = replace(invoice, id="twin")
    world.host.put_invoice(ACME, twin)
    world.host.put_document(ACME, twin.kind, twin.id, PDF)
    world.press_send(invoice)
    assert codes(world.press_send(twin)) == ["number_used_twice"]
    assert contents(world.books) == ONCE_WITH_PDF


@pytest.mark.parametrize("calls", range(4))
def test_a_provider_that_goes_down_in_the_middle_is_waited_for(world, calls):
    invoice = world.ready_to_send().add_invoice()
    world.books.down_after = calls
    delivery = world.press_send(invoice)
    assert delivery.state in {DeliveryState.READY, DeliveryState.SENT}
    assert delivery.pdf_state is not PdfState.ATTACHED
    world.books.down_after = None
    world.pass_time(600)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_revoked_key_holds_invoices_until_a_new_one_is_given(world):
    invoice = world.ready_to_send().add_invoice()
    user = world.books.keys.pop(TEST_KEY)
    assert codes(world.press_send(invoice)) == ["key_rejected"]
    world.pass_time(3600, step=600)
    world.books.keys["test-key-northern-2"] = user
    world.updated("test-key-northern-2")
    world.pass_time(60)
    assert world.delivery(invoice).settled
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_missing_right_is_named_and_holds_the_invoice(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.granted -= {Capability.CREATE_CUSTOMER_INVOICES}
    delivery = world.press_send(invoice)
    assert codes(delivery) == ["right_missing"]
    assert delivery.problems[0].facts["rights"] == "create_customer_invoices"
    world.books.granted |= {Capability.CREATE_CUSTOMER_INVOICES}
    assert world.press_send(invoice).settled
