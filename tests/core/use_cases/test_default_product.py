"""The company's default product goes on the lines of the invoices it is meant for, and on no others."""

import pytest
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.products import Product, ProductSide
from trackifi_accounting.domain.references import Actor, ProductId
from trackifi_accounting.testing.plugins import MEMORY
from trackifi_accounting.use_cases.connecting.choose_product import ChooseProduct

from tests.core.use_cases.world import ACME

CHOSEN = ProductId("p-1")


def planned_with(world, kind: PartyKind, side: ProductSide) -> ProductId | None:
    """The product of an invoice's order when one of this side is the default."""
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    with world.store.begin(ACME) as work:
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
