"""What can be read where, and what has changed in Procountor."""

import pytest
from procountor_sandbox.values import data
from pytest_bdd import given, parsers, then, when
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.scene import Scene


@given('another company of Trackifi is connected to "Testisalo Sivuyritys Oy"')
def _(scene: Scene) -> None:
    scene.records.company(id="specimen-other-company", name="Testisalo Sivuyritys Oy")
    assert [one.code for one in scene.driver.activate(scene.procountor.new_key(company=data.SECOND_COMPANY_ID))] == []
    scene.records.company()


@when("the other company's administrator opens the Business Partners tab")
def _(scene: Scene) -> None:
    scene.records.company(id="specimen-other-company", name="Testisalo Sivuyritys Oy")
    assert scene.driver.card().connected_to == "Testisalo Sivuyritys Oy"


@given("the installation has lost the keys it encrypts with")
def _(scene: Scene) -> None:
    scene.driver.lose_encryption_keys()


@given(parsers.parse('Trackifi\'s database was put back as it was before invoice "{number}" was sent'))
def _(scene: Scene, number: str) -> None:
    scene.driver.back_up()
    scene.click_create(number)
    scene.driver.put_back()


@given("the installation is set to an unencrypted address in the network")
def _(scene: Scene) -> None:
    scene.driver.change_setting("sandbox_url", "http://books.specimen.example/api")


@given("a Procountor company with an invoice of its own")
def _(scene: Scene) -> None:
    scene.procountor.enter_by_hand("900")
    scene.before = scene.procountor.contents()


@given("the integration was activated, synced, used to send both kinds of invoices, and disabled")
def _(scene: Scene) -> None:
    scene.activate()
    scene.link("Mallivaara Media Oy")
    scene.link("Studio Hiekkala Oy", PartyKind.FREELANCER)
    scene.records.invoice("1001", PartyKind.CUSTOMER, "Mallivaara Media Oy")
    scene.records.invoice("F-17", PartyKind.FREELANCER, "Studio Hiekkala Oy")
    scene.send_all()
    assert scene.seen == scene.driver.sync() == scene.driver.disable() == ()
    assert len(scene.procountor.files("1001") + scene.procountor.files("F-17")) == 2


@then("everything that was in Procountor before is unchanged")
def _(scene: Scene) -> None:
    now = scene.procountor.contents()
    assert scene.before
    assert {name: now.get(name) for name in scene.before} == scene.before


@then("Procountor's log shows only announced reads, new invoices and new PDFs")
def _(scene: Scene) -> None:
    assert scene.procountor.received() > 0
    assert scene.procountor.forbidden() == []


@then(parsers.re(r"Trackifi holds (?P<count>no|1) key"))
def _(scene: Scene, count: str) -> None:
    assert scene.driver.keys_held() == {"no": 0, "1": 1}[count]


@then("the key is nowhere to be read")
def _(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    assert _places(scene, scene.key.strip(), caplog) == []


@then("the former key is nowhere to be read")
def _(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    assert _places(scene, scene.former, caplog) == []


@then(parsers.re(r'"(?P<words>[^"]+)" is nowhere to be read'))
def _(scene: Scene, words: str, caplog: pytest.LogCaptureFixture) -> None:
    assert _places(scene, words, caplog) == []


def _places(scene: Scene, words: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Where the words can be read: files, the log, what was shown."""
    assert words
    assert caplog.text, "the scenario lacks the tag @secrets"
    shown = {"the log": caplog.text, "a message": repr(scene.seen), "the card": repr(scene.driver.card())}
    files = [name for name, content in scene.driver.stored() if words.encode() in content]
    return [*files, *(place for place, text in shown.items() if words in text)]
