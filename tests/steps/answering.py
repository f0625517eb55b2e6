"""Questions that only a person can answer."""

from pytest_bdd import given, parsers, when

from tests.steps.scene import Scene


@given(parsers.parse('the administrator has answered "{words}" for "{number}"'))
@when(parsers.re(r'the administrator answers "(?P<words>[^"]+)" for "(?P<number>[^"]+)"'))
def _(scene: Scene, words: str, number: str) -> None:
    _answer(scene, number, words, confirmed=True)


@when(parsers.parse('the administrator answers that "{number}" is the invoice of that number in Procountor'))
def _(scene: Scene, number: str) -> None:
    _answer(scene, number, "It is there", remote=_number_there(scene, number))


@when(parsers.parse('the administrator answers that "{number}" is the invoice of that number, whatever differs'))
def _(scene: Scene, number: str) -> None:
    _answer(scene, number, "It is there", remote=_number_there(scene, number), confirmed=True)


@when(parsers.parse('the administrator answers that "{number}" is number "{remote}" in Procountor'))
def _(scene: Scene, number: str, remote: str) -> None:
    _answer(scene, number, "It is there", remote=remote)


@when(parsers.parse('the administrator answers "{words}" for "{number}" because "{reason}"'))
def _(scene: Scene, words: str, number: str, reason: str) -> None:
    _answer(scene, number, words, confirmed=True, reason=reason)


def _answer(
    scene: Scene, number: str, words: str, *, remote: str = "", confirmed: bool = False, reason: str = ""
) -> None:
    invoice = scene.records.of(number)
    act = scene.driver.answer
    scene.seen = act(invoice.kind, invoice.id, words, remote=remote, confirmed=confirmed, reason=reason)


def _number_there(scene: Scene, number: str) -> str:
    return str(scene.procountor.invoice(number).document["invoiceNumber"])
