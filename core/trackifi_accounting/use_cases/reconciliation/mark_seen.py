"""Mark as seen what stands differently: it stays as it is on both sides, and is told no more."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.reconciliation.list_filters import CAN_BE_SEEN
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.deliveries.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSeen:
    """A person's word about these two values: should either change again, that is told anew."""

    store: Store
    journal: Journal

    def __call__(
        self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId, *, by: Actor
    ) -> Delivery:
        """Give the delivery; one of which nothing is to be seen stays as it is.

        Raises: NotFound, InvoiceRejected (``seen_not_possible``) when it has not arrived, DeliveryInProgress.
        """
        with self.store.read(company) as work:
            delivery = work.deliveries.get(provider, kind, invoice)
        if delivery is None:
            raise NotFound(record="delivery", id=invoice)
        if not delivery.settled:
            raise InvoiceRejected("seen_not_possible", number=delivery.number)
        told = [one for one in delivery.told if one.code in CAN_BE_SEEN]
        if not told:
            return delivery
        marked = replace(delivery, seen=tuple(sorted({*delivery.seen, *map(mark_of, told)})))
        return self.journal.answered(marked, self._entry(delivery, told, by))

    def _entry(self, delivery: Delivery, told: list[Problem], by: Actor) -> AuditEntry:
        facts = {
            "number": delivery.number,
            "provider": delivery.provider,
            "what": ", ".join(dict.fromkeys(one.code for one in told)),
            "values": ", ".join(f"{one.facts['ours']}/{one.facts['theirs']}" for one in told if "ours" in one.facts),
        }
        return AuditEntry(at=self.journal.now(), actor=by, action="seen", subject=delivery.invoice, facts=facts)
