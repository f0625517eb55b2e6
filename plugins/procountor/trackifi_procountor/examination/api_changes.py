"""The API document this plugin was made by, as far as it uses it, and what differs in another one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from trackifi_procountor.invoices.form import (
    AccountForm,
    AddressForm,
    CounterPartyForm,
    EInvoiceForm,
    ExtraForm,
    InvoiceForm,
    NamedAddressForm,
    PaymentForm,
    RowForm,
)

EDITION: Final = "26.04"

OPERATIONS: Final = (
    ("POST", "/oauth/token"),
    ("GET", "/status"),
    ("GET", "/sessioninfo"),
    ("GET", "/users/rights"),
    ("GET", "/company"),
    ("GET", "/company/usagesettings"),
    ("GET", "/vats/default"),
    ("GET", "/bankaccounts"),
    ("GET", "/fiscalyears"),
    ("GET", "/currencies/exchangerate"),
    ("GET", "/businesspartners"),
    ("GET", "/businesspartners/{}"),
    ("GET", "/products"),
    ("GET", "/invoices"),
    ("GET", "/invoices/{}"),
    ("POST", "/invoices"),
    ("GET", "/attachments"),
    ("POST", "/attachments"),
)
"""Every operation that is called, however seldom; a test compares it with the calls that are made."""

FORMS: Final[Mapping[str, Any]] = {
    "Invoice": InvoiceForm,
    "InvoiceRow": RowForm,
    "CounterParty": CounterPartyForm,
    "InvoiceCounterpartyAddress": NamedAddressForm,
    "InvoiceBillingAddress": AddressForm,
    "InvoiceDeliveryAddress": AddressForm,
    "PaymentInfo": PaymentForm,
    "ExtraInfo": ExtraForm,
    "BankAccount": AccountForm,
    "EInvoiceAddress": EInvoiceForm,
}
"""The document's schemas of what is sent, and how the plugin knows them."""


def changes(document: object) -> tuple[str, ...]:
    """What an API document says otherwise, in its own names; () when it fits, or when it is no API document at all."""
    if not isinstance(document, dict):
        return ()
    paths, schemas = document.get("paths"), _dict(document.get("components")).get("schemas")
    if not (isinstance(paths, dict) and isinstance(schemas, dict)):
        return ()
    return (*_operations(paths), *(one for name in FORMS for one in _schema(name, schemas.get(name))))


def _operations(paths: Mapping[str, object]) -> Iterator[str]:
    there = {(method.upper(), _plain(path)) for path, item in paths.items() for method in _dict(item)}
    yield from (f"{method} {path} is gone" for method, path in OPERATIONS if (method, path) not in there)


def _plain(path: str) -> str:
    return "/".join("{}" if part.startswith("{") else part for part in path.split("/"))


def _schema(name: str, found: object) -> Iterator[str]:
    schema, form = _dict(found), FORMS[name]
    fields, required = _dict(schema.get("properties")), schema.get("required")
    if not fields:
        yield f"{name} is gone"
        return
    yield from (f"{name}.{field} is gone" for field in sorted(form.__annotations__) if field not in fields)
    needed = {one for one in required if isinstance(one, str)} if isinstance(required, list) else set()
    yield from (f"{name}.{field} is required" for field in sorted(needed - form.__required_keys__))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
