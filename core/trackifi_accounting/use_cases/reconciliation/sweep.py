"""Sweep: look at all that is new at the provider, for what no single look-up would find.

Of the checker of accounts it asks whether an invoice that is no delivery's is a second one of a number, or unknown
here; and the files of those that are ours are counted, 200 invoices in a call.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.copies import TWICE, counted
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.deliveries.evidence import made_by
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.counts import ON_THEIR_WAY, same_invoice, surplus
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.domain.reconciliation.sweeps import (
    COPY,
    DUPLICATE,
    LATE,
    ORPHAN,
    WATCHED,
    duplicate,
    id_of,
    late,
    orphan,
    still,
)
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import InvoiceId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.plugins.offer import Connection, NaturalKey
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.reconciliation.holders import holders_of
from trackifi_accounting.use_cases.reconciliation.read_many import read_many

KEPT: Final = 200
"""So many findings are kept for an integration, and read again in one call."""
Files = Mapping[RemoteInvoiceId, tuple[str, ...] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """The result of a sweep: ``found`` is all that stands now; ``fresh`` is what was not known before."""

    found: tuple[Problem, ...]
    fresh: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """The look at all that is new at the provider.

    Removes nothing and sends nothing: what is found is shown, with both numbers, where a person can act on it.
    """

    sessions: Connections
    store: Store

    def __call__(self, integration: Integration, known: Sequence[Problem], *, since: datetime, now: datetime) -> Swept:
        """Compare what changed since then with what was sent; ``known`` is what earlier sweeps found.

        Raises: CredentialsRejected, PermissionMissing, RateLimited, ProviderUnavailable, UnexpectedAnswer.
        """
        fresh: list[Problem] = []
        with self.sessions.open(integration) as connection:
            kept = self._standing(integration, connection, known)
            told = {(one.code, id_of(one)) for one in kept}
            for chunk in chunks(connection.accounting.changed_invoices(since)):
                made = [one for one in chunk if of_interest(one, now=now)]
                found = self._compared(integration, made, self._files(integration, connection, made))
                fresh += [one for one in found if (one.code, id_of(one)) not in told]
        # Copies of a PDF stand on their delivery alone, which each reading of it counts anew.
        keeping = [one for one in fresh if one.code != TWICE]
        return Swept(found=(*kept, *keeping)[-KEPT:], fresh=tuple(fresh))

    def _files(self, integration: Integration, connection: Connection, made: Sequence[RemoteInvoice]) -> Files:
        user = integration.remote.user if integration.remote else None
        ours = [one.id for one in made if made_by(one, user)]
        return {one.id: one.attachments for one in connection.accounting.read_invoices(ours)} if ours else {}

    def _standing(
        self, integration: Integration, connection: Connection, known: Sequence[Problem]
    ) -> tuple[Problem, ...]:
        """What was found before and is still so; on a delivery whose duplicate was removed the problem goes."""
        if not known:
            return ()
        there = read_many(connection, [id_of(one) for one in known])
        standing = still(known, there)
        with self.store.write(integration.company) as work:
            taken = work.deliveries.of_remote(integration.provider, list(there))
            for solved in (one for one in known if one not in standing):
                self._lift(work, integration, solved)
        return tuple(one for one in standing if one.code == LATE or id_of(one) not in taken)

    def _lift(self, work: UnitOfWork, integration: Integration, solved: Problem) -> None:
        if "invoice" not in solved.facts:
            return
        kind, invoice = PartyKind(solved.facts["kind"]), InvoiceId(solved.facts["invoice"])
        delivery = work.deliveries.get(integration.provider, kind, invoice)
        if delivery:
            rest = tuple(one for one in delivery.problems if not _same(one, solved))
            work.deliveries.replace(replace(delivery, problems=rest))

    def _compared(self, integration: Integration, made: Sequence[RemoteInvoice], files: Files) -> list[Problem]:
        creation = self.sessions.plugin(integration.provider).creation
        window = creation.window if isinstance(creation, NaturalKey) else None
        user = integration.remote.user if integration.remote else None
        found: list[Problem | None] = []
        with self.store.write(integration.company) as work:
            sent = work.deliveries.of_remote(integration.provider, [one.id for one in made])
            found += [self._counted(work, one, files.get(place)) for place, one in sent.items()]
            others = [one for one in made if one.id not in sent]
            holders = holders_of(work, integration.provider, others)
            found += [late(sent[one.id], one, window=window) for one in made if one.id in sent and made_by(one, user)]
            for invoice in others:
                found += self._unknown(work, invoice, holders, user=user, window=window)
        return [one for one in found if one is not None]

    def _counted(self, work: UnitOfWork, delivery: Delivery, names: tuple[str, ...] | None) -> Problem | None:
        """Keep how often its PDF is there, and give that where it is news."""
        now = counted(delivery, names)
        news = now.pdf_problem if now.pdf_problem != delivery.pdf_problem else None
        return news if now != delivery and work.deliveries.replace(now) else None

    def _unknown(
        self,
        work: UnitOfWork,
        invoice: RemoteInvoice,
        holders: Sequence[Delivery],
        *,
        user: RemoteUserId | None,
        window: timedelta | None,
    ) -> list[Problem | None]:
        found = surplus(invoice, holders, user=user)
        if found is None:
            return []
        delivery = next((one for one in holders if same_invoice(one, invoice)), None)
        if delivery is None:
            return [orphan(invoice)]
        if delivery.state in ON_THEIR_WAY:
            return []
        by_us = found.what is not FindingKind.SECOND_BY_HAND
        second = found.what in {FindingKind.SECOND_BY_US, FindingKind.SECOND_BY_HAND}
        problem = duplicate(delivery, invoice, ours=by_us) if second else orphan(invoice, delivery)
        self._tell(work, delivery, problem)
        return [problem, late(delivery, invoice, window=window) if delivery.settled and by_us else None]

    def _tell(self, work: UnitOfWork, delivery: Delivery, problem: Problem) -> None:
        """On the delivery itself; somebody who moved it meanwhile leaves it to the next sweep."""
        told = any(_same(one, problem) for one in delivery.problems)
        asked = delivery.settled or delivery.state is DeliveryState.NEEDS_ATTENTION
        if asked and not told:
            work.deliveries.replace(replace(delivery, problems=(*delivery.problems, problem), left=False))


def of_interest(invoice: RemoteInvoice, *, now: datetime) -> bool:
    """Made lately, by whomever, and still there."""
    lately = invoice.created is None or invoice.created >= now - WATCHED - timedelta(days=1)
    return lately and invoice.state is not RemoteState.REMOVED


def _same(one: Problem, other: Problem) -> bool:
    return one.code == other.code and one.code in {DUPLICATE, COPY, ORPHAN} and id_of(one) == id_of(other)
