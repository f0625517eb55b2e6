"""What is found by looking at everything: by the worker on its own, and when somebody compares both sides."""

from dataclasses import replace
from decimal import Decimal

from pytest_bdd import given, parsers, then, when

from tests.steps.scene import Scene
from tests.steps.values import with_totals


@given(parsers.parse('a late request has made a second invoice "{number}" in Procountor'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.make_twice(number)


@given(parsers.parse('Trackifi\'s key has made an invoice "{number}" in Procountor that nobody here knows'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.make_twice(scene.records.invoices[-1].number, as_number=number)


@given(parsers.parse('the second invoice "{number}" was found and then invalidated by the accountant'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.make_twice(number)
    scene.driver.wait(20)
    scene.procountor.invoices(number)[-1].changed(version=scene.procountor.world.clock.stamp(), status="INVALIDATED")


@given(
    parsers.parse(
        'the accountant changed the due date of "{first}" and the first row of "{second}", and approved "{third}"'
    )
)
def _(scene: Scene, first: str, second: str, third: str) -> None:
    scene.procountor.rewrite(first, "paymentInfo", dueDate="2026-05-31")
    scene.procountor.rewrite_row(second, product="Something else")
    scene.procountor.set_status(third, "APPROVED")


@given(parsers.parse('the accountant changed the {part} of invoice "{number}" in Procountor'))
def _(scene: Scene, part: str, number: str) -> None:
    _changed_there(scene, part, number)


@given(parsers.parse('somebody in Trackifi was told that the {part} of "{number}" was changed in Procountor'))
def _(scene: Scene, part: str, number: str) -> None:
    _changed_there(scene, part, number)
    scene.driver.wait(120)
    invoice = scene.records.of(number)
    assert [one.code for one in scene.driver.delivered(invoice.kind, invoice.id).notices] == ["changed_there"]


def _changed_there(scene: Scene, part: str, number: str) -> None:
    there = scene.procountor
    match part:
        case "invoice date":
            there.rewrite_head(number, date="2026-02-27")
        case "due date":
            there.rewrite(number, "paymentInfo", dueDate="2026-05-31")
        case "first row":
            there.rewrite_row(number, product="Something else")
        case "partner":
            other = next(
                one
                for one in there.company.partners
                if one.name != scene.records.party_of(scene.records.of(number)).name
            )
            there.rewrite_head(number, partnerId=other.id)


@given(parsers.parse('invoice "{number}" was sent, and then entered by hand as well'))
def _(scene: Scene, number: str) -> None:
    scene.click_create(number)
    assert scene.seen == ()
    scene.procountor.enter_by_hand(number)


@given(parsers.parse('somebody changed the price of invoice "{number}" to "{price}"'))
@when(parsers.parse('somebody changes the price of invoice "{number}" to "{price}"'))
def _(scene: Scene, number: str, price: str) -> None:
    invoice = scene.records.of(number)
    lines = (replace(invoice.lines[0], unit_price=Decimal(price)), *invoice.lines[1:])
    scene.seen = scene.driver.keep_invoice(replace(invoice, lines=lines, totals=with_totals(*lines)), None)


@when(parsers.parse('the administrator marks what differs of "{number}" as seen'))
def _(scene: Scene, number: str) -> None:
    invoice = scene.records.of(number)
    scene.seen = scene.driver.mark_seen(invoice.kind, invoice.id)


@then(parsers.parse('invoice "{number}" has no problem'))
def _(scene: Scene, number: str) -> None:
    invoice = scene.records.of(number)
    assert scene.driver.delivered(invoice.kind, invoice.id).notices == ()


@then(parsers.parse('the card advises of "{code}"'))
def _(scene: Scene, code: str) -> None:
    assert code in [one.code for one in scene.driver.card().findings]


@then("comparing both sides shows")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    assert [list(row) for row in scene.driver.differences()] == datatable[1:]


@then("comparing both sides shows no difference")
def _(scene: Scene) -> None:
    assert scene.driver.differences() == ()
