"""Business partners: importing, linking, suggesting, and links that grow stale."""

from pytest_bdd import given, parsers, then, when
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.driver import Chosen, Row
from tests.steps.scene import Scene
from tests.steps.values import text

KINDS = {"customer": PartyKind.CUSTOMER, "freelancer": PartyKind.FREELANCER}


@given(parsers.parse('the {kind:w} "{name}" of Trackifi'), converters={"kind": KINDS.__getitem__})
def _(scene: Scene, kind: PartyKind, name: str) -> None:
    scene.records.party(name, kind)


@given(parsers.re(r'the customer "(?P<name>[^"]+)" with business ID "(?P<identifier>[^"]*)"'))
def _(scene: Scene, name: str, identifier: str) -> None:
    scene.records.party(name, PartyKind.CUSTOMER, **{"business ID": identifier})


@given(parsers.re(r'the (?P<kind>\w+) "(?P<name>[^"]+)" is linked'), converters={"kind": KINDS.__getitem__})
def _(scene: Scene, kind: PartyKind, name: str) -> None:
    scene.link(name, kind)


@given(parsers.re(r'the (?P<kind>\w+) "(?P<name>[^"]+)" is linked to the business partner "(?P<partner>[^"]+)"'),
       converters={"kind": KINDS.__getitem__})  # fmt: skip
def _(scene: Scene, kind: PartyKind, name: str, partner: str) -> None:
    scene.link(name, kind, to=partner)


@given(
    parsers.re(
        r'the (?P<kind>\w+) "(?P<name>[^"]+)" in "(?P<country>\w\w)" with the VAT number "(?P<number>[^"]*)" is linked'
    ),
    converters={"kind": KINDS.__getitem__},
)
def _(scene: Scene, kind: PartyKind, name: str, country: str, number: str) -> None:
    scene.records.party(name, kind, **{"country": country, "VAT number": number})
    scene.link(name, kind)


@given(parsers.re(r'the (?P<part>[^"]+) of "(?P<name>[^"]+)" is "(?P<value>[^"]*)"'))
def _(scene: Scene, part: str, name: str, value: str) -> None:
    scene.records.party(name, scene.records.parties[name].kind, **{part: value})


@given("data was synced")
def _(scene: Scene) -> None:
    assert scene.driver.sync() == ()


@when("the administrator clicks Sync Data")
def _(scene: Scene) -> None:
    scene.seen = scene.driver.sync()


@when("the administrator opens the Business Partners tab")
def _(scene: Scene) -> None:
    assert scene.driver.rows(PartyKind.CUSTOMER)


@when("the administrator saves these links")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    kind = KINDS[datatable[0][1]]
    rows = [Chosen(partner=partner, party=text(party) or "", kind=kind) for partner, party in datatable[1:]]
    scene.seen = scene.driver.save_links(rows)


@then(parsers.parse('"{name}" is among the business partners'))
def _(scene: Scene, name: str) -> None:
    assert name in _names(scene)


@then(parsers.parse('"{name}" is not among the business partners'))
def _(scene: Scene, name: str) -> None:
    assert name not in _names(scene)


@then(parsers.re(r'"(?P<partner>[^"]+)" is linked to (?P<party>"[^"]+"|nobody)'))
def _(scene: Scene, partner: str, party: str) -> None:
    assert _row(scene, partner).linked_to == ("" if party == "nobody" else party.strip('"'))


@then(parsers.parse('"{partner}" is suggested to be "{party}", "{strength}"'))
def _(scene: Scene, partner: str, party: str, strength: str) -> None:
    row = _row(scene, partner)
    assert (row.suggested, row.strength) == (party, strength)
    assert row.reason


@then(parsers.parse('"{partner}" is suggested to be nobody'))
def _(scene: Scene, partner: str) -> None:
    assert _row(scene, partner).suggested == ""


@then(parsers.parse('the link of "{party}" is stale: "{code}"'))
def _(scene: Scene, party: str, code: str) -> None:
    assert [row.stale.code for row in _rows(scene) if row.stale and row.linked_to == party] == [code]


@then("no link is stale")
def _(scene: Scene) -> None:
    assert [row.partner for row in _rows(scene) if row.stale] == []


def _rows(scene: Scene) -> list[Row]:
    return [row for kind in PartyKind for row in scene.driver.rows(kind)]


def _names(scene: Scene) -> list[str]:
    return [row.partner for row in _rows(scene)]


def _row(scene: Scene, partner: str) -> Row:
    (found,) = (row for row in _rows(scene) if row.partner == partner)
    return found
