"""Stop an integration whose records contradict each other: no call is made before somebody has looked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from trackifi_accounting.domain.activation.integrations import STOPPED, IntegrationState
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import SYSTEM
from trackifi_accounting.errors import ConnectionStopped
from trackifi_accounting.ports.store import UnitOfWork


def halted_by(
    work: UnitOfWork, delivery: Delivery, contradictions: Sequence[str], *, now: datetime
) -> ConnectionStopped | None:
    """Note the contradictions in this transaction and give the error to raise after it; None when there are none."""
    if not contradictions:
        return None
    facts = {"number": delivery.number, "incident": _incident(delivery, contradictions)}
    integration = work.integrations.get(delivery.provider)
    if integration:
        problem = Problem(code=STOPPED, facts=facts)
        work.integrations.put(replace(integration, state=IntegrationState.NEEDS_ATTENTION, problem=problem))
    told = {**facts, "provider": delivery.provider}
    work.audit.add(AuditEntry(at=now, actor=SYSTEM, action="stopped", subject=delivery.invoice, facts=told))
    return ConnectionStopped(**facts)


def _incident(delivery: Delivery, contradictions: Sequence[str]) -> str:
    """What support finds the place by."""
    return f"{'+'.join(contradictions)}:{delivery.kind}/{delivery.invoice}/{delivery.version}"
