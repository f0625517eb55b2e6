"""PDFs of invoices, handed over."""

from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.errors import NotFound

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute, read_body
from trackifi_accounting_adapters.web.http.kinds import Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.invoices.pdf_inspection import PdfInspector
from trackifi_accounting_adapters.web.invoices.schemas import DocumentOut

PDF: Final = "application/pdf"
PDF_LIMIT: Final = 20 * 1024 * 1024
"""Bytes; what a provider takes may be less, and preview says so."""
_BINARY: Final[dict[str, Any]] = {PDF: {"schema": {"type": "string", "format": "binary"}}}
_IN: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": _BINARY}}
_OUT: Final[dict[str, Any]] = {"description": "The PDF.", "content": _BINARY}


async def pdf_content(request: Request, _: Who) -> bytes:
    """The body of an upload, once it is certain that the caller may upload. Raises: Refusal (413, 415)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != PDF:
        raise Refusal(415, "media_type_not_supported", expected=PDF)
    return await read_body(request, limit=PDF_LIMIT)


async def inspector_of(request: Request) -> PdfInspector:
    """What looks into PDFs."""
    inspector: PdfInspector = request.app.state.pdf_inspector
    return inspector


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    name, of = f"{kind}_invoice_pdf", f"the PDF of a {kind} invoice"
    prefix = f"/companies/{{company}}/{kind}-invoices/{{invoice}}/pdf"
    operations = Operations(prefix, tags=["Hand-over"], built_as=GuardedRoute)
    put = operations.put("", name=f"put_{name}", summary=f"Hand over {of}", responses=WRITE | BODY, openapi_extra=_IN)
    found = READ | {200: _OUT}
    get = operations.get("", name=f"get_{name}", summary=f"Give {of}", responses=found, response_class=Response)
    put(_put)
    get(_get)
    return operations


def _put(
    *,
    company: parameters.Company,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    content: Annotated[bytes, Depends(pdf_content)],
    inspector: Annotated[PdfInspector, Depends(inspector_of)],
    installation: Installation,
) -> DocumentOut:
    """Take a PDF that anybody can open and that does nothing by itself; at most 20 MiB."""
    installation.host().invoice(company, kind, invoice)
    if fault := inspector.fault(content):
        raise Refusal(422, "request_invalid", reasons=[Problem(code=fault.code, facts=fault.facts, field="document")])
    installation.hand_over().document(company, kind, invoice, content)
    return DocumentOut(size=len(content), sha256=digest_of(content))


def _get(
    *, company: parameters.Company, kind: Kind, invoice: parameters.InvoiceKey, installation: Installation
) -> Response:
    """The file as it was handed over."""
    content = installation.host().document(company, kind, invoice)
    if content is None:
        raise NotFound(record="document", id=invoice)
    headers = {"Content-Disposition": f'attachment; filename="{invoice}.pdf"'}
    return Response(content, media_type=PDF, headers=headers)
