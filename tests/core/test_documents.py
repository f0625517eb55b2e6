"""PDFs: what can be sent, and under which name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trackifi_accounting.domain.invoices.documents import digest_of, invoice_document, pdf_fault
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.testing.examples.records import PDF

LIMIT = 10_000
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*\.[0-9a-f]{10}\.pdf")


def padded(size: int) -> bytes:
    """A PDF of exactly this size."""
    return PDF[:9] + b" " * (size - len(PDF)) + PDF[9:]


@pytest.mark.parametrize(("size", "expected"), [(LIMIT - 1, None), (LIMIT, None), (LIMIT + 1, "document_too_large")])
def test_the_limit_is_the_last_size_that_passes(size, expected):
    assert len(padded(size)) == size
    assert pdf_fault(padded(size), limit=LIMIT) == expected


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-", b"%%EOF", b"<html>%PDF-1.7 %%EOF", b"PK\x03\x04%%EOF", PDF[:-6], PDF + b"\n" * 1100, b" " + PDF],
)
def test_what_is_not_a_whole_pdf_is_refused(content):
    assert pdf_fault(content, limit=LIMIT) == "document_not_pdf"


@given(st.text(max_size=300))
def test_every_number_gives_a_safe_file_name(number):
    assert SAFE_NAME.fullmatch(invoice_document(InvoiceNumber(number), PDF).name)


@given(st.binary(max_size=64), st.binary(max_size=64))
def test_two_contents_never_share_a_name(one, other):
    names = {invoice_document(InvoiceNumber("2026-1"), content).name for content in (one, other)}
    assert (len(names) == 1) == (one == other)


def test_a_document_is_known_by_the_digest_of_its_bytes():
    document = invoice_document(InvoiceNumber("2026/1"), PDF)
    assert document.digest == digest_of(PDF)
    assert document.name == f"2026-1.{digest_of(PDF)[:10]}.pdf"
