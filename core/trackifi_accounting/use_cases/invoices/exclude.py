"""Exclude an invoice from sending, with a reason, and take that back."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.deliveries.deliveries import (
    Delivery,
    DeliveryState,
    Exclusion,
    held,
    new_delivery,
    withdrawable,
)
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import DeliveryInProgress, InvoiceRejected, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store, UnitOfWork

LONGEST_REASON = 100
"""Letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclude:
    """The exclusion of an invoice from sending; nothing sends it then, not even a batch that names it."""

    host: Host
    store: Store
    clock: Clock

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        kind: PartyKind,
        invoice: InvoiceId,
        *,
        reason: str,
        by: Actor,
    ) -> Delivery:
        """Exclude it, whether its sending was asked for or not; one that is excluded keeps its first reason.

        Raises:
            NotFound: the company has no such invoice.
            DeliveryInProgress: it is on its way.
            InvoiceRejected: it is there already, or the reason is empty or longer than 100 letters.
        """
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= LONGEST_REASON:
            raise InvoiceRejected("exclusion_reason_unfit", limit=LONGEST_REASON)
        found = self.host.invoice(company, kind, invoice)
        with self.store.write(company) as work:
            known = work.deliveries.get(provider, kind, invoice)
            if known and known.state is DeliveryState.EXCLUDED:
                return known
            word = Exclusion(by=by, at=self.clock.now(), reason=reason, asked=known is not None)
            excluded = _kept(work, known, word) if known else _made(work, company, provider, found, word)
            facts = {"number": excluded.number, "provider": provider, "reason": reason}
            work.audit.add(AuditEntry(at=word.at, actor=by, action="exclude", subject=invoice, facts=facts))
        return excluded


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawExclusion:
    """The withdrawal of an exclusion: the delivery goes on from where it was."""

    store: Store
    clock: Clock

    def __call__(
        self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId, *, by: Actor
    ) -> Delivery | None:
        """Give the delivery, due now unless its batch is stopped; None when its sending was never asked for.

        After a doubtful attempt it begins with looking. One that is not excluded stays as it is.
        Raises: NotFound, DeliveryInProgress.
        """
        now = self.clock.now()
        with self.store.write(company) as work:
            known = work.deliveries.get(provider, kind, invoice)
            if known is None:
                raise NotFound(record="delivery", id=invoice)
            if known.state is not DeliveryState.EXCLUDED:
                return known
            back = _back(work, replace(known, exclusion=None, problems=(), tries=0, clean_looks=(), due=now), known)
            facts = {"number": known.number, "provider": provider}
            work.audit.add(AuditEntry(at=now, actor=by, action="take_back", subject=invoice, facts=facts))
        return back


def _made(work: UnitOfWork, company: CompanyId, provider: ProviderName, invoice: Invoice, word: Exclusion) -> Delivery:
    fresh = new_delivery(company, provider, invoice, by=word.by, now=word.at)
    excluded = replace(fresh, state=DeliveryState.EXCLUDED, exclusion=word, due=None)
    for one in (excluded, replace(excluded, holds_number=False)):
        if work.deliveries.add(one):
            return one
    raise DeliveryInProgress(number=invoice.number)


def _kept(work: UnitOfWork, known: Delivery, word: Exclusion) -> Delivery:
    if known.in_flight:
        raise DeliveryInProgress(number=known.number)
    if known.settled:
        raise InvoiceRejected("exclusion_too_late", number=known.number)
    return _written(work, replace(known, state=DeliveryState.EXCLUDED, exclusion=word, due=None))


def _back(work: UnitOfWork, delivery: Delivery, known: Delivery) -> Delivery | None:
    if withdrawable(known):
        if not work.deliveries.withdraw(known):
            raise DeliveryInProgress(number=known.number)
        return None
    back = replace(delivery, state=DeliveryState.CHECKING if known.doubtful else DeliveryState.READY)
    waits = held(back, work.batches.stopped(known.provider))
    return _written(work, replace(back, due=None) if waits else back)


def _written(work: UnitOfWork, delivery: Delivery) -> Delivery:
    if not work.deliveries.replace(delivery):
        raise DeliveryInProgress(number=delivery.number)
    return replace(delivery, version=delivery.version + 1)
