"""Reject a suggestion: that pair is never suggested again, the next best may be."""

from dataclasses import dataclass
from datetime import timedelta

from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections

SETTLE = timedelta(seconds=5)
"""After a person's act matching waits so long for the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectSuggestion:
    """The rejection of a suggestion by a person: that pair is never suggested again, the next best may be."""

    sessions: Connections
    store: Store
    clock: Clock

    def __call__(
        self, company: CompanyId, provider: ProviderName, partner: PartnerId, party: PartyId, *, by: Actor
    ) -> None:
        """Reject it, whether it is suggested at the moment or not. Raises: UnknownProvider, NotFound."""
        self.sessions.plugin(provider)
        now = self.clock.now()
        with self.store.write(company) as work:
            work.links.reject(provider, partner, party)
            work.partners.mark_changed(provider, [partner], at=now)
            work.matching.mark(provider, due=now + SETTLE, since=now)
            facts = {"partner": partner, "provider": provider}
            work.audit.add(AuditEntry(at=now, actor=by, action="reject_suggestion", subject=party, facts=facts))
