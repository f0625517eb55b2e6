"""The other side of an invoice: whose name, numbers and addresses stand on it, and how it travels."""

from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.whereabouts import Whereabouts, whereabouts
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import EInvoiceAddress, PartyKind

from trackifi_procountor.codes import enumerations, identifiers
from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.codes.emails import addresses, is_email, on_the_wire
from trackifi_procountor.company.bookkeeping_settings import BookkeepingSettings
from trackifi_procountor.http.strict_json import Json
from trackifi_procountor.invoices.addresses import (
    LocatedAddress,
    check_complete,
    delivery_place,
    place_of,
    within,
    written,
)

_FINNISH: Final = ("FI", "AX")
_MOST_COPIES: Final = 4  # Procountor API 26.04, CounterParty.bccAddresses
_WHOLE_ADDRESS: Final = frozenset({SendingChannel.POST, SendingChannel.E_INVOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterParty:
    """The other side of an invoice, as the invoice names it. ``where`` is for VAT; ``vat_number`` is checked."""

    fields: dict[str, Json]
    billing: dict[str, Json] | None
    delivery: dict[str, Json] | None
    channel: SendingChannel
    place: LocatedAddress
    where: Whereabouts
    vat_number: str | None


def counter_party(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> CounterParty:
    """Names, numbers and addresses come from Trackifi, with the register filling gaps; how it is sent, from there."""
    party, partner = order.party, order.partner
    number = identifiers.with_own_letters(party.vat_number or partner.vat_number)
    where = whereabouts(host=party.address, register=partner.address, number=number)
    place = _place(order, where)
    name = findings.needed(party.name, at="party.name", limit=80)
    vat_number = identifiers.vat_number(
        party.vat_number or partner.vat_number,
        country=where.territory.numbers_of if where.territory else None,
        at="party.vat_number" if party.vat_number else "partner.vat_number",
        findings=findings,
    )
    address = written(name, place, findings=findings)
    fields = _numbers(order, where, vat_number, findings) | {"counterPartyAddress": address}
    channel = _channel(order, bookkeeping, findings)
    fields |= _sending(order, channel, place, bookkeeping, findings)
    return CounterParty(
        fields=fields,
        billing=address if channel in _WHOLE_ADDRESS else None,
        delivery=_delivery(order, name, place, findings),
        channel=channel,
        place=place,
        where=where,
        vat_number=vat_number,
    )


def _place(order: InvoiceOrder, where: Whereabouts) -> LocatedAddress:
    party, partner = order.party.address, order.partner.address
    place = place_of(party, partner, party_at="party.address", partner_at="partner.address")
    # The letters of the VAT number are the country of an address that names none.
    return within(place, where.territory.country) if where.territory and not place.country and place.given else place


def _numbers(order: InvoiceOrder, where: Whereabouts, vat_number: str | None, findings: Findings) -> dict[str, Json]:
    party, partner = order.party, order.partner
    found = {
        "contactPersonName": findings.text(party.contact_person, at="party.contact_person", limit=70),
        "identifier": identifiers.business_id(
            party.business_id or partner.business_id,
            country=where.territory.numbers_of if where.territory else None,
            at="party.business_id" if party.business_id else "partner.business_id",
            findings=findings,
        ),
        "taxCode": vat_number,
        "customerNumber": findings.text(
            party.customer_number or partner.customer_number, at="party.customer_number", limit=40
        ),
    }
    return {name: value for name, value in found.items() if value}


def _channel(order: InvoiceOrder, bookkeeping: BookkeepingSettings, findings: Findings) -> SendingChannel:
    if order.invoice.kind is PartyKind.FREELANCER:
        return SendingChannel.NONE
    if order.partner.channel is not None:
        return order.partner.channel
    if bookkeeping.default_channel is not None:
        return bookkeeping.default_channel
    findings.warn("procountor_channel_none", at="partner.channel")
    return SendingChannel.NONE


def _sending(
    order: InvoiceOrder,
    channel: SendingChannel,
    place: LocatedAddress,
    bookkeeping: BookkeepingSettings,
    findings: Findings,
) -> dict[str, Json]:
    if order.invoice.kind is PartyKind.FREELANCER:
        return {}
    if channel in _WHOLE_ADDRESS:
        check_complete(place, findings=findings)
    fields = _email(order, findings, needed=channel is SendingChannel.EMAIL)
    if channel is SendingChannel.E_INVOICE:
        fields["einvoiceAddress"] = _e_invoice(order, place, bookkeeping, findings)
    return fields


def _email(order: InvoiceOrder, findings: Findings, *, needed: bool) -> dict[str, Json]:
    registered = addresses(order.partner.email)
    found, at = (registered, "partner.email") if registered else (addresses(order.party.email), "party.email")
    wire = tuple(map(on_the_wire, found))
    right = all(map(is_email, wire))
    if not needed:
        # An address that nothing is sent to may be wrong; Procountor would refuse the invoice for it.
        return {"email": wire[0]} if wire and right else {}
    if not wire:
        findings.refuse("email_missing", at="partner.email")
    elif not right:
        findings.refuse("email_malformed", at=at, value="; ".join(found))
    else:
        return _addressed(found, wire, at, findings)
    return {}


def _addressed(found: tuple[str, ...], wire: tuple[str, ...], at: str, findings: Findings) -> dict[str, Json]:
    """The first address gets the invoice, the next ones a blind copy, as many as Procountor allows."""
    for written_so, sent in zip(found, wire, strict=True):
        if sent != written_so:
            findings.warn("value_put_right", at=at, value=written_so, written=sent)
    first, *others = dict.fromkeys(wire)
    copies = others[:_MOST_COPIES]
    if copies:
        findings.warn("emails_several", at=at, value=first, copies=", ".join(copies))
    for left in others[_MOST_COPIES:]:
        findings.warn("value_left_out", at=at, value=left)
    return {"email": first, **({"bccAddresses": list(copies)} if copies else {})}


def _e_invoice(
    order: InvoiceOrder, place: LocatedAddress, bookkeeping: BookkeepingSettings, findings: Findings
) -> dict[str, Json]:
    registered = order.partner.e_invoice
    target = registered or order.party.e_invoice or EInvoiceAddress(address="")
    at = "partner.e_invoice" if registered or not order.party.e_invoice else "party.e_invoice"
    address = findings.text(target.address, at=at, limit=80)
    operator = findings.text(target.operator, at=f"{at}.operator", limit=80)
    if address is None:
        findings.refuse("e_invoice_address_missing", at=at)
    if operator is None and place.country in (None, *_FINNISH):
        findings.refuse("e_invoice_operator_missing", at=f"{at}.operator")
    finnish = place.country in _FINNISH and bookkeeping.country in (None, "FINLAND")
    ovt = identifiers.ovt(target.ovt, at=f"{at}.ovt", findings=findings) if finnish else None
    found = {"operator": operator, "address": address, "ediId": ovt}
    return {name: value for name, value in found.items() if value}


def _delivery(order: InvoiceOrder, name: str, place: LocatedAddress, findings: Findings) -> dict[str, Json] | None:
    """An empty address says that there is none; a missing one would be copied from the other side's."""
    if order.invoice.kind is PartyKind.FREELANCER:
        return {}
    target = delivery_place(order.party.delivery_address, place, findings=findings)
    return written(name, target, findings=findings) if target else None


def channel_name(party: CounterParty) -> str:
    """Procountor's word for the channel."""
    return enumerations.CHANNEL_NAMES[party.channel]
