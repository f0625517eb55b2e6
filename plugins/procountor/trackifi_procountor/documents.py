"""Invoice PDFs at Procountor: added to an invoice, and read back by name."""

from typing import Final

from pydantic import TypeAdapter
from trackifi_accounting.domain.activation.access import FIND
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document, pdf_fault
from trackifi_accounting.errors import (
    DocumentRejected,
    PermissionMissing,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
)
from trackifi_accounting.ports.documents import DocumentStorage
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes.enumerations import TYPES
from trackifi_procountor.errors import translate
from trackifi_procountor.http.messages import Answer, Call
from trackifi_procountor.http.multipart import upload
from trackifi_procountor.http.strict_json import Json
from trackifi_procountor.invoices.form_meta import meta_shape_faults
from trackifi_procountor.invoices.form_rules import meta_faults
from trackifi_procountor.invoices.remote_invoices import INVOICE, AttachmentAnswer, the_asked
from trackifi_procountor.session.api import Api, parsed, reading

LIMIT: Final = 10_000_000
"""Bytes of one file (Procountor API 26.04, POST /attachments): decimal megabytes."""

KEPT: Final = 300.0  # seconds

_KEPT: Final = TypeAdapter(AttachmentAnswer)


class ProcountorDocuments(DocumentStorage):
    """A company's attachments at Procountor, through one connection; see the port for each method's promise."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def available(self) -> bool | None:
        """Ask for one attachment: the search is the only call documented to need the Documents feature."""
        try:
            answer = self._api.look("/attachments", ("size", "1"), priority=Priority.IMPORT)
        except (ProviderUnavailable, RateLimited, UnexpectedAnswer):
            return None
        if answer.barred:
            return None
        if answer.status == translate.OK:
            return True
        # How the refusal looks while the feature is off is not documented.
        return False if answer.status in {translate.BAD_REQUEST, translate.FORBIDDEN, translate.NOT_FOUND} else None

    def attach(self, document: Document, *, to: RemoteInvoice, fence: Fence) -> None:
        """Add it to the books only: the customer is not sent the PDF, whose number and reference differ."""
        fault = pdf_fault(document.content, limit=LIMIT)
        if fault is not None:
            raise DocumentRejected(fault, size=len(document.content), limit=LIMIT)
        if not self._known_available():
            raise translate.of_documents_off()
        call = _upload_call(document, to)
        answer = self._api.call(call, Priority.DOCUMENT, fence)
        if answer.status == translate.OK:
            return _confirm(answer, call, document, to)
        # The refusal may rest on what the cache does not know yet: the next try reads anew.
        self._api.session.cache.clear()
        error = translate.of_new_attachment(answer, size=len(document.content), limit=LIMIT, number=to.own_number)
        if isinstance(error, PermissionMissing) and self.available() is False:
            raise translate.of_documents_off() from error
        raise error

    def attached(self, to: RemoteInvoice) -> tuple[str, ...]:
        """Read the invoice itself: unlike the search, that works without the Documents feature."""
        path = f"/invoices/{to.id}"
        answer = self._api.look(path, priority=Priority.CHECK)
        if answer.status == translate.NOT_FOUND and "json" in answer.content_type:
            raise translate.of_removed(to.own_number)
        if answer.status != translate.OK:
            raise translate.of_read(answer, needs=FIND[to.kind])
        invoice = the_asked(parsed(INVOICE, answer, reading(path)), {int(to.id)}, path)
        return tuple(one.name for one in invoice.attachments or () if one.name)

    def _known_available(self) -> bool:
        """Whether the feature was on lately; an answer of off is never taken from memory."""
        cache = self._api.session.cache
        available = cache.get("documents", self.available, clock=self._api.clock, seconds=KEPT)
        if not available:
            cache.drop("documents")
        return available is not False


def _confirm(answer: Answer, call: Call, document: Document, to: RemoteInvoice) -> None:
    """Raises: OutcomeUnknown for an answer to something else, such as one that was left over on the connection."""
    kept = parsed(_KEPT, answer, call)
    if (kept.name, kept.reference_id) != (document.name, int(to.id)):
        raise translate.of_unreadable(call, "another file than was sent")


def _upload_call(document: Document, to: RemoteInvoice) -> Call:
    meta: dict[str, Json] = {
        "name": document.name,
        "referenceType": "INVOICE",
        "referenceId": int(to.id),
        "sendWithInvoice": False,
    }
    faults = meta_shape_faults(meta) or meta_faults(meta, invoice_type=TYPES[to.kind], size=len(document.content))
    if faults:
        raise DocumentRejected("procountor_form_broken", place=faults[0])
    content_type, body = upload(meta, name=document.name, content=document.content)
    return Call(method="POST", path="/attachments", content_type=content_type, body=body)
