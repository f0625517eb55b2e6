"""The Procountor card and the set-up guide: activating, updating, disabling."""

from pytest_bdd import given, parsers, then, when

from tests.steps.driver import GuideStep
from tests.steps.scene import Scene
from tests.steps.values import text


@given("Trackifi without a connection to Procountor")
def _(scene: Scene) -> None:
    assert not scene.driver.card().connected_to


@given("the administrator reads Finnish")
def _(scene: Scene) -> None:
    scene.driver.language = "fi"


@given("the integration is active")
def _(scene: Scene) -> None:
    scene.be_active()


@given("the key was revoked in Procountor and the next sync noticed it")
def _(scene: Scene) -> None:
    scene.procountor.revoke(scene.key)
    assert scene.driver.sync()


@given("the administrator has tried to activate")
@when("the administrator activates the integration with the key")
def _(scene: Scene) -> None:
    scene.seen = scene.driver.activate(scene.key)


@when(parsers.parse('the administrator activates the integration with "{pasted}"'))
def _(scene: Scene, pasted: str) -> None:
    scene.seen = scene.driver.activate(text(pasted) or "")


@given("the administrator has entered a new key")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    assert scene.driver.update_key(scene.key) == ()


@when("the administrator enters the new key and clicks Update")
def _(scene: Scene) -> None:
    scene.seen = scene.driver.update_key(scene.key)


@given("the integration was disabled")
@when("the administrator clicks Disable")
def _(scene: Scene) -> None:
    scene.seen = scene.driver.disable()


@given("the integration was disabled and activated again")
def _(scene: Scene) -> None:
    scene.driver.disable()
    scene.activate()


@when("the administrator opens the Procountor card")
def _(scene: Scene) -> None:
    assert scene.driver.card().title == "Procountor"


@when("the administrator opens the set-up guide")
def _(scene: Scene) -> None:
    assert scene.driver.guide()


@then(parsers.parse('the step "{title}" leads to "{menu}"'))
def _(scene: Scene, title: str, menu: str) -> None:
    assert _step(scene, title).menu == menu


@then(parsers.parse('the step "{title}" gives these values to copy'))
def _(scene: Scene, title: str, datatable: list[list[str]]) -> None:
    assert [[name, value] for name, value in _step(scene, title).values.items()] == datatable


@then(parsers.parse('the step "{title}" is optional'))
def _(scene: Scene, title: str) -> None:
    assert _step(scene, title).optional


@then(parsers.parse('the note beside "{title}" mentions "{words}"'))
def _(scene: Scene, title: str, words: str) -> None:
    assert words in _step(scene, title).note


@then(parsers.parse('the card shows "{state}"'))
def _(scene: Scene, state: str) -> None:
    assert scene.driver.card().state == state


@then(parsers.parse('the card shows the connection to "{company}"'))
def _(scene: Scene, company: str) -> None:
    assert scene.driver.card().connected_to == company


@then(parsers.parse('the card shows that "{person}" entered the key'))
def _(scene: Scene, person: str) -> None:
    assert scene.driver.card().key_entered_by == person


@then("the card shows no problem")
def _(scene: Scene) -> None:
    assert scene.driver.card().notices == ()


@then(parsers.parse('the card shows the problem "{code}"'))
def _(scene: Scene, code: str) -> None:
    assert code in [one.code for one in scene.driver.card().notices]


@then(parsers.parse('the examination finds "{code}"'))
def _(scene: Scene, code: str) -> None:
    assert code in [one.code for one in scene.driver.card().findings]


@then(parsers.parse('the examination says "{words}"'))
def _(scene: Scene, words: str) -> None:
    assert words in " ".join(one.text for one in scene.driver.card().findings)


@then("the examination finds nothing")
def _(scene: Scene) -> None:
    assert scene.driver.card().findings == ()


@then("the card counts these imports")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    card = scene.driver.card()
    assert [str(getattr(card, column)) for column in datatable[0]] == datatable[1]


@then("Trackifi uses the new key from now on")
def _(scene: Scene) -> None:
    scene.procountor.revoke(scene.former)
    assert scene.driver.sync() == ()


@then("data can still be synced")
def _(scene: Scene) -> None:
    assert scene.driver.sync() == ()


def _step(scene: Scene, title: str) -> GuideStep:
    (found,) = (one for one in scene.driver.guide() if one.title == title)
    return found
