"""What goes on at Procountor, and what is found there."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pytest_bdd import given, parsers, then
from trackifi_procountor.sandbox.state.company import VatRate, VatStatus

from tests.steps.procountor_side import closed
from tests.steps.scene import Scene

KINDS = {"SALES_INVOICE": "sales invoice", "PURCHASE_INVOICE": "purchase invoice"}
CHANNELS = {"e-mail": "EMAIL", "post": "MAIL", "e-invoice": "ELECTRONIC_INVOICE", "nothing": "NO_SENDING"}


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


@given("the accountant has locked the invoice against new files")
def _(scene: Scene) -> None:
    scene.procountor.strike("error-before-commit", method="POST", path="/attachments", status=403)


@given("Procountor answers the next sync with a page for people")
def _(scene: Scene) -> None:
    scene.procountor.strike("html", method="GET", path="/products", times=None, status=200)


@given("Procountor asks for a pause of 60 seconds")
def _(scene: Scene) -> None:
    scene.procountor.strike("rate-limit", method="GET", path="/invoices", retry_after="60")


@given("the user of the key has no rights to the registers")
def _(scene: Scene) -> None:
    scene.procountor.grant("no-registers")


@given("the user of the key may not create sales invoices")
def _(scene: Scene) -> None:
    scene.procountor.limit_right("sales", "salesOrGroupInvoices", "VIEWING_RIGHTS")


@given("the user of the key lacked the right when the administrator sent it")
def _(scene: Scene) -> None:
    scene.procountor.limit_right("sales", "salesOrGroupInvoices", "VIEWING_RIGHTS")
    scene.click_create(scene.records.invoices[-1].number)
    scene.noticed("right_missing")


@given("the user of the key has the rights that the guide lists, and no other")
def _(scene: Scene) -> None:
    scene.procountor.grant("recommended")


@given("the user of the key has all rights there are")
def _(scene: Scene) -> None:
    scene.procountor.grant("all")


@given("the user of the key sees only invoices of their own")
def _(scene: Scene) -> None:
    scene.procountor.grant("own-invoices-only")


@given(parsers.parse("no VAT rate is in use for {side:w}"))
def _(scene: Scene, side: str) -> None:
    field = {"sales": "sales", "purchases": "purchase"}[side]
    company = scene.procountor.company
    company.vat_rates = [replace(rate, **{field: False}) for rate in company.vat_rates]


@given("no bank account is the default one in Procountor")
def _(scene: Scene) -> None:
    for account in scene.procountor.company.accounts:
        account.default_for_invoice = False


@given(parsers.parse("Procountor says that its service is {status:w}"))
def _(scene: Scene, status: str) -> None:
    scene.procountor.world.status = status.upper()


@given("Procountor's product is one that nobody knows")
def _(scene: Scene) -> None:
    scene.procountor.company.product_version = "SPECIMEN_PRODUCT"


@given("Procountor has no VAT status for exports")
def _(scene: Scene) -> None:
    company = scene.procountor.company
    company.vat_statuses = [one for one in company.vat_statuses if one.description != "Outside of the EU"]


@given("the company in Procountor is closed")
def _(scene: Scene) -> None:
    scene.procountor.company.operation_type = "CEASED"


@given("the right was granted in Procountor")
def _(scene: Scene) -> None:
    scene.procountor.grant("all")


@given("the key was revoked before the administrator sent it")
def _(scene: Scene) -> None:
    scene.procountor.revoke(scene.key)
    scene.click_create(scene.records.invoices[-1].number)
    scene.noticed("key_rejected")


@given("the company has no bank account in Procountor")
def _(scene: Scene) -> None:
    scene.procountor.company.accounts = []


@given("the accountant closed the period of 2026-02-28")
def _(scene: Scene) -> None:
    scene.procountor.company.fiscal_years[1] = closed(scene.procountor.company.fiscal_years[1])


@given(parsers.parse('the VAT rate "{rate}" is no longer in use in Procountor'))
def _(scene: Scene, rate: str) -> None:
    company = scene.procountor.company
    company.vat_rates = [one for one in company.vat_rates if one.percent != Decimal(rate)]


@given(parsers.parse('the VAT rate "{rate}" was taken into use in Procountor'))
def _(scene: Scene, rate: str) -> None:
    scene.procountor.company.vat_rates.append(VatRate(percent=Decimal(rate)))


@given("Procountor has a second construction status")
def _(scene: Scene) -> None:
    scene.procountor.company.vat_statuses.append(VatStatus(id=31, description="Construction reverse VAT 24 %"))


@given(parsers.parse('the accountant entered an invoice "{number}" by hand'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.enter_by_hand(number)


@given(parsers.parse('the accountant invalidated invoice "{number}"'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.set_status(number, "INVALIDATED")


@then(parsers.re(r'Procountor has (?P<count>\d+) invoices? numbered "(?P<number>[^"]+)"'), converters={"count": int})
def _(scene: Scene, count: int, number: str) -> None:
    assert len(scene.procountor.invoices(number)) == count


@then(parsers.parse('Procountor shows invoice "{number}" as'))
def _(scene: Scene, number: str, datatable: list[list[str]]) -> None:
    shown = _shown(scene, number)
    assert [shown[column] for column in datatable[0]] == datatable[1]


@then(parsers.parse('invoice "{number}" is {status:w} in Procountor'))
def _(scene: Scene, number: str, status: str) -> None:
    assert _shown(scene, number)["status"] == status


@then(parsers.parse('Procountor will send invoice "{number}" by "{channel}"'))
def _(scene: Scene, number: str, channel: str) -> None:
    assert scene.procountor.invoice(number).document["invoiceChannel"] == CHANNELS[channel]


@then(parsers.parse('Procountor books invoice "{number}" as "{status}" at "{percent}" %'))
def _(scene: Scene, number: str, status: str, percent: str) -> None:
    assert scene.seen == ()
    (row,) = scene.procountor.invoice(number).document["invoiceRows"]
    names = {one.id: one.description for one in scene.procountor.company.vat_statuses}
    assert (names[row["vatStatus"]], Decimal(row["vatPercent"])) == (status, Decimal(percent))


@then("nothing was sent to Procountor")
def _(scene: Scene) -> None:
    assert scene.procountor.received(method="POST", path="/invoices") == 0
    assert scene.procountor.received(method="POST", path="/attachments") == 0


@then("Procountor has received no request")
def _(scene: Scene) -> None:
    assert scene.procountor.received() == 0


def _shown(scene: Scene, number: str) -> dict[str, str]:
    """The invoice as Procountor's list shows it."""
    invoice = scene.procountor.invoice(number)
    document: dict[str, Any] = invoice.document
    return {
        "kind": KINDS[invoice.type],
        "status": invoice.status.lower(),
        "name": document["counterParty"]["counterPartyAddress"]["name"],
        "account": document["paymentInfo"]["bankAccount"]["accountNumber"],
        "due": document["paymentInfo"]["dueDate"],
        "net": f"{Decimal(document['invoiceSumInfo'][-1]['excludingVatTotal']):.2f}",
        "total": f"{invoice.total:.2f}",
    }
