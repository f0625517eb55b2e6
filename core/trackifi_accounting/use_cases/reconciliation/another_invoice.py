"""It is another invoice of that number: a freelancer's numbers begin anew, and a person says so."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.reconciliation.questions import Reply, question_of
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor
from trackifi_accounting.ports.host import Host
from trackifi_accounting.use_cases.deliveries.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherInvoice:
    """A person's answer that it is another invoice of that number.

    From here on the number counts together with its year; sending takes the ordinary way.
    """

    host: Host
    journal: Journal

    def __call__(self, _integration: Integration, delivery: Delivery, _reply: Reply, *, by: Actor) -> Delivery:
        """Give the delivery as Ready. Raises: DeliveryInProgress, NotFound."""
        year = str(self.host.invoice(delivery.company, delivery.kind, delivery.invoice).issued.year)
        now, asked = self.journal.now(), question_of(delivery)
        again = replace(
            delivery, state=DeliveryState.READY, apart=year, problems=(), left=False, tries=0, due=now, batch=None
        )
        facts = {
            "number": delivery.number,
            "provider": delivery.provider,
            "question": asked.code if asked else "",
            "earlier": asked.facts.get("date", "") if asked else "",
        }
        entry = AuditEntry(at=now, actor=by, action="answer_another", subject=delivery.invoice, facts=facts)
        return self.journal.answered(again, entry)
