"""PDFs come in, if anybody can open them and they do nothing by themselves."""

import io
import zlib
from collections.abc import Callable, Iterator

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject
from trackifi_accounting_adapters.web.invoices.pdf_inspection import PdfInspector

from tests.web.api.installation import BASE, Installation, invoice_body, party_body, pdf

pytestmark = pytest.mark.tricky

PDF_PATH = f"{BASE}/customer-invoices/i-1/pdf"


@pytest.fixture
def invoiced(installation: Installation) -> Installation:
    installation.host.put(f"{BASE}/customers/p-1", party_body())
    installation.host.put(f"{BASE}/customer-invoices/i-1", invoice_body())
    return installation


@pytest.fixture(scope="module")
def inspector() -> Iterator[PdfInspector]:
    made = PdfInspector()
    yield made
    made.close()


def written(change: Callable[[PdfWriter], object]) -> bytes:
    """A PDF with something added."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def padded(*, to: int) -> bytes:
    """A PDF of so many bytes, with a comment where readers pass over it."""
    content = pdf()
    return content.replace(b"startxref", b"%" + b" " * (to - len(content) - 2) + b"\nstartxref")


def action(kind: str, **parts: str) -> DictionaryObject:
    made = {NameObject(f"/{name}"): TextStringObject(value) for name, value in parts.items()}
    return DictionaryObject({NameObject("/S"): NameObject(f"/{kind}"), **made})


def on_opening(kind: str, **parts: str) -> Callable[[PdfWriter], object]:
    def change(writer: PdfWriter) -> None:
        # As an object of its own, behind a reference: not seen by looking at the catalogue alone.
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action(kind, **parts))

    return change


def behind_a_link(kind: str) -> Callable[[PdfWriter], object]:
    def change(writer: PdfWriter) -> None:
        link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action(kind)})
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    return change


def carrying(*names: str, action: str | None = None) -> Callable[[PdfWriter], object]:
    """Files of XML inside, as hybrid invoices have them."""

    def change(writer: PdfWriter) -> None:
        for name in names:
            writer.add_attachment(name, b"\xef\xbb\xbf<?xml version='1.0'?>\n<Invoice/>")
        if action:
            on_opening(action)(writer)

    return change


def test_the_pdf_comes_back_byte_for_byte(invoiced: Installation) -> None:
    content = pdf()

    taken = invoiced.host.put_pdf(PDF_PATH, content)
    given = invoiced.manager.get(PDF_PATH).response

    assert (taken.status, taken["size"]) == (200, len(content))
    assert given.content == content
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"] == 'attachment; filename="i-1.pdf"'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_not_pdf"),
        (b"<html>not a PDF</html>", "document_not_pdf"),
        (b"%PDF-1.7\n", "document_not_pdf"),
        (pdf()[:500], "document_not_pdf"),
        (b"%PDF-1.7\n" + b"\x00" * 4096 + b"%%EOF", "document_not_pdf"),
        (written(lambda writer: writer.encrypt("secret")), "document_encrypted"),
        (written(on_opening("JavaScript", JS="app.alert('CANARY')")), "document_active"),
        (written(lambda writer: writer.add_attachment("more.exe", b"MZ")), "document_active"),
        (written(lambda writer: writer.add_attachment("factur-x.xml", b"MZ")), "document_active"),
        (written(lambda writer: writer.add_attachment("factur-x.xml.exe", b"<a/>")), "document_active"),
        (written(carrying("factur-x.xml", "more.pdf")), "document_active"),
        (written(carrying("factur-x.xml", action="Launch")), "document_active"),
        (written(lambda writer: (carrying("more.exe")(writer), writer.encrypt("", "owner"))), "document_active"),
        (written(on_opening("Launch", F="calc.exe")), "document_active"),
        (written(on_opening("JavaScript", JS="app.alert(1)")), "document_active"),
        (written(behind_a_link("SubmitForm")), "document_active"),
        (written(behind_a_link("GoToR")), "document_active"),
    ],
)
def test_a_file_that_may_do_harm_is_refused(invoiced: Installation, content: bytes, code: str) -> None:
    refused = invoiced.host.put_pdf(PDF_PATH, content)

    assert refused.status == 422
    assert [(one["code"], one["field"]) for one in refused["reasons"]] == [(code, "document")]
    assert "CANARY" not in refused.response.text
    assert invoiced.manager.get(PDF_PATH).status == 404


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_file_that_opens_without_a_password_is_taken_whatever_its_owner_forbids(
    invoiced: Installation, algorithm: str
) -> None:
    content = written(lambda writer: writer.encrypt("", "owner", algorithm=algorithm, permissions_flag=0))

    taken = invoiced.host.put_pdf(PDF_PATH, content)

    assert taken.status == 200
    assert invoiced.manager.get(PDF_PATH).response.content == content


@pytest.mark.parametrize(
    "name",
    [
        "factur-x.xml",
        "zugferd-invoice.xml",
        "ZUGFeRD-invoice.xml",
        "xrechnung.xml",
        "Finvoice.xml",
        "finvoice-3.0_17.xml",
    ],
)
def test_a_hybrid_invoice_is_taken(inspector: PdfInspector, name: str) -> None:
    assert inspector.fault(written(carrying(name))) is None


def test_a_hybrid_invoice_as_pdf_a_3_has_it_is_taken(inspector: PdfInspector) -> None:
    def change(writer: PdfWriter) -> None:
        file = writer.add_attachment("factur-x.xml", b"<rsm:CrossIndustryInvoice/>")
        writer.root_object[NameObject("/AF")] = ArrayObject([file.pdf_object])

    assert inspector.fault(written(change)) is None


def test_a_link_to_a_web_page_does_no_harm(inspector: PdfInspector) -> None:
    assert inspector.fault(written(behind_a_link("URI"))) is None


def test_a_file_without_pages_is_refused(inspector: PdfInspector) -> None:
    empty = io.BytesIO()
    PdfWriter().write(empty)

    fault = inspector.fault(empty.getvalue())

    assert fault is not None
    assert fault.code == "document_not_pdf"


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read() -> None:
    hasty = PdfInspector(patience=0.001)  # not even enough to start
    fault = hasty.fault(pdf())
    hasty._patience = 30
    next_one = hasty.fault(pdf())
    hasty.close()

    assert fault is not None
    assert fault.code == "document_not_pdf"
    assert next_one is None


def test_a_file_that_unpacks_without_end_is_refused(inspector: PdfInspector) -> None:
    packed = zlib.compress(b"0 " * 100_000_000, 9)
    head = b"%PDF-1.5\n"
    stream = (
        b"1 0 obj\n<< /Type /XRef /Size 3 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n"
        % (len(packed), packed)
    )
    bomb = head + stream + b"startxref\n%d\n%%%%EOF" % len(head)

    fault = inspector.fault(bomb)

    assert fault is not None
    assert inspector.fault(pdf()) is None


def test_a_file_of_twenty_megabytes_is_taken_and_one_byte_more_is_not(invoiced: Installation) -> None:
    limit = 20 * 1024 * 1024

    taken = invoiced.host.put_pdf(PDF_PATH, padded(to=limit))
    refused = invoiced.host.put_pdf(PDF_PATH, padded(to=limit + 1))

    assert refused.status == 413
    assert (taken.status, taken.json) == (200, {"size": limit, "sha256": taken["sha256"]})


def test_a_file_that_says_it_is_something_else_is_refused(invoiced: Installation) -> None:
    refused = invoiced.host("PUT", PDF_PATH, content=pdf(), headers={"Content-Type": "text/plain"})

    assert (refused.status, refused["code"]) == (415, "media_type_not_supported")


def test_a_pdf_needs_its_invoice(invoiced: Installation) -> None:
    assert invoiced.host.put_pdf(f"{BASE}/customer-invoices/none/pdf", pdf()).status == 404


def test_a_pdf_larger_than_the_provider_takes_is_told_by_preview(installation: Installation) -> None:
    address = installation.sendable()
    installation.host.put_pdf(PDF_PATH, padded(to=1_000_001))

    refused = installation.manager.post(f"{address}/preview")

    assert (refused.status, [one["code"] for one in refused["reasons"]]) == (422, ["document_too_large"])
