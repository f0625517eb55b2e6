"""What goes wrong between the two: outages, lost answers, refusals, pauses."""

from dataclasses import replace

from procountor_sandbox.values import data
from pytest_bdd import given, parsers
from trackifi_accounting.domain.values.references import CompanyId

from tests.steps.records import COMPANY
from tests.steps.scene import Scene


@given("Procountor can't be reached")
def _(scene: Scene) -> None:
    scene.procountor.go_down()


@given("Procountor works again")
def _(scene: Scene) -> None:
    scene.procountor.recover()


@given("Procountor goes down before the products are read")
def _(scene: Scene) -> None:
    scene.procountor.strike("error-before-commit", method="GET", path="/products", times=None, status=503)


@given("an activation that was cut off before the products were read")
def _(scene: Scene) -> None:
    scene.procountor.strike("error-before-commit", method="GET", path="/products", times=None, status=503)
    scene.take_key(scene.procountor.new_key())
    scene.seen = scene.driver.activate(scene.key)
    scene.noticed("provider_unavailable")


@given("Procountor goes down after the first PDF")
def _(scene: Scene) -> None:
    scene.procountor.go_down(after=1, method="POST", path="/attachments")


@given("Procountor went down after the first PDF while all invoices were sent")
def _(scene: Scene) -> None:
    scene.procountor.go_down(after=1, method="POST", path="/attachments")
    scene.send_all()


@given("Procountor will book the next invoice, but its answer will be lost")
def _(scene: Scene) -> None:
    scene.procountor.strike("drop-after-commit", method="POST", path="/invoices")


@given(parsers.parse('the answer to invoice "{number}" was lost after booking'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.go_down(after=1, method="POST", path="/invoices")
    scene.procountor.strike("drop-after-commit", method="POST", path="/invoices")
    scene.click_create(number)
    scene.procountor.recover()


@given("Procountor will lose the next invoice and give no answer")
def _(scene: Scene) -> None:
    scene.procountor.strike("drop-before-commit", method="POST", path="/invoices")


@given(parsers.parse('invoice "{number}" was sent, but was lost on its way'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.strike("drop-before-commit", method="POST", path="/invoices")
    scene.click_create(number)
    scene.noticed("outcome_unknown")


@given("Procountor will keep the next PDF, but its answer will be lost")
def _(scene: Scene) -> None:
    scene.procountor.strike("drop-after-commit", method="POST", path="/attachments")


@given("Procountor is too busy for the next PDF")
def _(scene: Scene) -> None:
    scene.procountor.strike("rate-limit", method="POST", path="/attachments")


@given("Procountor will refuse the next PDF")
def _(scene: Scene) -> None:
    scene.procountor.refuse_pdf()


@given("Procountor will refuse the next invoice for a reason of its own")
def _(scene: Scene) -> None:
    scene.procountor.strike("error-before-commit", method="POST", path="/invoices", status=400)


@given("an API key, but Procountor has suspended Trackifi's client")
def _(scene: Scene) -> None:
    scene.take_key(scene.procountor.new_key())
    scene.procountor.strike("error-before-commit", method="", path="/", times=None, status=403)
    # One company alone can't tell: another one was refused in the same words a moment ago.
    scene.driver.keep_company(replace(COMPANY, id=CompanyId("specimen-other"), name="Specimen Other Oy"))
    assert scene.driver.activate(scene.procountor.new_key(company=data.SECOND_COMPANY_ID))
    scene.driver.keep_company(COMPANY)


@given("Procountor rounds the VAT of each row, and the answer to the next invoice will be lost")
def _(scene: Scene) -> None:
    scene.procountor.world.switches.change({"vat_rounding": "per-row"})
    scene.procountor.strike("drop-after-commit", method="POST", path="/invoices")


@given("Procountor shortens the texts of new invoices")
def _(scene: Scene) -> None:
    scene.procountor.world.switches.change({"echo": "shortened"})


@given("the accountant has locked the invoice against new files")
def _(scene: Scene) -> None:
    scene.procountor.strike("error-before-commit", method="POST", path="/attachments", status=403)


@given("Procountor answers the next sync with a page for people")
def _(scene: Scene) -> None:
    scene.procountor.strike("html", method="GET", path="/products", times=None, status=200)


@given("Procountor asks for a pause of 60 seconds")
def _(scene: Scene) -> None:
    scene.procountor.strike("rate-limit", method="GET", path="/invoices", retry_after="60")


@given("Procountor refuses the access that it has just granted, once")
def _(scene: Scene) -> None:
    scene.procountor.strike("expire-token", method="POST", path="/invoices", times=2)
