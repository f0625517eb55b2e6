"""Who did what: the trail a company keeps of its integration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from trackifi_accounting.domain.values.references import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One act of the trail. ``subject`` names its object (an invoice, say); ``facts`` hold no secret, no payload."""

    at: datetime
    actor: Actor
    action: str
    subject: str
    facts: Mapping[str, str] = field(default_factory=dict)
