"""Drift report: the host's records, what was sent and the provider's books; it only reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.access import FIND, Access
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.checker import (
    Place,
    ProviderSide,
    begun_at,
    finished,
    of_host,
    of_others,
    of_sent,
    of_unsent,
)
from trackifi_accounting.domain.reconciliation.counts import held_twice
from trackifi_accounting.domain.reconciliation.findings import Finding
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName, RemoteInvoiceId
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.reconciliation.holders import holders_of
from trackifi_accounting.use_cases.reconciliation.read_back import BATCH, LOOK_BACK
from trackifi_accounting.use_cases.reconciliation.read_many import read_many

PORTION: Final = 500
"""Invoices of the host that are looked at together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftReport:
    """The stream of findings: sent from here, standing here otherwise or unsent, at the provider beside."""

    sessions: Connections
    host: Host
    store: Store
    clock: Clock

    def __call__(self, company: CompanyId, provider: ProviderName, *, back: timedelta = LOOK_BACK) -> Iterator[Finding]:
        """Findings as they come, over invoices that were asked for, dated or changed since ``back`` ago.

        Besides ``access``, it asks for each 200 sent invoices once, and lists what changed there since. Raises, while
        it is gone through: NotActivated, CredentialsRejected, PermissionMissing, RateLimited, ProviderUnavailable,
        UnexpectedAnswer.
        """
        integration = self.sessions.integration(company, provider)
        since = self.clock.now() - back
        with self.sessions.open(integration) as connection:
            side = side_of(integration, connection.accounting.access())
            for batch in self._batches(integration, since):
                yield from held_twice(batch)
                yield from self._of_sent(batch, connection, side)
            yield from self._of_host(integration, since.date())
            yield from self._of_others(integration, connection, side, since)

    def _batches(self, integration: Integration, since: datetime) -> Iterator[list[Delivery]]:
        after: RemoteInvoiceId | None = None
        while True:
            with self.store.read(integration.company) as work:
                batch = list(
                    work.deliveries.at_provider(integration.provider, requested_since=since, after=after, limit=BATCH)
                )
            if not batch:
                return
            yield batch
            after = batch[-1].remote

    def _of_sent(self, batch: Sequence[Delivery], connection: Connection, side: ProviderSide) -> Iterator[Finding]:
        there = read_many(connection, [one.remote for one in batch if one.remote])

        def asked(delivery: Delivery) -> RemoteInvoice | None:
            return connection.accounting.booked_as(delivery.payload) if delivery.payload else None

        return of_sent(batch, there, side, asked=asked, issued=self._days(batch))

    def _days(self, batch: Sequence[Delivery]) -> dict[Place, date]:
        """The host's dates of those of which nothing else says it."""
        unsaid = [one for one in batch if one.paper is None]
        return {(kind, one.id): one.issued for kind in PartyKind for one in self._records(unsaid, kind).values()}

    def _records(self, deliveries: Sequence[Delivery], kind: PartyKind) -> dict[InvoiceId, Invoice]:
        ids = [one.invoice for one in deliveries if one.kind is kind]
        return self.host.some_invoices(deliveries[0].company, kind, ids) if ids else {}

    def _of_host(self, integration: Integration, since: date) -> Iterator[Finding]:
        unsent: list[Invoice] = []
        begun: list[date] = []
        for portion in self._portions(integration.company, since):
            with self.store.read(integration.company) as work:
                deliveries = _deliveries_of(work, integration.provider, portion)
                parties = {one.party for one in portion}
                links = work.links.of_parties(integration.provider, portion[0].kind, parties)
            yield from of_host(portion, deliveries)
            unsent += finished(portion, deliveries, linked={(portion[0].kind, one) for one in links})
            first = begun_at(portion, deliveries)
            begun += [first] if first else []
        yield from of_unsent(unsent, begun=min(begun, default=None))

    def _portions(self, company: CompanyId, since: date) -> Iterator[list[Invoice]]:
        """The host's invoices of that date or later, each portion of one kind."""
        for kind in PartyKind:
            after: InvoiceId | None = None
            while page := self.host.invoices(company, kind, limit=PORTION, after=after):
                after = page[-1].id
                if portion := [one for one in page if one.issued >= since]:
                    yield portion

    def _of_others(
        self, integration: Integration, connection: Connection, side: ProviderSide, since: datetime
    ) -> Iterator[Finding]:
        for chunk in chunks(connection.accounting.changed_invoices(since)):
            standing = [one for one in chunk if one.state is not RemoteState.REMOVED]
            with self.store.read(integration.company) as work:
                known = work.deliveries.of_remote(integration.provider, [one.id for one in standing])
                others = [one for one in standing if one.id not in known]
                holders = holders_of(work, integration.provider, others)
            yield from of_others(others, holders, side)


def side_of(integration: Integration, access: Access) -> ProviderSide:
    """What the integration knows of the other side; a lacking right hides invoices, which is no news of them."""
    hidden = {kind for kind in PartyKind if FIND[kind] not in access.granted or kind in access.own_invoices_only}
    remote = integration.remote
    return ProviderSide(
        user=remote.user if remote else None, pinned=remote.id if remote else None, hidden=frozenset(hidden)
    )


def _deliveries_of(work: UnitOfWork, provider: ProviderName, invoices: Sequence[Invoice]) -> list[Delivery]:
    ids = [one.id for one in invoices]
    return list(work.deliveries.of_invoices(provider, invoices[0].kind, ids).values())
