"""Credit notes: what they credit, and what the books say of it."""

from dataclasses import replace
from decimal import Decimal

from pytest_bdd import given, parsers, then
from trackifi_accounting.domain.values.references import InvoiceId

from tests.steps.scene import Scene

FIELDS = {"message": "additionalInformation", "notes": "notes"}


@given(
    parsers.re(
        r'a (?P<status>\w+) credit note "(?P<number>[^"]+)" of (?P<hours>[\d.]+) hours? that credits "(?P<credited>[^"]+)"'
    )
)
def _(scene: Scene, status: str, number: str, hours: str, credited: str) -> None:
    _credit_note(scene, number, credited, hours=hours)
    scene.records.change(number, "status", status)


@given(parsers.parse('a credit note "{number}" in "{language}" that credits "{credited}"'))
def _(scene: Scene, number: str, language: str, credited: str) -> None:
    _credit_note(scene, number, credited, hours="1")
    scene.records.change(number, "language", language)


@given(parsers.parse('it credits "{number}"'))
def _(scene: Scene, number: str) -> None:
    _credit(scene, scene.records.of(number).id)


@given("it credits an invoice that Trackifi does not have")
def _(scene: Scene) -> None:
    _credit(scene, InvoiceId("no-such-invoice"))


@then(parsers.re(r'the (?P<field>message|notes) of invoice "(?P<number>[^"]+)" in Procountor is "(?P<words>[^"]+)"'))
def _(scene: Scene, field: str, number: str, words: str) -> None:
    assert scene.seen == ()
    assert scene.procountor.invoice(number).document[FIELDS[field]].replace("\n", " / ") == words


@then(parsers.parse('the preview warns of what is "{told}"'))
def _(scene: Scene, told: str) -> None:
    assert scene.previewed is not None
    assert scene.previewed.total
    assert [one.code for one in scene.previewed.notices] == ([] if told == "nothing" else [told])


@then(parsers.parse('the preview says "{words}"'))
def _(scene: Scene, words: str) -> None:
    assert scene.previewed is not None
    assert words in " ".join(one.text for one in scene.previewed.notices)


@then(parsers.parse('the preview shows that it credits "{number}"'))
def _(scene: Scene, number: str) -> None:
    assert scene.previewed is not None
    assert scene.previewed.credits == number


def _credit(scene: Scene, credited: InvoiceId) -> None:
    invoice = scene.records.invoices[-1]
    scene.records.replace(invoice, replace(invoice, credited=credited))


def _credit_note(scene: Scene, number: str, credited: str, *, hours: str) -> None:
    first = scene.records.of(credited)
    scene.records.invoice(number, first.kind, scene.records.party_of(first).name)
    scene.records.change(number, "line's quantity", str(-Decimal(hours)))
    _credit(scene, first.id)
