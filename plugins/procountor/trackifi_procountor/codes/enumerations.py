"""Languages, channels and other short word lists that both sides name differently (Procountor API 26.04)."""

from collections.abc import Mapping
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import PartyKind

LANGUAGES: Final[Mapping[str, str]] = {
    "da": "DANISH",
    "en": "ENGLISH",
    "et": "ESTONIAN",
    "fi": "FINNISH",
    "nb": "NORWEGIAN",
    "nn": "NORWEGIAN",
    "no": "NORWEGIAN",
    "sv": "SWEDISH",
}
"""Procountor's name of each ISO 639-1 code it has one for."""

LANGUAGE_CODES: Final[Mapping[str, str]] = {name: code for code, name in LANGUAGES.items()}

CHANNELS: Final[Mapping[str, SendingChannel]] = {
    "EMAIL": SendingChannel.EMAIL,
    "MAIL": SendingChannel.POST,
    "ELECTRONIC_INVOICE": SendingChannel.E_INVOICE,
    "NO_SENDING": SendingChannel.NONE,
}
"""The channels that a new invoice may have; EDIFACT and PAPER_INVOICE are refused there."""

CHANNEL_NAMES: Final[Mapping[SendingChannel, str]] = {channel: name for name, channel in CHANNELS.items()}

TYPES: Final[Mapping[PartyKind, str]] = {
    PartyKind.CUSTOMER: "SALES_INVOICE",
    PartyKind.FREELANCER: "PURCHASE_INVOICE",
}

KINDS: Final[Mapping[str, PartyKind]] = {name: kind for kind, name in TYPES.items()}


UNIT: Final[Mapping[str, str]] = {
    "DANISH": "Enhed",
    "ENGLISH": "Unit",
    "ESTONIAN": "Ühik",
    "FINNISH": "Yksikkö",
    "NORWEGIAN": "Enhet",
    "SWEDISH": "Enhet",
}
"""What a line's text calls a unit that Procountor does not have."""


def language_of(order: InvoiceOrder) -> str:
    """The language that the invoice is written in."""
    codes = (order.invoice.language, order.party.language, order.partner.language, order.company.language)
    return procountor_language(*codes)


def procountor_language(*codes: str | None) -> str:
    """The language of the first code that Procountor has; English when it has none of them."""
    known = (LANGUAGES.get((code or "").partition("-")[0].casefold()) for code in codes)
    return next((name for name in known if name), "ENGLISH")
