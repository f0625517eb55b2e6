"""Preview: the send without its last step."""

from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.use_cases.machine.plan import Plan, Planner
from trackifi_accounting.use_cases.sessions import Sessions


class Preview:
    """Shows what would be sent, made by the same planner, byte for byte."""

    def __init__(self, *, sessions: Sessions, planner: Planner) -> None:
        self._sessions = sessions
        self._planner = planner

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Plan:
        """Plan and send nothing. Raises whatever the sending would raise before its first write."""
        integration = self._sessions.integration(company, provider)
        limit = self._sessions.plugin(provider).document_limit
        with self._sessions.open(integration) as connection:
            return self._planner(integration, connection, kind, invoice, document_limit=limit)
