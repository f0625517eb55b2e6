"""Controls of partners and invoices: what a person would do in Procountor itself."""

from dataclasses import fields, replace
from typing import Any

from procountor_sandbox.admin.control import Control, ControlError, Controls
from procountor_sandbox.api.calls.json_body import parse_json
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.state.partners import TYPES, Partner
from procountor_sandbox.validation.words import CHANNELS, STATUSES

PARTNER_FIELDS = tuple(entry.name for entry in fields(Partner) if entry.name not in {"id", "version", "extras"})


def list_invoices(control: Control) -> Any:
    """GET /sandbox/invoices?company=: every invoice in full, with the sizes of its files."""
    company = control.company()
    return [_invoice(company.attachments.get, invoice) for invoice in company.invoices]


def _invoice(file: Any, invoice: Invoice) -> dict[str, Any]:
    files = [file(meta["id"]).document() for meta in invoice.attachments]
    document: dict[str, Any] = parse_json(invoice.encoded())
    return document | {"created": invoice.created, "files": files}


def change_invoice(control: Control) -> Any:
    """PATCH /sandbox/invoices/{company}/{id}: ``status``, as a person approves, sends or invalidates."""
    invoice = control.invoice(control.company())
    status = control.only("status").get("status")
    if status not in STATUSES:
        raise ControlError(f"The status is one of {', '.join(sorted(STATUSES))}.")
    invoice.changed(version=control.world.clock.stamp(), status=status)
    return invoice.basic()


def delete_invoice(control: Control) -> Any:
    """DELETE /sandbox/invoices/{company}/{id}: as if it had never been."""
    company = control.company()
    invoice = control.invoice(company)
    company.invoices.remove(invoice.id)
    return {"id": invoice.id}


def add_partner(control: Control) -> Any:
    """POST /sandbox/partners: ``company``, ``type``, ``name`` and any other field of a partner."""
    body = dict(control.only("company", *PARTNER_FIELDS))
    company = control.company()
    body.pop("company", None)
    _check(body)
    if "type" not in body or not body.get("name"):
        raise ControlError("type and name are needed.")
    partner = Partner(id=company.partners.next_id(), version=control.world.clock.stamp(), **body)
    company.partners.add(partner)
    return {"id": partner.id}


def change_partner(control: Control) -> Any:
    """PATCH /sandbox/partners/{company}/{id}: any field; the version moves."""
    register = control.company().partners
    body = control.only(*PARTNER_FIELDS)
    _check(body)
    present = register.get(control.ids[1])
    if present is None:
        raise ControlError(f"There is no partner {control.ids[1]}.", status=404)
    register.remove(present.id)
    register.add(replace(present, version=control.world.clock.stamp(), **body))
    return {"id": present.id}


def delete_partner(control: Control) -> Any:
    """DELETE /sandbox/partners/{company}/{id}."""
    register = control.company().partners
    if register.get(control.ids[1]) is None:
        raise ControlError(f"There is no partner {control.ids[1]}.", status=404)
    return {"id": register.remove(control.ids[1]).id}


def _check(body: dict[str, Any]) -> None:
    if body.get("type", TYPES[0]) not in TYPES or body.get("channel", "EMAIL") not in CHANNELS:
        raise ControlError(f"type is one of {', '.join(TYPES)}, channel one of {', '.join(sorted(CHANNELS))}.")
    for name, value in body.items():
        wanted = {"active": bool, "term_days": int}.get(name, str)
        if type(value) is not wanted:
            raise ControlError(f"{name} cannot be {value!r}.")


CONTROLS: Controls = {
    ("GET", "/invoices"): list_invoices,
    ("PATCH", "/invoices/#/#"): change_invoice,
    ("DELETE", "/invoices/#/#"): delete_invoice,
    ("POST", "/partners"): add_partner,
    ("PATCH", "/partners/#/#"): change_partner,
    ("DELETE", "/partners/#/#"): delete_partner,
}
