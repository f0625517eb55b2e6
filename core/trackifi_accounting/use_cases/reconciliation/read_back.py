"""Read back what became of sent invoices: their state and sums at the provider, and whether they are still there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.access import FIND, Access
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.edits import edited, retold
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName, RemoteInvoiceId
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import cents_apart
from trackifi_accounting.use_cases.partners.sync import OVERLAP

BATCH: Final = 200
"""Invoices read in one call and written in one transaction."""
LOOK_BACK: Final = timedelta(days=400)
"""A full reading goes so far back: past a fiscal year, its closing and its audit, an invoice is at rest."""
TOLD_ANEW: Final = frozenset({"removed_at_provider", "totals_differ"})
SEEN_TO: Final = frozenset({"echo_differs"})
"""Told until the accountant, who had the invoice in front of them, let it go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """``read`` counts our invoices that were looked at; ``removed`` are those newly found to be gone there."""

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


class RefreshDeliveries:
    """Sends nothing: that an invoice was removed is told, and it is never made again without a person's choice."""

    def __init__(self, *, sessions: Connections, host: Host, store: Store, clock: Clock) -> None:
        self._sessions = sessions
        self._host = host
        self._store = store
        self._clock = clock

    def __call__(self, company: CompanyId, provider: ProviderName, *, by: Actor, full: bool = False) -> Refreshed:
        """Read what changed since the last time; ``full``, as the first time, reads every invoice of the last 400 days.

        Only a full reading sees that an invoice was deleted. Raises: NotActivated, CredentialsRejected,
        PermissionMissing, RateLimited, ProviderUnavailable, UnexpectedAnswer; what was read before stays.
        """
        integration = self._sessions.integration(company, provider)
        since = None if full else integration.invoices_read_to
        started = self._clock.now()
        seen: list[_Seen] = []
        with self._sessions.open(integration) as connection:
            rounds = (
                self._every(integration, connection) if since is None else self._changes(integration, connection, since)
            )
            for looked_at in rounds:
                seen += self._keep(integration, looked_at, by=by)
        return Refreshed(
            integration=self._record(integration, started=started, full=since is None),
            read=len(seen),
            changed=sum(one.before != one.now for one in seen),
            removed=tuple(one.now for one in seen if one.removed),
        )

    def _changes(self, integration: Integration, connection: Connection, since: datetime) -> Iterator[list[_Seen]]:
        for chunk in chunks(connection.accounting.changed_invoices(since)):
            with self._store.read(integration.company) as work:
                ours = work.deliveries.of_remote(integration.provider, [one.id for one in chunk])
            yield [_Seen(before=ours[one.id], now=_as_it_is(ours[one.id], one)) for one in chunk if one.id in ours]

    def _every(self, integration: Integration, connection: Connection) -> Iterator[list[_Seen]]:
        access = connection.accounting.access()
        for batch in self._batches(integration):
            ids = [one.remote for one in batch if one.remote]
            found = {one.id: one for one in connection.accounting.read_invoices(ids)}
            yield list(_compared(batch, found, access))

    def _batches(self, integration: Integration) -> Iterator[list[Delivery]]:
        after, since = None, self._clock.now() - LOOK_BACK
        while True:
            with self._store.read(integration.company) as work:
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
        with self._store.write(integration.company) as work:
            kept = [one for one in looked_at if one.now == one.before or work.deliveries.replace(one.now)]
            for removed in (one.now for one in kept if one.removed):
                work.audit.add(self._entry(removed, by))
        return kept

    def _beside_the_host(self, company: CompanyId, looked_at: list[_Seen]) -> Iterator[_Seen]:
        """The same, with what was edited here since it was sent: a host with records of its own tells of no edit."""
        for kind in PartyKind:
            of_kind = [one for one in looked_at if one.now.kind is kind]
            ids = [one.now.invoice for one in of_kind]
            records = self._host.some_invoices(company, kind, ids) if ids else {}
            for one in of_kind:
                record = records.get(one.now.invoice)
                yield one if record is None else _Seen(before=one.before, now=_beside(one.now, record))

    def _entry(self, delivery: Delivery, by: Actor) -> AuditEntry:
        facts = {"number": delivery.number, "provider": delivery.provider}
        return AuditEntry(at=self._clock.now(), actor=by, action="found_removed", subject=delivery.invoice, facts=facts)

    def _record(self, integration: Integration, *, started: datetime, full: bool) -> Integration:
        with self._store.write(integration.company) as work:
            now = work.integrations.get(integration.provider) or integration
            fully = started if full else now.invoices_fully_read_at
            now = replace(now, invoices_read_to=started - OVERLAP, invoices_fully_read_at=fully)
            work.integrations.put(now)
            return now


def _compared(
    batch: Iterable[Delivery], found: Mapping[RemoteInvoiceId, RemoteInvoice], access: Access
) -> Iterator[_Seen]:
    for delivery in batch:
        invoice = found.get(delivery.remote) if delivery.remote else None
        if invoice:
            yield _Seen(before=delivery, now=_as_it_is(delivery, invoice))
        elif FIND[delivery.kind] in access.granted and delivery.kind not in access.own_invoices_only:
            yield _Seen(before=delivery, now=_gone(delivery))
        # Otherwise a lacking right may hide it: that is no news of the invoice.


def _as_it_is(delivery: Delivery, invoice: RemoteInvoice) -> Delivery:
    if invoice.state is RemoteState.REMOVED:
        return _gone(delivery)
    return replace(
        delivery,
        remote_state=invoice.state,
        remote_number=invoice.number or delivery.remote_number,
        problems=(*_open(delivery, invoice), *cents_apart(delivery, invoice)),
    )


def _beside(delivery: Delivery, record: Invoice) -> Delivery:
    return replace(delivery, problems=retold(delivery, edited(delivery, record)))


def _open(delivery: Delivery, invoice: RemoteInvoice) -> tuple[Problem, ...]:
    settled = SEEN_TO if invoice.state is not RemoteState.UNFINISHED else frozenset()
    return tuple(one for one in _others(delivery) if one.code not in settled)


def _gone(delivery: Delivery) -> Delivery:
    removed = Problem(code="removed_at_provider", facts={"number": delivery.number})
    return replace(delivery, remote_state=RemoteState.REMOVED, problems=(*_others(delivery), removed))


def _others(delivery: Delivery) -> tuple[Problem, ...]:
    return tuple(one for one in delivery.problems if one.code not in TOLD_ANEW)
