"""What the parts of the provider contract share: three fixtures to be given, and a way to ask for an invoice."""

from decimal import Decimal

import pytest

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.examples.records import invoice, line, order

both_kinds = pytest.mark.parametrize("kind", list(PartyKind))


class ContractFixtures:
    """A plugin's test class overrides the fixtures; each test gets its own connection and its own provider."""

    @pytest.fixture
    def offer(self) -> ProviderPlugin:
        """What the plugin declares."""
        raise NotImplementedError("the contract's subclass gives the fixture offer")

    @pytest.fixture
    def provider_controls(self) -> ProviderControls:
        """The provider's side of the connection."""
        raise NotImplementedError("the contract's subclass gives the fixture provider_controls")

    @pytest.fixture
    def connection(self, provider_controls: ProviderControls) -> Connection:
        """An open connection to the provider behind ``provider_controls``."""
        raise NotImplementedError("the contract's subclass gives the fixture connection")


def order_for(connection: Connection, partner: BusinessPartner, kind: PartyKind, number: str = "T-10") -> InvoiceOrder:
    """An order of one line at the highest VAT rate that the company has in use."""
    sales = kind is PartyKind.CUSTOMER
    choices = connection.accounting.vat_choices()
    rates = [one.rate for one in choices if one.rate is not None and (one.sales if sales else one.purchases)]
    return order(partner, invoice(kind, number, line(max(rates, default=Decimal(0)))))


def draft_for(
    connection: Connection, provider_controls: ProviderControls, kind: PartyKind, number: str = "T-10"
) -> Draft:
    """A draft for a new partner."""
    partner = provider_controls.add_partner(ROLE_OF[kind])
    return connection.accounting.draft(order_for(connection, partner, kind, number))


def key_of(booked: RemoteInvoice) -> InvoiceKey:
    """What the invoice is looked up by."""
    partner = booked.partner if booked.kind is PartyKind.FREELANCER else None
    return InvoiceKey(kind=booked.kind, number=booked.own_number, partner=partner)
