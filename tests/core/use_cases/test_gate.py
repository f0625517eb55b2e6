"""The gate: the list, the preview and the sending are told the same, before anything is sent."""

from dataclasses import replace
from datetime import date

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId, ProductId
from trackifi_accounting.errors import AccountingError, InvoiceRejected, PermissionMissing
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.deliveries.journal import reasons_of
from trackifi_accounting.use_cases.gate.gate import Gate
from trackifi_accounting.use_cases.gate.known import Knowledge

from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, World, codes

pytestmark = pytest.mark.tricky

PRODUCTS = (
    Product(id=ProductId("sold"), side=ProductSide.SALES, name="Sold work"),
    Product(id=ProductId("old"), side=ProductSide.SALES, name="Old work", active=False),
    Product(id=ProductId("bought"), side=ProductSide.PURCHASE, name="Bought work"),
)


def previewed(world: World, invoice):
    """Codes and fields of what the preview refuses; () when it shows a plan."""
    before = len(world.books.invoices)
    try:
        world.preview(ACME, MEMORY, invoice.kind, invoice.id)
    except AccountingError as error:
        return told(reasons_of(error))
    finally:
        assert len(world.books.invoices) == before
    return []


def sent(world: World, invoice):
    """Codes and fields of what the sending is stopped by."""
    try:
        return told(world.press_send(invoice).problems)
    except InvoiceRejected as error:
        return told(reasons_of(error))


def listed(world: World, invoice):
    """Codes and fields of what the list is told without asking the provider."""
    attempts = MemoryAttempts(store=world.store, time=world.clock)
    knowledge = Knowledge(host=world.host, store=world.store, attempts=attempts)
    gate = Gate(host=world.host, clock=world.clock, knowledge=knowledge)
    return told(gate.here(world.integration(), [invoice])[invoice.id])


def told(problems):
    return [(one.code, one.field) for one in problems]


def on_the_line(world, product):
    made = world.add_invoice()
    return keep(world, replace(made, lines=tuple(replace(one, product=ProductId(product)) for one in made.lines)))


def keep(world, invoice):
    world.host.put_invoice(ACME, invoice)
    return invoice


def excluded(world):
    made = world.add_invoice()
    world.exclude(ACME, MEMORY, made.kind, made.id, reason="on paper", by=ANNA)
    return made


def twin(world):
    first = world.add_invoice()
    assert world.press_send(first).settled
    other = keep(world, replace(first, id=InvoiceId("twin")))
    world.host.put_document(ACME, other.kind, other.id, PDF)
    return other


def in_a_stopped_batch(world):
    made = world.add_invoice()
    batch = world.send_many(ACME, MEMORY, made.kind, [made.id], by=ANNA).batch
    world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
    return made


def without_pdf(world):
    made = world.add_invoice()
    return keep(world, replace(made, id=InvoiceId("bare"), number=InvoiceNumber("bare")))


def of_a_stranger(world):
    world.add_party("2")
    return world.add_invoice(of="2")


def refused_right(world):
    world.books.granted -= {Capability.CREATE_CUSTOMER_INVOICES}
    world.synced(full=True)
    return world.add_invoice()


KNOWN_HERE = {
    "not finished": (lambda w: w.add_invoice(status=InvoiceStatus.DRAFT), [("invoice_not_sendable", None)]),
    "unnumbered": (lambda w: w.add_invoice(number=""), [("number_missing", "number")]),
    "excluded": (excluded, [("invoice_excluded", None)]),
    "batch stopped": (in_a_stopped_batch, [("batch_stopped", None)]),
    "number used here": (twin, [("number_used_twice", "number")]),
    "not linked": (of_a_stranger, [("partner_not_linked", None)]),
    "product unknown": (lambda w: on_the_line(w, "never"), [("product_gone", "lines[0].product")]),
    "product inactive": (lambda w: on_the_line(w, "old"), [("product_inactive", "lines[0].product")]),
    "product of the other side": (lambda w: on_the_line(w, "bought"), [("product_other_side", "lines[0].product")]),
    "no PDF": (without_pdf, [("document_missing", "document")]),
    "right missing": (refused_right, [("right_missing", None)]),
}


@pytest.fixture
def world():
    made = World()
    made.books.products.update({one.id: one for one in PRODUCTS})
    return made.ready_to_send()


@pytest.mark.parametrize(("make", "expected"), KNOWN_HERE.values(), ids=KNOWN_HERE)
def test_what_is_known_here_is_told_alike_by_list_preview_and_sending(world, make, expected):
    invoice = make(world)
    booked = len(world.books.invoices)
    assert listed(world, invoice) == expected
    assert previewed(world, invoice) == expected
    assert sent(world, invoice) == expected
    assert len(world.books.invoices) == booked


