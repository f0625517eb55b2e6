"""Preview: the send without its last step."""

from dataclasses import dataclass

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.ports.host import Host
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.gate.gate import Gate
from trackifi_accounting.use_cases.gate.plan import Plan
from trackifi_accounting.use_cases.gate.refusal import refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The preview of an invoice, by the verdict of the same gate as its sending, byte for byte."""

    sessions: Connections
    host: Host
    gate: Gate

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Plan:
        """Plan, and write nothing anywhere. Raises whatever the sending would be stopped by, every reason at once."""
        integration = self.sessions.integration(company, provider)
        asked = self.host.invoice(company, kind, invoice)
        with self.sessions.opened(integration) as books:
            verdict = self.gate(books, asked)
        if verdict.reasons or verdict.plan is None:
            raise refusal(verdict.reasons, number=asked.number)
        return verdict.plan
