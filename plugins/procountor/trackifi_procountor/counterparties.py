"""The other side of an invoice: whose name, numbers and addresses stand on it, and how it travels."""

from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.drafts import InvoiceOrder
from trackifi_accounting.domain.parties import Address, EInvoiceAddress, PartyKind
from trackifi_accounting.domain.partners import SendingChannel
from trackifi_accounting.domain.whereabouts import Whereabouts, whereabouts

from trackifi_procountor import identifiers, words
from trackifi_procountor.addresses import Place, check_complete, place_of, within, written
from trackifi_procountor.checks import Findings
from trackifi_procountor.jsontext import Json
from trackifi_procountor.terms import Terms

_FINNISH: Final = ("FI", "AX")
_WHOLE_ADDRESS: Final = frozenset({SendingChannel.POST, SendingChannel.E_INVOICE})


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterParty:
    """What the invoice says about its other side. ``where`` is for VAT; ``vat_number`` is checked."""

    fields: dict[str, Json]
    billing: dict[str, Json] | None
    delivery: dict[str, Json] | None
    channel: SendingChannel
    place: Place
    where: Whereabouts
    vat_number: str | None


def counter_party(order: InvoiceOrder, terms: Terms, findings: Findings) -> CounterParty:
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
    channel = _channel(order, terms, findings)
    fields |= _sending(order, channel, place, findings)
    return CounterParty(
        fields=fields,
        billing=address if channel in _WHOLE_ADDRESS else None,
        delivery=_delivery(order, name, findings),
        channel=channel,
        place=place,
        where=where,
        vat_number=vat_number,
    )


def _place(order: InvoiceOrder, where: Whereabouts) -> Place:
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


def _channel(order: InvoiceOrder, terms: Terms, findings: Findings) -> SendingChannel:
    if order.invoice.kind is PartyKind.FREELANCER:
        return SendingChannel.NONE
    if order.partner.channel is not None:
        return order.partner.channel
    if terms.default_channel is not None:
        return terms.default_channel
    findings.warn("procountor_channel_none", at="partner.channel")
    return SendingChannel.NONE


def _sending(order: InvoiceOrder, channel: SendingChannel, place: Place, findings: Findings) -> dict[str, Json]:
    if order.invoice.kind is PartyKind.FREELANCER:
        return {}
    if channel in _WHOLE_ADDRESS:
        check_complete(place, findings=findings)
    fields: dict[str, Json] = {}
    email = _email(order, findings, needed=channel is SendingChannel.EMAIL)
    if email:
        fields["email"] = email
    if channel is SendingChannel.E_INVOICE:
        fields["einvoiceAddress"] = _e_invoice(order, place, findings)
    return fields


def _email(order: InvoiceOrder, findings: Findings, *, needed: bool) -> str | None:
    value, at = (order.partner.email, "partner.email") if order.partner.email else (order.party.email, "party.email")
    if needed:
        email = identifiers.email(value, at=at, findings=findings)
        if email is None:
            findings.refuse("email_missing", at="partner.email")
        return email
    # An address that nothing is sent to may be wrong; Procountor would refuse the invoice for it.
    return value.strip() if value and identifiers.is_email(value.strip()) else None


def _e_invoice(order: InvoiceOrder, place: Place, findings: Findings) -> dict[str, Json]:
    registered = order.partner.e_invoice
    target = registered or order.party.e_invoice or EInvoiceAddress(address="")
    at = "partner.e_invoice" if registered or not order.party.e_invoice else "party.e_invoice"
    address = findings.text(target.address, at=at, limit=80)
    operator = findings.text(target.operator, at=f"{at}.operator", limit=80)
    if address is None:
        findings.refuse("e_invoice_address_missing", at=at)
    if operator is None and place.country in (None, *_FINNISH):
        findings.refuse("e_invoice_operator_missing", at=f"{at}.operator")
    ovt = findings.text(target.ovt, at=f"{at}.ovt", limit=17) if place.country in _FINNISH else None
    found = {"operator": operator, "address": address, "ediId": ovt}
    return {name: value for name, value in found.items() if value}


def _delivery(order: InvoiceOrder, name: str, findings: Findings) -> dict[str, Json] | None:
    """An empty address says that there is none; a missing one would be copied from the other side's."""
    if order.invoice.kind is PartyKind.FREELANCER:
        return {}
    if order.party.delivery_address in (None, Address()):
        return None
    place = Place(address=order.party.delivery_address or Address(), at="party.delivery_address")
    return written(name, place, findings=findings)


def channel_name(party: CounterParty) -> str:
    """Procountor's word for the channel."""
    return words.CHANNEL_NAMES[party.channel]
