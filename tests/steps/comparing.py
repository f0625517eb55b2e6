"""What is found by looking at everything: by the worker on its own, and when somebody compares both sides."""

from pytest_bdd import given, parsers, then

from tests.steps.scene import Scene


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
