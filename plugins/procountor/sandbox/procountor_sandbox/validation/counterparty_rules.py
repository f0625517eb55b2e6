"""Rules of the other party: addresses, e-mail, identifiers, and what each invoice channel demands."""

import re
from collections.abc import Iterator

from procountor_sandbox.serving.refusals import Issue, blank, invalid
from procountor_sandbox.validation.draft import Draft

MOST_COPIES = 4
LONGEST_COPY = 256
_EMAIL = re.compile(r"[^@\s,;<>()\[\]\"]+@[^@\s,;<>()\[\]\".]+(\.[^@\s,;<>()\[\]\".]+)+")
_OVT = re.compile(r"0037\d{8}\w{0,5}", re.ASCII)
_TAX_CODE = re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,13}")
_BUSINESS_ID_LIKE = re.compile(r"[\d\-]{7,10}", re.ASCII)
_BUSINESS_ID = re.compile(r"\d{7}-\d", re.ASCII)
_PARTS = ("street", "zip", "city")


def party_rules(draft: Draft) -> Iterator[Issue]:
    """The name, and the identifiers in their form."""
    name = draft.at("counterParty", "counterPartyAddress", "name")
    if isinstance(name, str) and not name.strip():
        yield blank("counterParty.counterPartyAddress.name")
    tax_code, identifier = draft.text("counterParty", "taxCode"), draft.text("counterParty", "identifier")
    if draft.is_expense and tax_code:
        yield invalid("counterParty.taxCode", "only for sales and purchase invoices and orders")
    if draft.switches.business_id_check == "off":
        return
    if tax_code and not _TAX_CODE.fullmatch(tax_code):
        yield "counterParty.taxCode", "ERROR_BRN_CODE"
    if _BUSINESS_ID_LIKE.fullmatch(identifier) and "-" in identifier and not _BUSINESS_ID.fullmatch(identifier):
        yield "counterParty.identifier", "ERROR_BRN_CODE"


def email_rules(draft: Draft) -> Iterator[Issue]:
    """The address must be right where it is supported, and so must its blind copies."""
    email = draft.text("counterParty", "email")
    if email and (draft.is_sales or draft.type == "PURCHASE_ORDER") and not _EMAIL.fullmatch(email):
        yield invalid("counterParty.email", "no e-mail address")
    copies = draft.at("counterParty", "bccAddresses")
    if not isinstance(copies, list):
        return
    if len(copies) > MOST_COPIES:
        yield invalid("counterParty.bccAddresses", f"at most {MOST_COPIES} addresses")
    for place, copy in enumerate(copies):
        at = f"counterParty.bccAddresses[{place}]"
        if not isinstance(copy, str) or len(copy) > LONGEST_COPY or not _EMAIL.fullmatch(copy):
            yield invalid(at, f"an e-mail address of at most {LONGEST_COPY} characters is expected")
        elif copy == email:
            yield invalid(at, "the same as the main address")


def address_rules(draft: Draft) -> Iterator[Issue]:
    """A delivery address that says anything says its country (reported by an integrator)."""
    address = draft.at("deliveryAddress")
    if isinstance(address, dict) and any(address.values()) and not address.get("country"):
        yield blank("deliveryAddress.country")


def channel_rules(draft: Draft) -> Iterator[Issue]:
    """What EMAIL, MAIL and ELECTRONIC_INVOICE demand of sales; two channels are never accepted."""
    channel = draft.text("invoiceChannel")
    if channel in {"EDIFACT", "PAPER_INVOICE"}:
        yield invalid("invoiceChannel", "not allowed when an invoice is created")
    if not draft.is_sales:
        return
    if channel == "EMAIL" and not draft.text("counterParty", "email"):
        yield blank("counterParty.email")
    if channel == "MAIL":
        yield from _mail(draft)
    if channel == "ELECTRONIC_INVOICE" and draft.type == "SALES_INVOICE":
        yield from _electronic(draft)


def _mail(draft: Draft) -> Iterator[Issue]:
    for part in _PARTS:
        if not draft.text("billingAddress", part) and not draft.text("counterParty", "counterPartyAddress", part):
            yield blank(f"counterParty.counterPartyAddress.{part}")


def _electronic(draft: Draft) -> Iterator[Issue]:
    for part in _PARTS:
        if not draft.text("counterParty", "counterPartyAddress", part):
            yield blank(f"counterParty.counterPartyAddress.{part}")
        if draft.has("billingAddress") and not draft.text("billingAddress", part):
            yield blank(f"billingAddress.{part}")
    country = draft.text("counterParty", "counterPartyAddress", "country") or draft.company.country
    address = ("counterParty", "einvoiceAddress")
    if not draft.text(*address, "address"):
        yield blank("counterParty.einvoiceAddress.address")
    if country == "FINLAND" and not draft.text(*address, "operator"):
        yield blank("counterParty.einvoiceAddress.operator")
    if edi := draft.text(*address, "ediId"):
        if draft.company.country != "FINLAND":
            yield "counterParty.einvoiceAddress.ediId", "OVT_NOT_ALLOWED"
        elif not _OVT.fullmatch(edi):
            yield "counterParty.einvoiceAddress.ediId", "INVALID_OVT"
