"""The audit trail of one company."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from trackifi_accounting.domain.values.audit import AuditEntry


class Audit(ABC):
    """The company's trail; only ever added to."""

    @abstractmethod
    def add(self, entry: AuditEntry) -> None:
        """Write an entry in this transaction."""

    @abstractmethod
    def page(self, *, limit: int = 100, offset: int = 0) -> Sequence[AuditEntry]:
        """Entries, the newest first."""
