"""What the people at Procountor enter, and what is found there."""

from decimal import Decimal
from typing import Any

from pytest_bdd import given, parsers, then, when

from tests.steps.scene import Scene

KINDS = {"SALES_INVOICE": "sales invoice", "PURCHASE_INVOICE": "purchase invoice"}
CHANNELS = {"e-mail": "EMAIL", "post": "MAIL", "e-invoice": "ELECTRONIC_INVOICE", "nothing": "NO_SENDING"}


@given(parsers.parse('the accountant entered an invoice "{number}" by hand'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.enter_by_hand(number)


@given(parsers.parse('the accountant invalidated invoice "{number}"'))
@when(parsers.parse('the accountant invalidates invoice "{number}"'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.set_status(number, "INVALIDATED")


@given(parsers.parse('invoice "{number}" was found invalidated after its answer had been lost'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.go_down(after=1, method="POST", path="/invoices")
    scene.procountor.strike("drop-after-commit", method="POST", path="/invoices")
    scene.click_create(number)
    scene.procountor.recover()
    scene.procountor.set_status(number, "INVALIDATED")
    scene.driver.wait(2)


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
