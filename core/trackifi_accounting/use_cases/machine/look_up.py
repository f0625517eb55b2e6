"""One look-up for many new invoices, shortly before they are sent one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import PartyId
from trackifi_accounting.domain.remote import InvoiceKey, RemoteInvoice
from trackifi_accounting.errors import NotFound
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store

FRESH = 300.0
"""Seconds: what was found longer ago is looked for again."""
MANY = 10
"""Fewer are looked up one by one, each right before it is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found; ``until`` is on the clock's monotonic scale."""

    found: Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]
    until: float
    clock: Clock

    def of(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...] | None:
        """What the key was found to have; None when it was not looked for, or too long ago."""
        return self.found.get(key) if self.clock.monotonic() < self.until else None


class LookUp:
    """Looks for all at once by the key that each is going to have."""

    def __init__(self, *, host: Host, store: Store, clock: Clock) -> None:
        self._host = host
        self._store = store
        self._clock = clock

    def __call__(self, integration: Integration, connection: Connection, deliveries: Sequence[Delivery]) -> Looked:
        """Look for invoices of one kind. One that changes its number meanwhile is looked for on its own.

        Raises: what the provider's ``find_all`` raises.
        """
        until = self._clock.monotonic() + FRESH
        keys = self._keys(integration, deliveries) if len(deliveries) >= MANY else []
        return Looked(found=connection.accounting.find_all(keys) if keys else {}, until=until, clock=self._clock)

    def _keys(self, integration: Integration, deliveries: Sequence[Delivery]) -> list[InvoiceKey]:
        """A freelancer's number is looked for among the invoices of the partner that the freelancer is linked to."""
        parties = {
            one.invoice: self._party(one) for one in deliveries if one.kind is PartyKind.FREELANCER and not one.partner
        }
        keys = []
        with self._store.begin(integration.company) as work:
            for one in (each for each in deliveries if each.number):
                party = parties.get(one.invoice)
                link = work.links.of_party(integration.provider, one.kind, party) if party else None
                key = InvoiceKey(kind=one.kind, number=one.number, partner=link.partner) if link else one.key
                if key.kind is PartyKind.CUSTOMER or key.partner:
                    keys.append(key)
        return keys

    def _party(self, delivery: Delivery) -> PartyId | None:
        try:
            return self._host.invoice(delivery.company, delivery.kind, delivery.invoice).party
        except NotFound:
            return None
