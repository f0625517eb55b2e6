"""Invoice PDFs: frozen bytes, known by their content."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from trackifi_accounting.domain.values.references import Digest, InvoiceNumber

PDF_HEADER = b"%PDF-"
PDF_END = b"%%EOF"
_END_ZONE = 1024  # bytes: ISO 32000 lets readers look for the end marker in the last 1024 bytes
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")


def digest_of(content: bytes) -> Digest:
    """SHA-256 of the bytes."""
    return Digest(hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An invoice's PDF. ``name`` is the name the provider will show."""

    name: str
    content: bytes
    digest: Digest


def invoice_document(number: InvoiceNumber, content: bytes) -> Document:
    """Name the PDF after the invoice and its content, so that the provider's list tells whether it is already there."""
    digest = digest_of(content)
    stem = _UNSAFE.sub("-", number).strip("-") or "invoice"
    return Document(name=f"{stem}.{digest[:10]}.pdf", content=content, digest=digest)


def copies_of(name: str, among: Iterable[str]) -> tuple[str, ...]:
    """The files among these names whose content is that of the PDF of this name, whatever else they are called."""
    mark = name.rsplit(".", 2)[-2:-1]
    return tuple(one for one in among if one == name or (mark and f".{mark[0]}." in one))


def pdf_fault(content: bytes, *, limit: int) -> str | None:
    """Problem code of a PDF that can't be sent, or None. ``limit`` is the provider's, in bytes."""
    if not content.startswith(PDF_HEADER) or PDF_END not in content[-_END_ZONE:]:
        return "document_not_pdf"
    return "document_too_large" if len(content) > limit else None
