"""Finds provider plugins, each on its own: one that is broken is set aside with its reason, the others work."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from importlib.metadata import EntryPoint, entry_points

import pluggy

from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.errors import UnknownProvider
from trackifi_accounting.plugins.hooks import ENTRY_POINTS, PROJECT, Hooks
from trackifi_accounting.plugins.offer import NaturalKey, ProviderPlugin

SHORTEST_WINDOW = timedelta(minutes=5)
"""A request may be carried out late: sooner than this a look that finds nothing proves nothing."""


class Refused(Exception):
    """The reason why a plugin was set aside."""


class PluginRegistry(Mapping[ProviderName, ProviderPlugin]):
    """The installed providers by name, in alphabetical order; ``broken`` maps entry point names to reasons."""

    def __init__(self, found: Iterable[EntryPoint]) -> None:
        self.broken: dict[str, str] = {}
        self._providers: dict[ProviderName, ProviderPlugin] = {}
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        for entry_point in sorted(found, key=lambda one: (one.name, one.value)):
            self._take(entry_point)

    @classmethod
    def installed(cls) -> "PluginRegistry":
        """The registry of this Python environment."""
        return cls(entry_points(group=ENTRY_POINTS))

    def __getitem__(self, name: ProviderName) -> ProviderPlugin:
        try:
            return self._providers[name]
        except KeyError:
            raise UnknownProvider(provider=name) from None

    def __contains__(self, name: object) -> bool:
        return name in self._providers

    def __iter__(self) -> Iterator[ProviderName]:
        return iter(self._providers)

    def __len__(self) -> int:
        return len(self._providers)

    def _take(self, entry_point: EntryPoint) -> None:
        try:
            offer = self._offer(entry_point)
        except Refused as reason:
            self.broken[f"{entry_point.name} ({entry_point.value})"] = str(reason)
        # A plugin is foreign code: whatever its import or its hook raises, an exit included, must not stop the others.
        except (Exception, SystemExit) as error:  # noqa: BLE001
            self.broken[f"{entry_point.name} ({entry_point.value})"] = f"{type(error).__name__}: {error}"
        else:
            self._providers[offer.name] = offer

    def _offer(self, entry_point: EntryPoint) -> ProviderPlugin:
        module = entry_point.load()
        name = self._manager.register(module, name=f"{entry_point.name}={entry_point.value}")
        try:
            self._manager.check_pending()
            others = [plugin for plugin in self._manager.get_plugins() if plugin is not module]
            offers = self._manager.subset_hook_caller("accounting_provider", others)()
        except BaseException:
            # A refused plugin may not stay: its misspelt hook would fail check_pending for every later one.
            self._manager.unregister(name=name)
            raise
        if len(offers) != 1 or not isinstance(offers[0], ProviderPlugin):
            raise Refused(_wrong_offer(offers))
        if offers[0].name in self._providers:
            raise Refused(f"another plugin is already named {offers[0].name!r}")
        creation = offers[0].creation
        if isinstance(creation, NaturalKey) and creation.window < SHORTEST_WINDOW:
            raise Refused(f"the window of its natural key is {creation.window}; {SHORTEST_WINDOW} is the shortest")
        return offers[0]


def _wrong_offer(offers: list[object]) -> str:
    if not offers:
        return "it has no hook accounting_provider, or the hook offers None"
    return f"accounting_provider must give a ProviderPlugin, not {type(offers[0]).__name__}"
