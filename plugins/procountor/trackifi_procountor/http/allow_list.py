"""The reviewed list of calls that may leave for Procountor; every other call stops here.

Whoever edits the table decides what Trackifi is able to do in its customers' books: two additions (an invoice, an
attachment), and reading. Nothing that exists there can be changed, approved, sent on, paid or deleted.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from trackifi_procountor.http.messages import Call, CallRefused

ID: Final = r"[1-9]\d{0,18}"
IDS: Final = rf"{ID}(,{ID}){{0,199}}"
DAY: Final = r"\d{4}-\d\d-\d\d"
TIME: Final = rf"{DAY}T\d\d:\d\d:\d\d"
PAGING: Final = {"previousId": rf"0|{ID}", "orderById": "ASC", "size": r"[1-9]\d?|1\d\d|200"}
FORM: Final = "application/x-www-form-urlencoded"
JSON: Final = "application/json"
_NEVER: Final = "(?!)"
MULTIPART: Final = r"multipart/form-data; boundary=[0-9a-f]{32,64}"


def _whole(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.ASCII | re.DOTALL) is not None


def _no_body(body: bytes) -> bool:
    return not body


def _token_request(body: bytes) -> bool:
    names = [pair.partition(b"=")[0] for pair in body.split(b"&")]
    return sorted(names) == [b"api_key", b"client_id", b"client_secret", b"grant_type"]


def _new_invoice(body: bytes) -> bool:
    try:
        invoice = json.loads(body)
    except ValueError:
        return False
    known = isinstance(invoice, dict) and invoice.get("type") in ("SALES_INVOICE", "PURCHASE_INVOICE")
    return known and not {"id", "status", "version", "invoiceApprovalInformation"} & invoice.keys()


def _invoice_attachment(body: bytes) -> bool:
    found = re.search(rb"\r\n\r\n(\{[^\r\n]*\})\r\n", body[:4096])
    try:
        meta = json.loads(found[1]) if found else {}
    except ValueError:
        return False
    return meta.get("referenceType") == "INVOICE" and set(meta) == {
        "name", "referenceType", "referenceId", "sendWithInvoice"
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of call. ``query`` maps the allowed keys to what their values match; ``limit`` is in bytes."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    content_type: str = ""
    limit: int = 0
    body: Callable[[bytes], bool] = _no_body

    def allows(self, call: Call) -> bool:
        """Whether the call is of this kind, to the last key."""
        names = [name for name, _ in call.query]
        return (
            self.method == call.method
            and _whole(self.path, call.path)
            and len(set(names)) == len(names)
            and self.required <= set(names)
            and all(_whole(self.query.get(name, _NEVER), value) for name, value in call.query)
            and _whole(self.content_type, call.content_type or "")
            and len(call.body) <= self.limit
            and self.body(call.body)
        )


def _read(path: str, *required: str, **query: str) -> Rule:
    return Rule(method="GET", path=path, query=MappingProxyType(query), required=frozenset(required))


# Source of paths, keys and limits: Procountor API 26.04. GET /fiscalyears tells which periods are open.
TABLE: Final[tuple[Rule, ...]] = (
    Rule(method="POST", path="/oauth/token", content_type=FORM, limit=8_192, body=_token_request),
    _read("/sessioninfo"),
    _read("/status"),
    # The API's description of itself, the same for everybody: it has no company's data, and tells what changed.
    _read("/openapi.json"),
    _read("/users/rights"),
    _read("/company"),
    _read("/company/usagesettings"),
    _read("/vats/default"),
    _read("/bankaccounts", "size", size="200"),
    _read("/fiscalyears"),
    _read(
        "/currencies/exchangerate", "baseCurrency", "currency", "day", "rateType",
        baseCurrency="[A-Z]{3}", currency="[A-Z]{3}", day=DAY, rateType="PROCOUNTOR_ACCOUNTING_EXCHANGE_RATE",
    ),
    _read("/attachments", "size", size="1"),
    _read("/businesspartners", "type", type="CUSTOMER|SUPPLIER", active="true|false", versionStartDate=TIME, **PAGING),
    _read(f"/businesspartners/{IDS}"),
    _read("/products", versionStartDate=TIME, **PAGING),
    _read(
        "/invoices", "types", types="SALES_INVOICE|PURCHASE_INVOICE", originalInvoiceNumber=".{1,40}",
        versionStartDate=TIME, **PAGING,
    ),
    _read(f"/invoices/{IDS}"),
    Rule(method="POST", path="/invoices", content_type=JSON, limit=2_000_000, body=_new_invoice),
    Rule(method="POST", path="/attachments", content_type=MULTIPART, limit=10_010_000, body=_invoice_attachment),
)  # fmt: skip


def check(call: Call) -> None:
    """Let the call pass.

    Raises:
        Refused: the table has no rule for it.
    """
    if not any(rule.allows(call) for rule in TABLE):
        raise CallRefused(f"{call.method} {call.path}")


def digest() -> str:
    """Twelve hexadecimal digits that change with the table, to be shown in diagnostics."""
    shown = [
        (r.method, r.path, sorted(r.query.items()), sorted(r.required), r.content_type, r.limit, r.body.__name__)
        for r in TABLE
    ]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:12]