def test_a_number_in_the_books_is_found_by_the_preview(world):
    invoice = world.add_invoice()
    by_hand(world)
    assert previewed(world, invoice) == [("number_taken", None)]
    assert sent(world, invoice) == [("number_taken", None)]


def test_every_reason_is_given_at_once(world):
    invoice = on_the_line(world, "bought")
    broken = keep(
        world, replace(invoice, due=date(2026, 1, 1), totals=replace(invoice.totals, gross=invoice.totals.net))
    )
    expected = [("product_other_side", "lines[0].product"), ("due_before_date", "due"), ("totals_differ", "totals")]
    assert previewed(world, broken) == expected
    assert sent(world, broken) == expected


def test_a_preview_adds_one_look_and_the_sending_none(world):
    first, second = world.add_invoice("1"), world.add_invoice("2")
    world.books.calls.clear()
    previewed(world, first)
    assert list(world.books.calls).count("find") == 1
    world.books.calls.clear()
    world.press_send(second)
    assert list(world.books.calls).count("find") == 1


def test_an_invoice_that_is_there_is_previewed_with_a_word_about_it(world):
    invoice = world.add_invoice()
    world.press_send(invoice)
    plan = world.preview(ACME, MEMORY, invoice.kind, invoice.id)
    assert told(plan.warnings) == [("already_there", None)]


def test_documents_that_are_off_are_told_before_the_pdf_waits(world):
    world.books.documents = False
    world.synced(full=True)
    plan = world.preview(ACME, MEMORY, PartyKind.CUSTOMER, world.add_invoice().id)
    assert told(plan.warnings) == [("documents_off", None)]


def test_a_right_that_was_granted_meanwhile_counts_at_once(world):
    invoice = refused_right(world)
    world.books.granted |= {Capability.CREATE_CUSTOMER_INVOICES}
    assert previewed(world, invoice) == []
    assert world.press_send(invoice).settled


def test_a_missing_right_alone_holds_the_invoice_until_it_is_granted(world):
    invoice = refused_right(world)
    with pytest.raises(PermissionMissing):
        world.preview(ACME, MEMORY, invoice.kind, invoice.id)
    assert world.press_send(invoice).state is DeliveryState.READY
    world.books.granted |= {Capability.CREATE_CUSTOMER_INVOICES}
    world.synced(full=True)
    world.pass_time(60)
    assert world.delivery(invoice).settled


def test_products_that_could_not_be_imported_are_not_missed(world):
    world.books.granted -= {Capability.READ_PRODUCTS}
    world.examine(ACME, MEMORY)
    assert previewed(world, on_the_line(world, "never")) == []


# What is refused for its number is there to be seen.


def shown(world, show):
    with world.store.write(ACME) as work:
        return [(one.invoice, codes(one)) for one in work.deliveries.page(MEMORY, show=show)]


def test_invoices_without_a_number_each_have_a_row_of_their_own(world):
    some = [keep(world, replace(world.add_invoice(""), id=InvoiceId(name))) for name in ("a", "b", "c")]
    for one in some:
        world.host.put_document(ACME, one.kind, one.id, PDF)
        assert sent(world, one) == [("number_missing", "number")]
    assert sorted(shown(world, DeliveryShow.ATTENTION)) == [(name, ["number_missing"]) for name in ("a", "b", "c")]


def test_an_invoice_refused_for_its_number_goes_once_it_has_another(world):
    other = twin(world)
    assert sent(world, other) == [("number_used_twice", "number")]
    assert shown(world, DeliveryShow.ATTENTION) == [("twin", ["number_used_twice"])]
    renumbered = keep(world, replace(other, number=InvoiceNumber("2026-2")))
    delivery = world.press_send(renumbered)
    assert (delivery.state, delivery.number, delivery.holds_number) == (DeliveryState.SENT, "2026-2", True)


def test_in_a_batch_they_need_attention_in_its_report(world):
    other, bare = twin(world), world.add_invoice("")
    batch = world.send_many(ACME, MEMORY, other.kind, [other.id, bare.id], by=ANNA).batch
    world.pass_time(60)
    report = world.report_batch(ACME, MEMORY, batch.id)
    assert {one.standing for one in report.rows} == {RowState.NEEDS_ATTENTION}
    assert sorted(one.code for row in report.rows for one in row.problems) == ["number_missing", "number_used_twice"]


def test_an_unnumbered_invoice_may_be_excluded_like_any_other(world):
    for name in ("a", "b"):
        one = keep(world, replace(world.add_invoice(""), id=InvoiceId(name), party=PartyId("1")))
        assert world.exclude(ACME, MEMORY, one.kind, one.id, reason="on paper", by=ANNA).exclusion
