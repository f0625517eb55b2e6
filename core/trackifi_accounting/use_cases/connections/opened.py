"""An integration whose books are open: what every step of a delivery works with."""

from dataclasses import dataclass

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIntegration:
    """An integration with its provider's plugin and an open connection to it."""

    plugin: ProviderPlugin
    integration: Integration
    connection: Connection
