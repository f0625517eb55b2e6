"""Problems as they are shown."""

from pytest_bdd import parsers, then

from tests.steps.scene import Scene

PLACES = {
    "the card": "key",
    "the Business Partners tab": "partners",
    "the invoice": "invoice",
    "the customer": "customer",
    "Procountor": "provider",
    "Sync Data": "sync",
    "nowhere": "nowhere",
}


@then("no problem is shown")
def _(scene: Scene) -> None:
    assert scene.seen == ()


@then(parsers.re(r'Trackifi says "(?P<code>\w+)"'))
def _(scene: Scene, code: str) -> None:
    scene.noticed(code)


@then(parsers.re(r'Trackifi says "(?P<first>\w+)" and "(?P<second>\w+)"'))
def _(scene: Scene, first: str, second: str) -> None:
    assert {one.code for one in scene.seen} == {first, second}


@then(parsers.re(r'Trackifi says "(?P<code>\w+)" about "(?P<field>[^"]+)"'))
def _(scene: Scene, code: str, field: str) -> None:
    assert (code, field) in [(one.code, one.about) for one in scene.seen]


@then(parsers.parse('the message says "{words}"'))
def _(scene: Scene, words: str) -> None:
    assert words in " ".join(one.text for one in scene.seen)


@then(parsers.parse('the problem leads to "{place}"'))
def _(scene: Scene, place: str) -> None:
    assert [one.place for one in scene.seen] == [PLACES[place]]
