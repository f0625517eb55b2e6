"""The one hook: a plugin offers its provider."""

import pluggy

from trackifi_accounting.plugins.offer import ProviderPlugin

PROJECT = "trackifi_accounting"
ENTRY_POINTS = "trackifi_accounting.plugins"
"""The entry point group; the entry point's name is the provider's name, its value a module with the hook."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks that a plugin may implement."""

    @hookspec
    def accounting_provider(self) -> ProviderPlugin:  # type: ignore[empty-body]  # pluggy specifies by signature
        """Offer one accounting provider. Called once, when plugins load; connects to nothing."""
