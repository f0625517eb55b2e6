"""API keys, good and bad, as an administrator comes by them."""

from procountor_sandbox.values import data
from pytest_bdd import given

from tests.steps.scene import Scene

AN_EMAIL = "From: kirjanpito@specimen.example\nSubject: The key\n\nHello, the key is specimen.key.1\nBest regards"


@given("an API key made in Procountor for Trackifi")
@given("a new API key made in Procountor for Trackifi")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())


@given("an API key made in Procountor for another client ID")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key(client=data.OTHER_CLIENT_ID))


@given("an API key of another company")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key(company=data.SECOND_COMPANY_ID))


@given("an API key that was mistyped")
def _(scene: Scene) -> None:
    key = scene.procountor.new_key()
    scene.take_key(key[:-1] + ("y" if key.endswith("x") else "x"))


@given("an API key that was revoked in Procountor")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    scene.procountor.revoke(scene.key)


@given("an API key whose user was removed in Procountor")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    del scene.procountor.company.users[data.TECHNICAL_USER_ID]


@given("an API key of a company that allows no API clients")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    scene.procountor.switch(on=False, setting="Integration settings")


@given("an API key whose user lacks rights to the registers")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    scene.procountor.grant("no-registers")


@given("an API key, but Procountor can't be reached")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    scene.procountor.go_down()


@given("a whole e-mail in place of the key")
def _(scene: Scene) -> None:
    scene.take_key(AN_EMAIL)


@given("the key was copied with spaces and a line break around it")
def _(scene: Scene) -> None:
    scene.key = f"  {scene.key} \r\n"


@given("the last letter of the key was lost in copying")
def _(scene: Scene) -> None:
    scene.key = scene.key[:-1]


@given("the key was revoked in Procountor")
def _(scene: Scene) -> None:
    scene.procountor.revoke(scene.key)
