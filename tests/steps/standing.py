"""What exactly once is up against: other years, other clocks, other roundings, and an installation in trouble."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from pytest_bdd import given, parsers
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.scene import Scene
from tests.steps.values import with_totals

REPEATED_HOUR = datetime(2026, 10, 25, 1, 20, tzinfo=UTC)
"""03:20 in Finland, for the second time in that night."""
AHEAD = 1200.0  # seconds


@given(parsers.parse('last year\'s invoice "{number}" of the same customer over the same sum is in Procountor, paid'))
def _(scene: Scene, number: str) -> None:
    earlier = scene.records.of(number)
    model = scene.records.invoice("M-1", earlier.kind, scene.records.party_of(earlier).name)
    scene.click_create(model.number)
    scene.procountor.make_twice(model.number, as_number=number)
    scene.procountor.of_last_year(number)


@given(parsers.parse('the freelancer\'s invoice "{number}" has been sent, and there is another "{_}" of the next year'))
def _(scene: Scene, number: str) -> None:
    name = next(iter(scene.records.parties))
    scene.records.invoice(number, PartyKind.FREELANCER, name)
    scene.click_create(number)
    assert scene.seen == ()
    made = scene.records.invoice(number, PartyKind.FREELANCER, name)
    scene.records.replace(made, replace(made, issued=date(2027, 1, 31), due=date(2027, 2, 14)))


@given("it is the hour that is repeated when summer time ends")
def _(scene: Scene) -> None:
    scene.driver.wait_until(REPEATED_HOUR)


@given("Procountor rounds the VAT of each row by itself")
def _(scene: Scene) -> None:
    scene.procountor.world.switches = replace(scene.procountor.world.switches, vat_rounding="per-row")


@given(parsers.parse('a finalized invoice "{number}" with three rows of "{price}" for the customer "{name}"'))
def _(scene: Scene, number: str, price: str, name: str) -> None:
    invoice = scene.records.invoice(number, PartyKind.CUSTOMER, name)
    line = replace(invoice.lines[0], quantity=Decimal(1), unit_price=Decimal(price))
    scene.records.replace(invoice, replace(invoice, lines=(line,) * 3, totals=with_totals(*(line,) * 3)))


@given("the clock of Trackifi's computer is 20 minutes ahead of its database's")
def _(scene: Scene) -> None:
    scene.driver.set_machine_ahead(AHEAD)


@given("that clock was put right")
def _(scene: Scene) -> None:
    scene.driver.set_machine_ahead(0)


@given("something else holds Trackifi's database")
def _(scene: Scene) -> None:
    scene.driver.hold_database()


@given("the disk of Trackifi's server is full")
def _(scene: Scene) -> None:
    scene.driver.fill_disk(full=True)


@given("room was made on the disk")
def _(scene: Scene) -> None:
    scene.driver.fill_disk(full=False)
