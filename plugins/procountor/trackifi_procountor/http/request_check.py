"""The second lock, written without a look at the egress table: it judges a request as it stands on the wire."""

import re
from typing import Final
from urllib.parse import parse_qsl

from trackifi_procountor.http.messages import Call

READ: Final = frozenset(
    {
        "/sessioninfo", "/status", "/openapi.json", "/users/rights", "/company", "/company/usagesettings",
        "/vats/default", "/bankaccounts", "/fiscalyears", "/attachments", "/businesspartners", "/products", "/invoices",
    }
)  # fmt: skip
"""What may be read; of two registers single records, too."""

EXCHANGE_RATE: Final = "/currencies/exchangerate"
RATE_ASKED: Final = ["baseCurrency", "currency", "day", "rateType"]
READ_BY_ID: Final = ("/businesspartners/", "/invoices/")
NARROWED: Final = {
    "/businesspartners": ("type", {"CUSTOMER", "SUPPLIER"}),
    "/invoices": ("types", {"SALES_INVOICE", "PURCHASE_INVOICE"}),
    "/attachments": ("size", {"1"}),
}
"""Searches that would tell of private persons, pay slips or other people's files unless they are narrowed to these."""

PAGED: Final = frozenset({"size", "previousId", "orderById", "versionStartDate", "active", "originalInvoiceNumber"})
LARGEST: Final = 10_100_000
"""Bytes of any request; the provider takes files of ten million."""

LARGEST_INVOICE: Final = 2_000_000

_PLAIN: Final = re.compile("[A-Z]{3}|[0-9-]{10}|[A-Z_]{20,40}")
_DIGITS: Final = frozenset("0123456789,")
_DECIDED_THERE: Final = re.compile(rb'"(id|status|version|invoiceApprovalInformation)"\s*:')
_KIND: Final = re.compile(rb'"type"\s*:\s*"(SALES|PURCHASE)_INVOICE"')
_NAMES: Final = re.compile(rb'"(\w+)"\s*:')
_FILE_NAMES: Final = frozenset({b"name", b"referenceType", b"referenceId", b"sendWithInvoice"})
_TOKEN_NAMES: Final = frozenset({"grant_type", "client_id", "client_secret", "api_key"})


def may_leave(call: Call) -> bool:
    """Whether the request only reads what is needed, or adds an invoice, a file of one, or a token."""
    names = [name for name, _ in call.query]
    if len(names) != len(set(names)) or len(call.body) > LARGEST:
        return False
    if call.method == "GET":
        return not call.body and _reads(call)
    return call.method == "POST" and not call.query and _adds(call)


def _reads(call: Call) -> bool:
    for register in READ_BY_ID:
        ids = call.path.removeprefix(register)
        if ids != call.path:
            return not call.query and 0 < len(ids.split(",")) <= 200 and set(ids) <= _DIGITS  # noqa: PLR2004  # batch
    if call.path == EXCHANGE_RATE:
        return [name for name, _ in call.query] == RATE_ASKED and all(
            _PLAIN.fullmatch(value) for _, value in call.query
        )
    if call.path not in READ:
        return False
    name, values = NARROWED.get(call.path, ("", set()))
    given = dict(call.query)
    return set(given) <= PAGED | {name} and (not name or given.get(name) in values)


def _adds(call: Call) -> bool:
    kind, body = call.content_type or "", call.body
    if call.path == "/oauth/token":
        return kind.endswith("urlencoded") and {name for name, _ in parse_qsl(body.decode("ascii"))} == _TOKEN_NAMES
    if call.path == "/invoices":
        return (
            kind == "application/json"
            and len(body) <= LARGEST_INVOICE
            and _KIND.search(body) is not None
            and _DECIDED_THERE.search(body) is None
        )
    if call.path == "/attachments":
        # The part that tells what the file belongs to comes first, and is short.
        told = body[:4096].partition(b"%PDF-")[0]
        about_invoice = re.search(rb'"referenceType"\s*:\s*"INVOICE"', told) is not None
        return kind.startswith("multipart/form-data;") and about_invoice and set(_NAMES.findall(told)) == _FILE_NAMES
    return False
