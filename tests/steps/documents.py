"""PDFs: the Documents feature, the files themselves, and their way to Procountor."""

from pytest_bdd import given, parsers, then, when
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps.records import pdf_of
from tests.steps.scene import Scene

LIMIT = 10_000_000  # bytes, as the guide to the attachments says
END = b"\n%%EOF\n"
FILES = {
    "a picture": b"\x89PNG\r\n\x1a\n a specimen picture",
    "cut off in the middle": b"%PDF-1.7\n% a specimen that en",
}


@given(parsers.parse("the Documents feature is {state:w} in Procountor"))
def _(scene: Scene, state: str) -> None:
    scene.procountor.switch(on={"on": True, "off": False}[state])


@given(parsers.parse('an invoice "{number}" whose PDF waits for the Documents feature'))
def _(scene: Scene, number: str) -> None:
    scene.procountor.switch(on=False)
    scene.activate()
    scene.link("Mallivaara Media Oy")
    scene.records.invoice(number, PartyKind.CUSTOMER, "Mallivaara Media Oy")
    scene.click_create(number)
    assert scene.procountor.files(number) == []


@given(parsers.parse("its PDF is {file}"))
def _(scene: Scene, file: str) -> None:
    invoice = scene.records.invoices[-1]
    assert scene.driver.keep_invoice(invoice, FILES.get(file) or _large(file)) == ()


@given(parsers.parse('a finalized invoice "{number}" without a PDF for the customer "{name}"'))
def _(scene: Scene, number: str, name: str) -> None:
    scene.records.invoice(number, PartyKind.CUSTOMER, name, pdf=False)


@given("Procountor refused its PDF when the administrator sent it")
def _(scene: Scene) -> None:
    scene.procountor.refuse_pdf()
    number = scene.records.invoices[-1].number
    scene.click_create(number)
    assert scene.procountor.files(number) == []


@when(parsers.parse('the administrator retries the PDF of "{number}"'))
def _(scene: Scene, number: str) -> None:
    invoice = scene.records.of(number)
    scene.seen = scene.driver.retry_pdf(invoice.kind, invoice.id)


@then(parsers.parse('the PDF of invoice "{number}" in Procountor is the one made in Trackifi'))
def _(scene: Scene, number: str) -> None:
    assert scene.procountor.files(number) == [pdf_of(number)]


@then(parsers.parse('Procountor has {count:d} PDF on invoice "{number}"'))
def _(scene: Scene, count: int, number: str) -> None:
    assert len(scene.procountor.files(number)) == count


@then(parsers.parse('Procountor has 1 invoice numbered "{number}" and its PDF'))
def _(scene: Scene, number: str) -> None:
    assert len(scene.procountor.invoices(number)) == 1
    assert scene.procountor.files(number) == [pdf_of(number)]


@then(parsers.parse('Procountor has each of "{first}", "{second}" and "{third}" once, with its PDF'))
def _(scene: Scene, first: str, second: str, third: str) -> None:
    numbers = (first, second, third)
    assert [len(scene.procountor.invoices(number)) for number in numbers] == [1, 1, 1]
    assert [scene.procountor.files(number) for number in numbers] == [[pdf_of(number)] for number in numbers]


def _large(words: str) -> bytes:
    size = LIMIT + 1 if words.startswith("larger") else LIMIT
    head = b"%PDF-1.7\n%"
    return head + b"x" * (size - len(head) - len(END)) + END
