"""What the memory provider does beyond the contract: its switches, which other tests rely on."""

from datetime import timedelta

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import (
    CredentialsRejected,
    InvoiceRejected,
    PermissionMissing,
    ProviderUnavailable,
    RateLimited,
    WrongRemoteCompany,
)
from trackifi_accounting.testing.contracts.provider.fixtures import key_of, order_for
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.plugins import KEY, TrimmingVault, memory_plugin

from tests.core.doubles import NOON, books_of, connect


@pytest.fixture
def books():
    books = books_of()
    partner = BusinessPartner(id=PartnerId("1"), role=PartnerRole.CUSTOMER, name="Specimen", version=NOON)
    books.partners[partner.id] = partner
    return books


@pytest.fixture
def clock():
    return ManualClock(NOON)


@pytest.fixture
def connection(books, clock):
    return connect(books, clock=clock, limiter=MemoryLimiter(clock=clock))


@pytest.fixture
def draft(connection, books):
    return connection.accounting.draft(order_for(connection, books.partners[PartnerId("1")], PartyKind.CUSTOMER))


def test_a_search_shows_a_new_invoice_only_after_the_lag(connection, books, clock, draft):
    books.search_lag = timedelta(seconds=90)
    booked = connection.accounting.create(draft, fence=open_fence)
    assert connection.accounting.find(key_of(booked)) == ()
    clock.sleep(90)
    assert len(connection.accounting.find(key_of(booked))) == 1


def test_a_provider_can_go_down_in_the_middle(connection, books):
    books.down_after = 2
    connection.accounting.company()
    connection.accounting.access()
    with pytest.raises(ProviderUnavailable):
        connection.accounting.company()


def test_a_connection_pinned_to_another_company_reaches_nothing_but_its_name(books, clock, draft):
    connection = connect(books, pinned="remote-2", clock=clock, limiter=MemoryLimiter(clock=clock))
    assert connection.accounting.company().id == "remote-1"
    with pytest.raises(WrongRemoteCompany):
        connection.accounting.create(draft, fence=open_fence)
    assert not books.invoices


def test_no_call_is_made_without_a_grant(books, clock):
    limiter = MemoryLimiter(clock=clock)
    limiter.down = True
    with pytest.raises(RateLimited):
        connect(books, clock=clock, limiter=limiter).accounting.company()
    assert not books.calls


def test_a_key_opens_the_books_that_know_it(clock):
    first, second = books_of(), books_of("Southern Specimen Oy", key="test-key-southern-1", identity="remote-2")
    assert memory_plugin(first, second).name == "memory"
    connection = connect(second, key="test-key-southern-1", clock=clock, limiter=MemoryLimiter(clock=clock))
    assert connection.accounting.company().name == "Southern Specimen Oy"


def test_a_right_to_create_is_needed_to_create(connection, books, draft):
    books.granted -= {Capability.CREATE_CUSTOMER_INVOICES}
    with pytest.raises(PermissionMissing, match="create_customer_invoices"):
        connection.accounting.create(draft, fence=open_fence)
    assert not books.invoices


def test_an_invoice_of_a_partner_that_is_gone_is_refused(connection, books, draft):
    books.partners.clear()
    with pytest.raises(InvoiceRejected):
        connection.accounting.create(draft, fence=open_fence)


@pytest.mark.parametrize("pasted", ["", "short", "two words of text", "test-key\u200bhidden"])
def test_what_can_not_be_a_key_is_refused_before_anything_is_stored(pasted):
    vault = TrimmingVault(built_in=None)  # never reached
    with pytest.raises(CredentialsRejected) as refused:
        vault.check(Credentials(values={KEY: Secret(pasted)}))
    assert refused.value.code == "key_malformed"
