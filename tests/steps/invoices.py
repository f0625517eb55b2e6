"""Invoices of Trackifi and what becomes of them."""

from pytest_bdd import given, parsers, then, when
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.scene import Scene
from tests.steps.values import of_invoice, vat

ONE = r'an? (?P<status>\w+) invoice "(?P<number>[^"]*)"'
VAT = r' of (?P<day>[\d-]+) with VAT "(?P<category>\w+)" at "(?P<rate>[\d.]+)" % because of "(?P<reason>[^"]*)"'


@given(parsers.re(ONE + r' for the customer "(?P<name>[^"]+)"'))
def _(scene: Scene, status: str, number: str, name: str) -> None:
    scene.records.invoice(number, PartyKind.CUSTOMER, name, status=InvoiceStatus(status))


@given(parsers.re(ONE + r' from the freelancer "(?P<name>[^"]+)"'))
def _(scene: Scene, status: str, number: str, name: str) -> None:
    scene.records.invoice(number, PartyKind.FREELANCER, name, status=InvoiceStatus(status))


@given(parsers.parse('finalized invoices "{first}", "{second}" and "{third}" for the customer "{name}"'))
def _(scene: Scene, first: str, second: str, third: str, name: str) -> None:
    for number in (first, second, third):
        scene.records.invoice(number, PartyKind.CUSTOMER, name)


@given(parsers.re(ONE + VAT))
def _(  # noqa: PLR0917 - a bookkeeper's table has this many columns
    scene: Scene, number: str, day: str, category: str, rate: str, reason: str
) -> None:
    party = next(reversed(scene.records.parties.values()))
    scene.records.invoice(number, party.kind, party.name)
    scene.records.change(number, "invoice date", day)
    scene.records.tax(number, vat(category, rate, reason))


@given(parsers.re(r'its (?P<part>[^"]+) is "(?P<value>[^"]*)"'))
def _(scene: Scene, part: str, value: str) -> None:
    scene.records.change(scene.records.invoices[-1].number, part, value)


@given(parsers.parse('Trackifi\'s own company has the IBAN "{value}"'))
def _(scene: Scene, value: str) -> None:
    scene.records.company(iban=value)


@when(parsers.parse('somebody changes the message of invoice "{number}" to "{value}"'))
def _(scene: Scene, number: str, value: str) -> None:
    scene.seen = scene.driver.keep_invoice(of_invoice(scene.records.of(number), "message", value), None)


@given(parsers.parse('its due date was "{value}" when the administrator sent it'))
def _(scene: Scene, value: str) -> None:
    number = scene.records.invoices[-1].number
    scene.records.change(number, "due date", value)
    scene.click_create(number)
    scene.noticed("due_before_date")


@given(parsers.parse('another finalized invoice "{number}" was sent'))
def _(scene: Scene, number: str) -> None:
    known = scene.records.of(number)
    other = scene.records.invoice(number, known.kind, scene.records.party_of(known).name)
    assert scene.driver.create_invoice(other.kind, other.id) == ()
    scene.records.invoices.remove(other)


@given("an earlier invoice is in Procountor")
def _(scene: Scene) -> None:
    earlier = scene.records.invoice("1000", PartyKind.CUSTOMER, next(iter(scene.records.parties)))
    assert scene.driver.create_invoice(earlier.kind, earlier.id) == ()


@given(parsers.parse('invoice "{number}" has been sent'))
def _(scene: Scene, number: str) -> None:
    scene.click_create(number)
    assert scene.seen == ()


@given(parsers.parse('the administrator has clicked Create Procountor Invoice on "{number}"'))
@when(parsers.re(r'the administrator clicks Create Procountor Invoice on "(?P<number>[^"]*)"'))
def _(scene: Scene, number: str) -> None:
    scene.click_create(number)


@when("the administrator sends all invoices")
def _(scene: Scene) -> None:
    scene.send_all()


@when(parsers.parse('the administrator previews "{number}"'))
def _(scene: Scene, number: str) -> None:
    invoice = scene.records.of(number)
    scene.previewed = scene.driver.preview(invoice.kind, invoice.id)


@given(parsers.parse("{minutes:d} minutes have passed"))
@when(parsers.re(r"(?P<minutes>\d+) minutes? pass(es)?"), converters={"minutes": int})
def _(scene: Scene, minutes: int) -> None:
    scene.driver.wait(minutes)


@given(parsers.parse("{hours:d} hours have passed"))
@when(parsers.parse("{hours:d} hours pass"))
def _(scene: Scene, hours: int) -> None:
    scene.driver.wait(60 * hours)


@then("the preview shows")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    assert scene.previewed is not None
    assert [getattr(scene.previewed, column) for column in datatable[0]] == datatable[1]


@then(parsers.parse('the preview warns of "{code}"'))
def _(scene: Scene, code: str) -> None:
    assert scene.previewed is not None
    assert scene.previewed.total
    assert [one.code for one in scene.previewed.notices] == [code]


@then(parsers.parse('the preview refuses it with "{code}"'))
def _(scene: Scene, code: str) -> None:
    assert scene.previewed is not None
    assert not scene.previewed.total
    assert [one.code for one in scene.previewed.notices] == [code]


@then(parsers.parse('every invoice has the problem "{code}"'))
def _(scene: Scene, code: str) -> None:
    shown = [scene.driver.delivered(one.kind, one.id).notices for one in scene.records.invoices]
    assert [[one.code for one in notices] for notices in shown] == [[code]] * len(shown)


@then(parsers.parse('invoice "{number}" shows "{state}"'))
def _(scene: Scene, number: str, state: str) -> None:
    assert _state(scene, number) == state


@then(parsers.parse('invoices "{first}" and "{second}" show "{state}"'))
def _(scene: Scene, first: str, second: str, state: str) -> None:
    assert [_state(scene, first), _state(scene, second)] == [state, state]


@then(parsers.parse('invoice "{number}" has the problem "{code}"'))
def _(scene: Scene, number: str, code: str) -> None:
    invoice = scene.records.of(number)
    assert code in [one.code for one in scene.driver.delivered(invoice.kind, invoice.id).notices]


def _state(scene: Scene, number: str) -> str:
    invoice = scene.records.of(number)
    return scene.driver.delivered(invoice.kind, invoice.id).state
