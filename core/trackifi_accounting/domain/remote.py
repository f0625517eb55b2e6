"""What the provider holds, as it tells us: the company, the key's rights, invoices and their PDFs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from trackifi_accounting.domain.money import Totals
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import (
    InvoiceNumber,
    PartnerId,
    RemoteCompanyId,
    RemoteInvoiceId,
    RemoteUserId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCompany:
    """The environment a key opens, and whose key it is. ``currency`` is ISO 4217."""

    id: RemoteCompanyId
    name: str
    business_id: str | None = None
    currency: str = "EUR"
    user: RemoteUserId | None = None


class Capability(StrEnum):
    """One thing the integration needs to be allowed to do."""

    READ_COMPANY = "read_company"
    READ_CUSTOMERS = "read_customers"
    READ_SUPPLIERS = "read_suppliers"
    READ_PRODUCTS = "read_products"
    CREATE_CUSTOMER_INVOICES = "create_customer_invoices"
    FIND_CUSTOMER_INVOICES = "find_customer_invoices"
    CREATE_FREELANCER_INVOICES = "create_freelancer_invoices"
    FIND_FREELANCER_INVOICES = "find_freelancer_invoices"


CREATE = {
    PartyKind.CUSTOMER: Capability.CREATE_CUSTOMER_INVOICES,
    PartyKind.FREELANCER: Capability.CREATE_FREELANCER_INVOICES,
}
FIND = {
    PartyKind.CUSTOMER: Capability.FIND_CUSTOMER_INVOICES,
    PartyKind.FREELANCER: Capability.FIND_FREELANCER_INVOICES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What the key may do. ``surplus`` names rights beyond need, in the provider's words.

    ``own_invoices_only`` lists the kinds of which the key sees only its own user's invoices. ``documents`` says whether
    the provider's document feature is on; None when that could not be told.
    """

    granted: frozenset[Capability]
    surplus: tuple[str, ...] = ()
    own_invoices_only: frozenset[PartyKind] = frozenset()
    documents: bool | None = None

    @property
    def missing(self) -> frozenset[Capability]:
        """What is needed and not granted."""
        return frozenset(Capability) - self.granted


class RemoteState(StrEnum):
    """Where an invoice stands at the provider."""

    UNFINISHED = "unfinished"
    APPROVED = "approved"
    SENT = "sent"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    REMOVED = "removed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteInvoice:
    """One invoice at the provider.

    ``number`` is the provider's own number, ``own_number`` ours. ``created`` is aware, UTC. ``totals``, ``lines`` (each
    row in a line of text, in the provider's own way of writing) and ``attachments`` (file names) are None when the
    answer did not carry them, as is ``company`` where the provider does not tell whose books it is in. ``differences``
    are of an invoice that was just made or taken over: what the provider has otherwise than it was sent, each field
    with both values.
    """

    id: RemoteInvoiceId
    kind: PartyKind
    own_number: InvoiceNumber
    state: RemoteState
    number: str | None = None
    partner: PartnerId | None = None
    issued: date | None = None
    due: date | None = None
    created: datetime | None = None
    created_by: RemoteUserId | None = None
    totals: Totals | None = None
    lines: tuple[str, ...] | None = None
    attachments: tuple[str, ...] | None = None
    company: RemoteCompanyId | None = None
    differences: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceKey:
    """What an invoice is found by at the provider. ``partner`` is None for customer invoices.

    Customer invoice numbers are unique in their company; a freelancer's only together with the freelancer's partner.
    """

    kind: PartyKind
    number: InvoiceNumber
    partner: PartnerId | None = field(default=None)
