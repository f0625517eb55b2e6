"""Drift report: what was sent, held against the provider's books; reads only, and changes nothing on either side."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.drift import Drift, DriftKind
from trackifi_accounting.domain.evidence import made_by
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.money import Totals
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import CompanyId, ProviderName, RemoteInvoiceId
from trackifi_accounting.domain.remote import FIND, Access, InvoiceKey, RemoteInvoice, RemoteState
from trackifi_accounting.errors import NotFound
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.chunks import chunks
from trackifi_accounting.use_cases.reading_back.refresh_deliveries import BATCH, LOOK_BACK
from trackifi_accounting.use_cases.sessions import Sessions


class DriftReport:
    """Streams rows: first what was sent from here, then what our key's user made that is not known as sent here."""

    def __init__(self, *, sessions: Sessions, host: Host, store: Store, clock: Clock) -> None:
        self._sessions = sessions
        self._host = host
        self._store = store
        self._clock = clock

    def __call__(self, company: CompanyId, provider: ProviderName, *, back: timedelta = LOOK_BACK) -> Iterator[Drift]:
        """Rows as they are found, over invoices that were asked for or changed since ``back`` ago.

        Raises, while it is gone through: NotActivated, CredentialsRejected, PermissionMissing, RateLimited,
        ProviderUnavailable, UnexpectedAnswer.
        """
        integration = self._sessions.integration(company, provider)
        since = self._clock.now() - back
        with self._sessions.open(integration) as connection:
            access = connection.accounting.access()
            for batch in self._batches(integration, since):
                ids = [one.remote for one in batch if one.remote]
                there = {one.id: one for one in connection.accounting.read_invoices(ids)}
                for delivery in batch:
                    yield from self._of_ours(delivery, there, access)
            yield from self._of_theirs(integration, connection, since)

    def _batches(self, integration: Integration, since: datetime) -> Iterator[list[Delivery]]:
        after: RemoteInvoiceId | None = None
        while True:
            with self._store.begin(integration.company) as work:
                batch = list(
                    work.deliveries.at_provider(integration.provider, requested_since=since, after=after, limit=BATCH)
                )
            if not batch:
                return
            yield batch
            after = batch[-1].remote

    def _of_ours(
        self, delivery: Delivery, there: Mapping[RemoteInvoiceId, RemoteInvoice], access: Access
    ) -> Iterator[Drift]:
        invoice = there.get(delivery.remote) if delivery.remote else None
        if invoice is None:
            # A lacking right hides invoices: that is no news of them.
            if FIND[delivery.kind] in access.granted and delivery.kind not in access.own_invoices_only:
                yield _row(DriftKind.MISSING_THERE, delivery, ours=_sum(delivery.totals))
        elif invoice.state is RemoteState.REMOVED:
            yield _row(DriftKind.REMOVED_THERE, delivery, ours=_sum(delivery.totals), theirs=_sum(invoice.totals))
        else:
            yield from self._compared(delivery, invoice)

    def _compared(self, delivery: Delivery, invoice: RemoteInvoice) -> Iterator[Drift]:
        issued = self._issued(delivery)
        pairs = (
            (DriftKind.AMOUNT, _sum(delivery.totals), _sum(invoice.totals)),
            (DriftKind.DATE, issued, invoice.issued.isoformat() if invoice.issued else ""),
            (DriftKind.PARTNER, delivery.partner or "", invoice.partner or ""),
        )
        for what, ours, theirs in pairs:
            if ours and theirs and ours != theirs:
                yield _row(what, delivery, ours=ours, theirs=theirs)
        names = invoice.attachments
        missing = names is not None and (not names if delivery.foreign else delivery.pdf_name not in names)
        if missing:
            yield _row(DriftKind.PDF_MISSING, delivery, ours=delivery.pdf_name or "", theirs=", ".join(names or ()))

    def _issued(self, delivery: Delivery) -> str:
        try:
            return self._host.invoice(delivery.company, delivery.kind, delivery.invoice).issued.isoformat()
        except NotFound:
            return ""

    def _of_theirs(self, integration: Integration, connection: Connection, since: datetime) -> Iterator[Drift]:
        user = integration.remote.user if integration.remote else None
        for chunk in chunks(connection.accounting.changed_invoices(since)):
            made = [one for one in chunk if made_by(one, user) and one.state is not RemoteState.REMOVED]
            with self._store.begin(integration.company) as work:
                known = work.deliveries.of_remote(integration.provider, [one.id for one in made])
                others = [
                    (one, work.deliveries.of_key(integration.provider, key_of(one)))
                    for one in made
                    if one.id not in known
                ]
            yield from (_unknown(invoice, delivery) for invoice, delivery in others)


def key_of(invoice: RemoteInvoice) -> InvoiceKey:
    """What an invoice at the provider would be looked up by."""
    partner = invoice.partner if invoice.kind is PartyKind.FREELANCER else None
    return InvoiceKey(kind=invoice.kind, number=invoice.own_number, partner=partner)


def _row(what: DriftKind, delivery: Delivery, *, ours: str = "", theirs: str = "") -> Drift:
    return Drift(
        what=what,
        kind=delivery.kind,
        number=delivery.number,
        invoice=delivery.invoice,
        remote=delivery.remote or RemoteInvoiceId(""),
        remote_number=delivery.remote_number,
        ours=ours,
        theirs=theirs,
    )


def _unknown(invoice: RemoteInvoice, delivery: Delivery | None) -> Drift:
    return Drift(
        what=DriftKind.MISSING_HERE,
        kind=invoice.kind,
        number=invoice.own_number,
        invoice=delivery.invoice if delivery else None,
        remote=invoice.id,
        remote_number=invoice.number,
        theirs=_sum(invoice.totals),
    )


def _sum(totals: Totals | None) -> str:
    return f"{totals.gross} {totals.currency}" if totals else ""
