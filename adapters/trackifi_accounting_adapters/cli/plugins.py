"""The command ``plugins``."""

import typer
from trackifi_accounting.plugins.offer import ProviderPlugin, SettingField

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import START, Json
from trackifi_accounting_adapters.console import output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=START)(plugins)


def plugins(context: typer.Context, *, as_json: Json = False) -> None:
    """List installed providers, their settings, and broken plugins."""
    command = CommandContext.of(context, as_json=as_json)
    registry = command.bare.registry()
    settings = [_setting(plugin, field) for plugin in registry.values() for field in plugin.settings]
    if as_json:
        there = [{"name": plugin.name, "title": plugin.title} for plugin in registry.values()]
        output.as_json({"providers": there, "settings": settings, "broken": registry.broken})
        return
    rows = [(plugin.name, plugin.title, "installed") for plugin in registry.values()]
    broken = [(name, "", f"set aside: {reason}") for name, reason in registry.broken.items()]
    output.table(("Provider", "Title", "State"), [*rows, *broken], empty="No provider plugin is installed.")
    if settings:
        typer.echo()
        shown = [(one["variable"], "needed" if one["needed"] else one["default"], one["help"]) for one in settings]
        output.table(("Setting (environment variable)", "Default", "What it is"), shown, empty="")


def _setting(plugin: ProviderPlugin, field: SettingField) -> dict[str, object]:
    from trackifi_accounting_adapters.settings import PROVIDER_PREFIX  # noqa: PLC0415 - keeps --help fast

    return {
        "provider": plugin.name,
        "variable": f"{PROVIDER_PREFIX}{plugin.name}_{field.name}".upper(),
        "default": field.default,
        "needed": field.default is None,
        "help": field.help,
    }
