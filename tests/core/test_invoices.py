"""Which invoices may be sent, and what an integration may do."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceNumber, ProviderName
from trackifi_accounting.testing.examples.records import invoice, line

GOING = {
    PartyKind.CUSTOMER: {InvoiceStatus.FINALIZED, InvoiceStatus.PAID},
    PartyKind.FREELANCER: {InvoiceStatus.APPROVED, InvoiceStatus.PAID},
}


@pytest.mark.parametrize("kind", PartyKind)
@pytest.mark.parametrize("status", InvoiceStatus)
def test_only_finalized_and_approved_invoices_go_to_the_books(kind, status):
    assert replace(invoice(kind, "2026-1", line()), status=status).sendable == (status in GOING[kind])


@pytest.mark.parametrize("kind", PartyKind)
def test_an_invoice_without_a_number_never_goes(kind):
    assert not replace(invoice(kind, "2026-1", line()), number=InvoiceNumber("")).sendable


@pytest.mark.parametrize("state", IntegrationState)
@pytest.mark.parametrize("generation", [0, 1])
def test_calls_are_made_only_with_a_key_and_while_it_is_on(state, generation):
    integration = Integration(
        company=CompanyId("specimen"), provider=ProviderName("memory"), state=state, key_generation=generation
    )
    on = state in {IntegrationState.ACTIVE, IntegrationState.NEEDS_ATTENTION}
    assert integration.usable == (on and generation > 0)
