"""Where the other party is, by each side's word, and what becomes of the VAT."""

import re
from decimal import Decimal

from pytest_bdd import given, parsers, then
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.partners import KINDS
from tests.steps.scene import Scene

_CODE = re.compile(r"[a-z_]+")
_LINES = {"street": "Koekatu 1", "postcode": "10111", "city": "Koekaupunki"}


@given(
    parsers.re(
        r'the (?P<kind>\w+) "(?P<name>[^"]+)" in "(?P<country>\w*)" at "(?P<postcode>[^"]*)"'
        r' with the VAT number "(?P<number>[^"]*)" is linked'
    ),
    converters={"kind": KINDS.__getitem__},
)
def _(  # noqa: PLR0917 - a bookkeeper's table has this many columns
    scene: Scene, kind: PartyKind, name: str, country: str, postcode: str, number: str
) -> None:
    if not country:
        _address(scene, name, kind, **dict.fromkeys(_LINES, ""))
        scene.procountor.change_partner(name, country="")
        assert scene.driver.sync() == ()
    scene.records.party(name, kind, **{"country": country, "postcode": postcode, "VAT number": number})
    scene.link(name, kind)


@given(parsers.re(r'the freelancer "(?P<name>[^"]+)" with the VAT number "(?P<number>[^"]*)" is linked'))
def _(scene: Scene, name: str, number: str) -> None:
    scene.records.party(name, PartyKind.FREELANCER, **{"VAT number": number})
    scene.link(name, PartyKind.FREELANCER)


@given(parsers.parse('Trackifi has of "{name}" no address'))
def _(scene: Scene, name: str) -> None:
    _address(scene, name, scene.records.parties[name].kind, **dict.fromkeys(_LINES, ""), country="")


@given(parsers.parse('Trackifi has of "{name}" only the country "{country}"'))
def _(scene: Scene, name: str, country: str) -> None:
    _address(scene, name, scene.records.parties[name].kind, **dict.fromkeys(_LINES, ""), country=country)


@given(parsers.parse('Trackifi has of "{name}" an address in "{country}"'))
def _(scene: Scene, name: str, country: str) -> None:
    _address(scene, name, scene.records.parties[name].kind, **_LINES, country=country)


@given(parsers.re(r'the business partner "(?P<name>[^"]+)" is in "(?P<country>\w*)" in Procountor'))
def _(scene: Scene, name: str, country: str) -> None:
    scene.procountor.change_partner(name, country=country)
    assert scene.driver.sync() == ()


@given(parsers.parse("its line is for {first:S} to {last:S}"))
def _(scene: Scene, first: str, last: str) -> None:
    number = scene.records.invoices[-1].number
    scene.records.change(number, "line's start", first)
    scene.records.change(number, "line's end", last)


@then(parsers.parse('it ends as "{result}"'))
def _(scene: Scene, result: str) -> None:
    invoice = scene.records.invoices[-1]
    if _CODE.fullmatch(result):
        scene.noticed(result)
        assert scene.procountor.received(method="POST", path="/invoices") == 0
        return
    assert scene.seen == ()
    (row,) = scene.procountor.invoice(invoice.number).document["invoiceRows"]
    names = {one.id: one.description for one in scene.procountor.company.vat_statuses}
    assert (names[row["vatStatus"]], Decimal(row["vatPercent"])) == (result, invoice.lines[0].vat.rate)


@then(parsers.parse('the preview names the VAT of line {place:d} as "{words}"'))
def _(scene: Scene, place: int, words: str) -> None:
    assert scene.previewed is not None
    assert scene.previewed.treatments[place - 1] == words


def _address(scene: Scene, name: str, kind: PartyKind, **parts: str) -> None:
    scene.records.party(name, kind, **parts)
