"""The memory provider keeps the provider contract; a plugin's own test looks just like this."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin
from trackifi_accounting.testing.contracts.provider.provider import ProviderContract
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.books import Loss, MemoryBooks
from trackifi_accounting.testing.doubles.provider.plugins import memory_plugin

from tests.core.doubles import NOON, TEST_KEY, books_of, connect


class MemoryOtherSide(ProviderControls):
    def __init__(self, books: MemoryBooks) -> None:
        self.books = books
        self.key = TEST_KEY

    def add_partner(self, role: PartnerRole) -> BusinessPartner:
        identity = PartnerId(f"partner-{len(self.books.partners) + 1}")
        partner = BusinessPartner(id=identity, role=role, name=f"Specimen {identity}", version=NOON)
        self.books.partners[identity] = partner
        return partner

    def deactivate(self, partner: PartnerId) -> None:
        self.books.partners[partner] = replace(self.books.partners[partner], active=False)

    def remove_partner(self, partner: PartnerId) -> None:
        del self.books.partners[partner]

    def invoices(self) -> Sequence[RemoteInvoice]:
        return tuple(self.books.invoices.values())

    def enter_by_hand(self, key: InvoiceKey) -> RemoteInvoiceId:
        by_hand = RemoteInvoice(
            id=self.books.next_invoice(),
            kind=key.kind,
            own_number=key.number,
            state=RemoteState.UNFINISHED,
            partner=key.partner,
            created=NOON,
            created_by=RemoteUserId("a-person"),
        )
        return self.books.enter(by_hand).id

    def remove_invoice(self, invoice: RemoteInvoiceId) -> None:
        self.books.remove(invoice)

    def files(self, invoice: RemoteInvoiceId) -> Sequence[Document]:
        return tuple(self.books.files[invoice])

    def turn_documents(self, *, on: bool) -> None:
        self.books.documents = on

    def withdraw(self, right: Capability) -> None:
        self.books.granted -= {right}

    def revoke_key(self) -> None:
        self.books.keys.clear()

    def lose_next_answer(self, *, after_booking: bool) -> None:
        self.books.losses.append(Loss.AFTER_BOOKING if after_booking else Loss.BEFORE_BOOKING)

    def go_down(self) -> None:
        self.books.down_after = 0

    def writes(self) -> int:
        return self.books.calls["create"] + self.books.calls["attach"]


class TestMemoryProvider(ProviderContract):
    @pytest.fixture
    def provider_controls(self) -> ProviderControls:
        return MemoryOtherSide(books_of())

    @pytest.fixture
    def connection(self, provider_controls: ProviderControls) -> Connection:
        assert isinstance(provider_controls, MemoryOtherSide)
        clock = ManualClock(NOON)
        return connect(provider_controls.books, clock=clock, limiter=MemoryLimiter(clock=clock))

    @pytest.fixture
    def offer(self) -> ProviderPlugin:
        return memory_plugin()
