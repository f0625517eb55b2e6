"""Read back what became of sent invoices: their state, sums and files at the provider, and whether they are there.

Where a second invoice of one of their numbers comes to light, the sweep, which tells of those, is made at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.access import FIND, Access
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.counts import same_invoice, surplus
from trackifi_accounting.domain.reconciliation.edits import edited, retold
from trackifi_accounting.domain.reconciliation.sweeps import id_of
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.partners.sync import OVERLAP
from trackifi_accounting.use_cases.reconciliation.holders import holders_of
from trackifi_accounting.use_cases.reconciliation.read_delivery import as_read, gone, with_names
from trackifi_accounting.use_cases.reconciliation.read_many import read_many
from trackifi_accounting.use_cases.reconciliation.sweep import of_interest
from trackifi_accounting.use_cases.reconciliation.sweep_due import SweepDue

BATCH: Final = 200
"""Invoices read in one call and written in one transaction."""
LOOK_BACK: Final = timedelta(days=400)
"""A full reading goes so far back: past a fiscal year, its closing and its audit, an invoice is at rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """The result of reading back: ``read`` counts our invoices, ``removed`` are newly found to be gone there."""

    integration: Integration
    read: int
    changed: int
    removed: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    before: Delivery
    now: Delivery

    @property
    def removed(self) -> bool:
        return RemoteState.REMOVED is self.now.remote_state is not self.before.remote_state


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshDeliveries:
    """The reading back of sent invoices; it sends nothing.

    That an invoice was removed is told, and it is never made again without a person's choice.
    """

    sessions: Connections
    host: Host
    store: Store
    clock: Clock
    sweep: SweepDue

    def __call__(self, company: CompanyId, provider: ProviderName, *, by: Actor, full: bool = False) -> Refreshed:
        """Read what changed since the last time; ``full``, as the first time, reads every invoice of the last 400 days.

        Only a full reading sees that an invoice was deleted. Raises: NotActivated, CredentialsRejected,
        PermissionMissing, RateLimited, ProviderUnavailable, UnexpectedAnswer; what was read before stays.
        """
        integration = self.sessions.integration(company, provider)
        since = None if full else integration.invoices_read_to
        started, doubled = self.clock.now(), False
        seen: list[_Seen] = []
        with self.sessions.open(integration) as connection:
            access = connection.accounting.access() if since is None else None
            for batch in self._every(integration, connection, access) if access else ():
                seen += self._keep(integration, batch, by=by)
            for chunk in self._listed(integration, connection, access):
                if access is None:
                    seen += self._keep(integration, self._changed(integration, connection, chunk), by=by)
                doubled = doubled or self._doubled(integration, chunk)
        integration = self._record(integration, started=started, full=since is None)
        if doubled:
            self.sweep.now(company, provider)
        return Refreshed(
            integration=integration,
            read=len(seen),
            changed=sum(one.before != one.now for one in seen),
            removed=tuple(one.now for one in seen if one.removed),
        )

    def _listed(
        self, integration: Integration, connection: Connection, access: Access | None
    ) -> Iterator[Sequence[RemoteInvoice]]:
        """What changed since the last reading; nothing where a full one, with this ``access``, may not list it."""
        since = integration.invoices_read_to
        if since and (access is None or access.granted >= frozenset(FIND.values())):
            yield from chunks(connection.accounting.changed_invoices(since))

    def _changed(self, integration: Integration, connection: Connection, chunk: Sequence[RemoteInvoice]) -> list[_Seen]:
        """Those of ours among what changed; a list does not tell their files, so they are read again together."""
        with self.store.read(integration.company) as work:
            ours = work.deliveries.of_remote(integration.provider, [one.id for one in chunk])
        listed = {one.id: one for one in chunk if one.id in ours}
        read = {one.id: one for one in connection.accounting.read_invoices(list(listed))} if listed else {}
        return [
            _Seen(before=ours[key], now=as_read(ours[key], one, connection)) for key, one in {**listed, **read}.items()
        ]

    def _doubled(self, integration: Integration, chunk: Sequence[RemoteInvoice]) -> bool:
        """Whether one of these is a second one of a number that was sent, untold yet, or one that was told, removed."""
        user, now = integration.remote.user if integration.remote else None, self.clock.now()
        with self.store.read(integration.company) as work:
            ours = work.deliveries.of_remote(integration.provider, [one.id for one in chunk])
            others = [one for one in chunk if one.id not in ours]
            holders = [one for one in holders_of(work, integration.provider, others) if one.settled]
        told = {id_of(problem) for one in holders for problem in one.problems}
        stand = {one.id for one in others if of_interest(one, now=now) and _is_second(one, holders, user)}
        gone = {one.id for one in others if one.state is RemoteState.REMOVED}
        return bool(stand - told or gone & told)

    def _every(self, integration: Integration, connection: Connection, access: Access) -> Iterator[list[_Seen]]:
        for batch in self._batches(integration):
            ids = [one.remote for one in batch if one.remote]
            found = read_many(connection, ids)
            yield list(_compared(batch, found, access, connection))

    def _batches(self, integration: Integration) -> Iterator[list[Delivery]]:
        after, since = None, self.clock.now() - LOOK_BACK
        while True:
            with self.store.read(integration.company) as work:
                batch = work.deliveries.at_provider(
                    integration.provider, requested_since=since, after=after, limit=BATCH
                )
            if not batch:
                return
            yield list(batch)
            after = batch[-1].remote

    def _keep(self, integration: Integration, looked_at: list[_Seen], *, by: Actor) -> list[_Seen]:
        """Write what differs, here as well; a delivery that somebody moved meanwhile is left to the next time."""
        looked_at = list(self._beside_the_host(integration.company, looked_at))
        with self.store.write(integration.company) as work:
            looked_at = [_Seen(before=one.before, now=with_names(work, one.now)) for one in looked_at]
            kept = [one for one in looked_at if one.now == one.before or work.deliveries.replace(one.now)]
            for removed in (one.now for one in kept if one.removed):
                work.audit.add(self._entry(removed, by))
        return kept

    def _beside_the_host(self, company: CompanyId, looked_at: list[_Seen]) -> Iterator[_Seen]:
        """The same, with what was edited here since it was sent: a host with records of its own tells of no edit."""
        for kind in PartyKind:
            of_kind = [one for one in looked_at if one.now.kind is kind]
            ids = [one.now.invoice for one in of_kind]
            records = self.host.some_invoices(company, kind, ids) if ids else {}
            for one in of_kind:
                record = records.get(one.now.invoice)
                yield one if record is None else _Seen(before=one.before, now=_beside(one.now, record))

    def _entry(self, delivery: Delivery, by: Actor) -> AuditEntry:
        facts = {"number": delivery.number, "provider": delivery.provider}
        return AuditEntry(at=self.clock.now(), actor=by, action="found_removed", subject=delivery.invoice, facts=facts)

    def _record(self, integration: Integration, *, started: datetime, full: bool) -> Integration:
        with self.store.write(integration.company) as work:
            now = work.integrations.get(integration.provider) or integration
            fully = started if full else now.invoices_fully_read_at
            now = replace(now, invoices_read_to=started - OVERLAP, invoices_fully_read_at=fully)
            work.integrations.put(now)
            return now


def _is_second(invoice: RemoteInvoice, holders: Sequence[Delivery], user: RemoteUserId | None) -> bool:
    same = [one for one in holders if same_invoice(one, invoice)]
    return bool(same) and surplus(invoice, same, user=user) is not None


def _compared(
    batch: Iterable[Delivery],
    found: Mapping[RemoteInvoiceId, RemoteInvoice],
    access: Access,
    connection: Connection,
) -> Iterator[_Seen]:
    for delivery in batch:
        invoice = found.get(delivery.remote) if delivery.remote else None
        if invoice:
            yield _Seen(before=delivery, now=as_read(delivery, invoice, connection))
        elif FIND[delivery.kind] in access.granted and delivery.kind not in access.own_invoices_only:
            yield _Seen(before=delivery, now=gone(delivery))
        # Otherwise a lacking right may hide it: that is no news of the invoice.


def _beside(delivery: Delivery, record: Invoice) -> Delivery:
    return replace(delivery, problems=retold(delivery, edited(delivery, record)))
