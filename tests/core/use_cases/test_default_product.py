"""The company's default product goes on the lines of the invoices it is meant for, and on no others."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.values.references import Actor, ProductId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.activation.choose_product import ChooseProduct

from tests.core.use_cases.world import ACME

CHOSEN = ProductId("p-1")


def planned_with(world, kind: PartyKind, side: ProductSide) -> ProductId | None:
    """The product of an invoice's order when one of this side is the default."""
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    with world.store.write(ACME) as work:
        work.products.upsert(MEMORY, [Product(id=CHOSEN, side=side, name="Specimen")], seen_at=world.clock.now())
    choose = ChooseProduct(sessions=world.sessions, store=world.store, clock=world.clock)
    choose(ACME, MEMORY, CHOSEN, by=Actor("anna"))
    return world.preview(ACME, MEMORY, kind, invoice.id).order.product


@pytest.mark.parametrize(
    ("kind", "side", "expected"),
    [
        (PartyKind.CUSTOMER, ProductSide.SALES, CHOSEN),
        (PartyKind.CUSTOMER, ProductSide.PURCHASE, None),
        (PartyKind.FREELANCER, ProductSide.PURCHASE, CHOSEN),
        (PartyKind.FREELANCER, ProductSide.SALES, None),
    ],
)
def test_a_default_product_is_for_the_invoices_of_its_side(world, kind, side, expected):
    assert planned_with(world, kind, side) == expected


SOLD = Product(id=ProductId("sold"), side=ProductSide.SALES, name="Sold work")
BOUGHT = Product(id=ProductId("bought"), side=ProductSide.PURCHASE, name="Bought work")
OLD = Product(id=ProductId("old"), side=ProductSide.SALES, name="Old work", active=False)


@pytest.fixture
def choose(world):
    world.ready_to_send()
    keep(world, SOLD, BOUGHT, OLD)
    made = ChooseProduct(sessions=world.sessions, store=world.store, clock=world.clock)
    return lambda product, **kind: made(ACME, MEMORY, product, by=Actor("anna"), **kind).default_products


def keep(world, *products):
    with world.store.write(ACME) as work:
        work.products.upsert(MEMORY, products, seen_at=world.clock.now())


def test_each_kind_of_invoices_has_a_default_of_its_own(choose):
    assert choose(SOLD.id) == {PartyKind.CUSTOMER: SOLD.id}
    assert choose(BOUGHT.id) == {PartyKind.CUSTOMER: SOLD.id, PartyKind.FREELANCER: BOUGHT.id}
    assert choose(None, kind=PartyKind.CUSTOMER) == {PartyKind.FREELANCER: BOUGHT.id}
    assert choose(None) == {}


@pytest.mark.parametrize(("product", "kind"), [(OLD, None), (OLD, PartyKind.CUSTOMER), (SOLD, PartyKind.FREELANCER)])
def test_an_inactive_product_or_one_of_the_other_side_is_not_chosen(world, choose, product, kind):
    with pytest.raises(InvoiceRejected, match="default_product_unfit"):
        choose(product.id, kind=kind)
    assert world.integration().default_products == {}


def test_the_default_of_former_times_counts_until_another_is_chosen(world, choose):
    with world.store.write(ACME) as work:
        work.integrations.put(replace(work.integrations.get(MEMORY), default_product=SOLD.id))
    assert world.preview(ACME, MEMORY, PartyKind.CUSTOMER, world.add_invoice().id).order.product == SOLD.id
    assert choose(BOUGHT.id) == {PartyKind.CUSTOMER: SOLD.id, PartyKind.FREELANCER: BOUGHT.id}
    assert world.integration().default_product is None


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (replace(SOLD, active=False), "product_inactive"),
        (replace(SOLD, side=ProductSide.PURCHASE), "product_other_side"),
    ],
)
def test_a_default_that_became_unfit_is_told_by_the_preview(world, choose, now, code):
    choose(SOLD.id)
    keep(world, now)
    with pytest.raises(InvoiceRejected) as refused:
        world.preview(ACME, MEMORY, PartyKind.CUSTOMER, world.add_invoice().id)
    assert [(one.code, one.field) for one in refused.value.reasons] == [(code, "default_product")]
