"""One look-up for many new invoices, kept fresh while they are sent one by one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store

FRESH = 5.0
"""Seconds: what was seen longer ago is brought up to date before it is believed."""
OVERLAP = timedelta(seconds=60)
"""So far before the last look the next one begins: a search may show an invoice some time after it was made."""
OLDEST = 300.0
"""Seconds after the one look-up for all: then each number is looked for on its own."""
MANY = 10
"""Fewer are looked up one by one, each right before it is sent."""


class LookUpResult:
    """What was found for many, and what came since: each number is told as it was a few seconds ago at most."""

    def __init__(
        self,
        *,
        found: Mapping[InvoiceKey, tuple[RemoteInvoice, ...]],
        connection: Connection,
        clock: Clock,
        began: tuple[datetime, float],
    ) -> None:
        """``began`` is when the look-up began, by the time of day and by the clock's monotonic scale, in seconds."""
        self._found = {key: {one.id: one for one in some} for key, some in found.items()}
        self._connection = connection
        self._clock = clock
        self._began, self._last, self._answered = began, began[1], began[1]

    @property
    def seen_at(self) -> datetime:
        """As of when it tells, by the database's time: when the last list was answered, or the look-up was begun."""
        return self._began[0] + timedelta(seconds=self._answered - self._began[1])

    def of(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...] | None:
        """What the key has; None when it was not looked for, or all of it too long ago.

        Raises: what the provider's ``new_invoices`` raises.
        """
        now, key = self._clock.monotonic(), replace(key, apart=None)
        if key not in self._found or now - self._began[1] >= OLDEST:
            return None
        if now - self._answered >= FRESH:
            self._catch_up(key, now)
        return tuple(self._found[key].values())

    def _catch_up(self, key: InvoiceKey, now: float) -> None:
        # By the time that passed, not by the time of day, which somebody may have set meanwhile.
        since = self._began[0] + timedelta(seconds=self._last - self._began[1]) - OVERLAP
        for one in self._connection.accounting.new_invoices(key.kind, since):
            for number in (InvoiceKey(kind=one.kind, number=one.own_number, partner=of) for of in (None, one.partner)):
                if number in self._found:
                    self._found[number][one.id] = one
        self._last, self._answered = now, self._clock.monotonic()


class LookUp:
    """The look-up of many new invoices at once, by the key that each is going to have."""

    def __init__(self, *, host: Host, store: Store, clock: Clock) -> None:
        self._host = host
        self._store = store
        self._clock = clock

    def __call__(
        self, integration: Integration, connection: Connection, deliveries: Sequence[Delivery]
    ) -> LookUpResult:
        """Look for invoices of one kind. One that changes its number meanwhile is looked for on its own.

        Raises: what the provider's ``find_all`` raises.
        """
        began = (self._clock.now(), self._clock.monotonic())
        keys = self._keys(integration, deliveries) if len(deliveries) >= MANY else []
        found = connection.accounting.find_all(keys) if keys else {}
        return LookUpResult(found=found, connection=connection, clock=self._clock, began=began)

    def _keys(self, integration: Integration, deliveries: Sequence[Delivery]) -> list[InvoiceKey]:
        """A freelancer's number is looked for among the invoices of the partner that the freelancer is linked to."""
        parties = {
            one.invoice: self._party(one) for one in deliveries if one.kind is PartyKind.FREELANCER and not one.partner
        }
        keys = []
        with self._store.read(integration.company) as work:
            for one in (each for each in deliveries if each.number):
                party = parties.get(one.invoice)
                link = work.links.of_party(integration.provider, one.kind, party) if party else None
                key = replace(one.key, partner=link.partner if link else one.key.partner, apart=None)
                if key.kind is PartyKind.CUSTOMER or key.partner:
                    keys.append(key)
        return keys

    def _party(self, delivery: Delivery) -> PartyId | None:
        try:
            return self._host.invoice(delivery.company, delivery.kind, delivery.invoice).party
        except NotFound:
            return None
