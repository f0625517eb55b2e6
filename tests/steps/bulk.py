"""Many invoices sent together, and what becomes of the batch."""

from pytest_bdd import given, parsers, then, when

from tests.steps.scene import Scene


@given("all invoices were sent together")
def _(scene: Scene) -> None:
    scene.send_together()
    scene.driver.wait(1)


@given(parsers.parse('all invoices were sent together while "{number}" was due on "{day}"'))
def _(scene: Scene, number: str, day: str) -> None:
    right = scene.records.of(number).due
    scene.records.change(number, "due date", day)
    scene.send_together()
    scene.driver.wait(1)
    scene.records.change(number, "due date", str(right))


@given(parsers.parse('invoice "{number}" is excluded because of "{reason}"'))
def _(scene: Scene, number: str, reason: str) -> None:
    invoice = scene.records.of(number)
    assert scene.driver.exclude(invoice.kind, invoice.id, reason) == ()


@when("the administrator sends all invoices together")
def _(scene: Scene) -> None:
    scene.send_together()


@when("the administrator sends all invoices together, and stops that at once")
def _(scene: Scene) -> None:
    scene.send_together()
    scene.driver.stop_batch(scene.batch)


@when("the administrator tries again what failed")
def _(scene: Scene) -> None:
    scene.driver.retry_failed(scene.batch)


@then("the report of the batch shows")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    counts = scene.driver.batch_report(scene.batch).counts
    assert [str(counts[column]) for column in datatable[0]] == datatable[1]


@then(parsers.parse('the report of the batch shows the problem "{code}", and no invoice has one'))
def _(scene: Scene, code: str) -> None:
    assert [one.code for one in scene.driver.batch_report(scene.batch).notices] == [code]
    shown = [scene.driver.delivered(one.kind, one.id).notices for one in scene.records.invoices]
    assert shown == [()] * len(shown)


@then(parsers.parse('invoice "{number}" is refused with "{code}" when it is sent alone'))
def _(scene: Scene, number: str, code: str) -> None:
    scene.click_create(number)
    scene.noticed(code)
