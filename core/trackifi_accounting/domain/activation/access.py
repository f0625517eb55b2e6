"""The company a key opens at the provider, and what the key may do there."""

from dataclasses import dataclass
from enum import StrEnum

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import (
    RemoteCompanyId,
    RemoteUserId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCompany:
    """The company at the provider that a key opens, and who the key belongs to. ``currency`` is ISO 4217."""

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
    """The rights of a key. ``surplus`` names rights beyond need, in the provider's words.

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
