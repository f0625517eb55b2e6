"""The integrations of one company, within a unit of work."""

from abc import ABC, abstractmethod

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.values.references import (
    ProviderName,
    RemoteCompanyId,
)


class Integrations(ABC):
    """The repository of the company's integrations."""

    @abstractmethod
    def get(self, provider: ProviderName) -> Integration | None:
        """The integration, or None before the first activation."""

    @abstractmethod
    def put(self, integration: Integration) -> None:
        """Keep it in place of the earlier one."""

    @abstractmethod
    def shared(self, provider: ProviderName, remote: RemoteCompanyId) -> bool:
        """Whether another company's integration is active on this remote company; which one is never told."""
