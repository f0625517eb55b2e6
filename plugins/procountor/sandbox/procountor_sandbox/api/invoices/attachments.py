"""Files of invoices: adding, searching, reading."""

import mimetypes
import secrets
from typing import Any

from procountor_sandbox.api.calls.call import Call, Routes, answer_json, answer_page
from procountor_sandbox.api.calls.json_body import parse_json
from procountor_sandbox.api.calls.multipart import Part, mixed_body, parts_of
from procountor_sandbox.api.invoices.rights import may_create, may_see
from procountor_sandbox.serving.answer import JSON, Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import RefusedError, blank, invalid, no_rights, not_found
from procountor_sandbox.state.attachments import Attachment
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.validation import words
from procountor_sandbox.validation.shapes import Choice, Flag, Number, Record, Text

LARGEST_FILE = 10_000_000
"""Bytes, decimal (Procountor API 26.04, POST /attachments)."""
SENT_WITH = frozenset({"SALES_INVOICE", "SALES_ORDER", "PURCHASE_ORDER"})
META = Record(
    fields={
        "name": Text(shortest=1),
        "referenceType": Choice(words.REFERENCE_OBJECTS),
        "referenceId": Number(whole=True),
        "mimeType": Text(),
        "sendWithInvoice": Flag(),
    },
    required=("name", "referenceType", "referenceId", "sendWithInvoice"),
)


def add_attachment(call: Call) -> Answer:
    """POST /attachments; a repeat makes a second file, nothing is compared."""
    settings, switches = call.company.settings, call.world.switches
    if not settings.documents and switches.documents_off_refuses_upload:
        raise RefusedError(403, ("", "Documents are not in use in this environment."))
    meta, file = _form(call)
    invoice = _invoice(call, meta)
    if not may_create(call.user.rights, invoice.type):
        raise no_rights()
    if meta["sendWithInvoice"] and invoice.type not in SENT_WITH:
        raise RefusedError(400, invalid("sendWithInvoice", "only for sales invoices, sales orders and purchase orders"))
    attachment = _kept(call, meta, file)
    invoice.attachments.append(attachment.meta())
    invoice.changed(version=attachment.attached)
    return answer_json(attachment.meta())


def _kept(call: Call, meta: dict[str, Any], file: Part) -> Attachment:
    cache = call.company.attachments
    attachment = Attachment(
        id=cache.next_id,
        name=meta["name"],
        reference_type=meta["referenceType"],
        reference_id=meta["referenceId"],
        mime_type=mimetypes.guess_type(meta["name"])[0] or "application/octet-stream",
        send_with_invoice=meta["sendWithInvoice"],
        username=call.user.username,
        attached=call.world.clock.stamp(),
        content=file.body,
    )
    cache.add(attachment)
    return attachment


def _form(call: Call) -> tuple[dict[str, Any], Part]:
    media_type, parameters = call.request.media_type()
    if media_type != "multipart/form-data":
        raise RefusedError(400, ("", "Content type multipart/form-data is expected."))
    parts = parts_of(call.request.body, parameters)
    missing = [blank(name) for name in ("meta", "file") if name not in parts]
    if missing:
        raise RefusedError(400, *missing)
    if parts["meta"].content_type != JSON:
        raise RefusedError(400, invalid("meta", f"the part must have the content type {JSON}"))
    meta = parse_json(parts["meta"].body)
    if isinstance(meta, dict) and not call.world.switches.send_with_invoice_needed:
        meta.setdefault("sendWithInvoice", False)
    if issues := list(META.issues(meta, "")):
        raise RefusedError(400, *issues)
    if len(parts["file"].body) > LARGEST_FILE:
        raise RefusedError(400, invalid("file", f"the file is larger than {LARGEST_FILE} bytes"))
    return meta, parts["file"]


def _invoice(call: Call, meta: dict[str, Any]) -> Invoice:
    """Only files of invoices are kept here; the registers' own files are outside the sandbox."""
    if meta["referenceType"] != "INVOICE":
        raise RefusedError(400, invalid("referenceType", "the sandbox keeps files of invoices only"))
    invoice = call.company.invoices.get(meta["referenceId"])
    if invoice is None:
        status = call.world.switches.attachment_unknown_reference
        raise RefusedError(status, invalid("referenceId", "no such invoice"))
    return invoice


def search_attachments(call: Call) -> Answer:
    """GET /attachments; needs the Documents feature."""
    if not call.company.settings.documents:
        status = call.world.switches.documents_off_status
        raise RefusedError(status, ("", "Documents are not in use in this environment."))
    window = call.query.window(default_order="ASC")
    found = {attachment.id: attachment for attachment in _found(call)}
    ordered = _ordered(call, found)
    if ordered is None:
        chosen = [found[number] for number in window.of(sorted(found))]
    else:
        chosen = ordered[window.page * window.size :][: window.size]
    items = [json_bytes(attachment.document()) for attachment in chosen]
    return answer_page(call, items, window=window, total=len(found))


def _ordered(call: Call, found: dict[int, Attachment]) -> list[Attachment] | None:
    for name, key in _ORDERS.items():
        if order := call.query.choice(name, ("ASC", "DESC")):
            return sorted(found.values(), key=key, reverse=order == "DESC")
    return None


_ORDERS: dict[str, Any] = {
    "orderByCreatedDate": lambda attachment: attachment.attached,
    "orderByName": lambda attachment: attachment.name,
    "orderBySize": lambda attachment: len(attachment.content),
}


def _found(call: Call) -> list[Attachment]:
    query, book = call.query, call.company.invoices
    name, username = query.text("name").casefold(), call.request.headers.get("username", "")
    start, end = query.day("createdStartDate"), query.day("createdEndDate")
    least, most, reference = query.whole("minSize"), query.whole("maxSize"), query.whole("referenceId")
    types = query.choices("type", words.ATTACHMENT_TYPES)
    return [
        entry
        for entry in call.company.attachments
        if name in entry.name.casefold()
        and username in {"", entry.username}
        and start <= entry.attached[:10]
        and (not end or entry.attached[:10] <= end)
        and (least is None or least <= len(entry.content))
        and (most is None or len(entry.content) <= most)
        and reference in {None, entry.reference_id}
        and (invoice := book.get(entry.reference_id))
        and (not types or invoice.type in types)
        and may_see(call.user, invoice)
    ]


def read_attachment(call: Call) -> Answer:
    """GET /attachments/{id}: two parts, the JSON and the file."""
    number = int(call.id) if call.id.isascii() and call.id.isdigit() and len(call.id) < 11 else 0  # noqa: PLR2004 - 32 bits
    attachment = call.company.attachments.get(number)
    invoice = call.company.invoices.get(attachment.reference_id) if attachment else None
    if attachment is None or invoice is None or not may_see(call.user, invoice):
        raise not_found("Attachment not found.")
    boundary = f"sandbox-{secrets.token_hex(12)}"
    meta = json_bytes(attachment.meta())
    body = mixed_body(boundary, meta, attachment.content, attachment.mime_type, attachment.name)
    return Answer(body=body, content_type=f'multipart/mixed; boundary="{boundary}"')


ROUTES: Routes = {
    ("POST", "/attachments"): add_attachment,
    ("GET", "/attachments"): search_attachments,
    ("GET", "/attachments/{id}"): read_attachment,
}
