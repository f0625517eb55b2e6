"""The first step of a delivery: plan it, freeze it, look before writing, and have it posted."""

from dataclasses import replace

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.evidence import Ask, Ours, judge
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.reconciliation.papers import paper_of
from trackifi_accounting.errors import AccountingError, InvoiceRejected
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.files import Files
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.machine.adopt import Adopt
from trackifi_accounting.use_cases.machine.journal import KEY_TROUBLE, Journal
from trackifi_accounting.use_cases.machine.look_up import Looked
from trackifi_accounting.use_cases.machine.plan import Planner
from trackifi_accounting.use_cases.machine.post import Post


class Create:
    """Takes a Ready delivery to Sent, Checking or Needs attention."""

    def __init__(self, *, journal: Journal, planner: Planner, post: Post, files: Files, store: Store) -> None:
        self._journal = journal
        self._adopt = Adopt(journal=journal)
        self._planner = planner
        self._post = post
        self._files = files
        self._store = store

    def __call__(
        self,
        integration: Integration,
        connection: Connection,
        delivery: Delivery,
        *,
        document_limit: int,
        looked: Looked | None = None,
    ) -> Delivery:
        """Take over what was ``looked`` up for many while that is fresh, else look now. Raises: DeliveryInProgress."""
        try:
            frozen = self._freeze(integration, connection, delivery, document_limit=document_limit)
            known = looked.of(frozen.key) if looked else None
            found = connection.accounting.find(frozen.key) if known is None else known
        except KEY_TROUBLE:
            raise  # it is no invoice's trouble: who sends one alone is told by the caller, a round tells it once
        except AccountingError as error:
            return self._journal.stopped(delivery, error)
        verdict = judge(frozen, found, user=integration.remote.user if integration.remote else None)
        if isinstance(verdict, Ours):
            return self._adopt(connection, frozen, verdict.invoice, before=delivery)
        if isinstance(verdict, Ask):
            return self._journal.ask(frozen, [verdict.problem])
        return self._post(integration, connection, frozen)

    def _freeze(
        self, integration: Integration, connection: Connection, delivery: Delivery, *, document_limit: int
    ) -> Delivery:
        plan = self._planner(integration, connection, delivery.kind, delivery.invoice, document_limit=document_limit)
        frozen = replace(
            delivery,
            number=plan.order.invoice.number,
            partner=plan.order.partner.id,
            revision=plan.order.invoice.revision,
            payload=plan.draft.payload,
            totals=plan.draft.totals,
            pdf_digest=self._files.put(delivery.company, plan.document.content),
            pdf_name=plan.document.name,
            paper=paper_of(plan.order.invoice),
        )
        with self._store.view(delivery.company) as work:
            holder = work.deliveries.of_key(delivery.provider, frozen.key)
        if holder and holder.invoice != delivery.invoice:
            raise InvoiceRejected("number_used_twice", number=frozen.number)
        return frozen
