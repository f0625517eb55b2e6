"""Procountor's registers: partners that come, change and go."""

from pytest_bdd import given, parsers
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.scene import Scene
from tests.steps.values import text


@given(parsers.parse('the IBAN of "{name}" is "{value}", and the register\'s is "{registered}"'))
def _(scene: Scene, name: str, value: str, registered: str) -> None:
    scene.records.party(name, PartyKind.FREELANCER, IBAN=value)
    scene.procountor.change_partner(name, iban=text(registered) or "")
    assert scene.driver.sync() == ()


@given(parsers.parse('the {part} of the customer and of the partner "{name}" is missing'))
def _(scene: Scene, part: str, name: str) -> None:
    if part in {"e-mail", "street", "country"}:
        scene.records.party(name, PartyKind.CUSTOMER, **{part: ""})
    scene.procountor.change_partner(name, **{REGISTERED[part]: ""})
    assert scene.driver.sync() == ()


@given(parsers.parse('the customer partner "{name}" has the {part} "{value}" in Procountor'))
def _(scene: Scene, name: str, part: str, value: str) -> None:
    scene.procountor.change_partner(name, **{REGISTERED[part]: value})


REGISTERED = {
    "e-mail": "email",
    "street": "street",
    "country": "country",
    "e-invoice address": "einvoice_address",
    "operator": "einvoice_operator",
    "OVT code": "ovt",
}


@given(parsers.parse('the {register:w} partner "{name}" was added in Procountor'))
def _(scene: Scene, register: str, name: str) -> None:
    scene.procountor.add_partner(name, register.upper())


@given(parsers.parse('in Procountor the partner "{name}" was made {word:w}'))
def _(scene: Scene, name: str, word: str) -> None:
    scene.procountor.change_partner(name, active={"active": True, "inactive": False}[word])


@given(parsers.parse('in Procountor the partner "{name}" was removed'))
def _(scene: Scene, name: str) -> None:
    scene.procountor.remove_partner(name)


@given(parsers.parse('in Procountor the partner "{name}" was moved to the suppliers'))
def _(scene: Scene, name: str) -> None:
    scene.procountor.change_partner(name, type="SUPPLIER")


@given(parsers.parse('in Procountor the partner "{name}" was renamed to "{new}"'))
def _(scene: Scene, name: str, new: str) -> None:
    scene.procountor.change_partner(name, name=new)


@given(parsers.parse('in Procountor the partner "{name}" was given to another business, "{new}"'))
def _(scene: Scene, name: str, new: str) -> None:
    scene.procountor.change_partner(name, name=new, identifier="9300007-6")
