"""Preview: the send without its last step."""

from dataclasses import replace

from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.reconciliation.edits import edited
from trackifi_accounting.domain.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.machine.plan import Plan, Planner
from trackifi_accounting.use_cases.sessions import Sessions


class Preview:
    """Shows what would be sent, made by the same planner, byte for byte."""

    def __init__(self, *, sessions: Sessions, store: Store, planner: Planner) -> None:
        self._sessions = sessions
        self._store = store
        self._planner = planner

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Plan:
        """Plan and send nothing; of an invoice that was sent the warnings say what would not be sent.

        Raises whatever the sending would raise before its first write.
        """
        integration = self._sessions.integration(company, provider)
        limit = self._sessions.plugin(provider).document_limit
        with self._sessions.open(integration) as connection:
            plan = self._planner(integration, connection, kind, invoice, document_limit=limit)
        warnings = (*plan.draft.warnings, *self._of_sent(integration, plan))
        return replace(plan, draft=replace(plan.draft, warnings=warnings))

    def _of_sent(self, integration: Integration, plan: Plan) -> tuple[Problem, ...]:
        """That it is there already, and what of it as it stands now would not be sent."""
        invoice = plan.order.invoice
        with self._store.view(integration.company) as work:
            delivery = work.deliveries.get(integration.provider, invoice.kind, invoice.id)
        if delivery is None or not delivery.settled:
            return ()
        facts = {"number": delivery.number, "remote": delivery.remote_number or delivery.remote or "?"}
        edit = edited(delivery, invoice, document=plan.document.digest)
        return (Problem(code="already_sent", facts=facts), *((edit,) if edit else ()))
