"""What one run of a command works with: the opened installation, the language, the way of answering."""

import getpass
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import typer
from trackifi_accounting.domain.matching.wording import Language
from trackifi_accounting.domain.values.references import Actor, ProviderName

from trackifi_accounting_adapters.console.signals import CommandStopped, setting_stop, store_stop

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from trackifi_accounting_adapters.container import Container
    from trackifi_accounting_adapters.settings import Settings

Compose = Callable[["Settings"], "Container"]


def composed(settings: "Settings") -> "Container":
    """The installation that the settings describe."""
    # The container brings the database, the vault and all else in: two seconds that --help need not wait for.
    from trackifi_accounting_adapters.container import Container  # noqa: PLC0415 - see above

    return Container(settings=settings)


class CommandContext:
    """The surroundings of one command. ``as_json`` is set by commands that a script may call."""

    def __init__(self, *, compose: Compose = composed, language: Language | None = None) -> None:
        self._compose = compose
        self._language = language
        self.as_json = False
        self.concerned: ProviderName | None = None

    @classmethod
    def of(cls, context: typer.Context, *, as_json: bool = False) -> "CommandContext":
        """What this run of a command works with."""
        command: CommandContext = context.find_object(cls) or cls()
        command.as_json = as_json
        return command

    @cached_property
    def settings(self) -> "Settings":
        """Raises: CommandStopped when a setting can't be right."""
        from pydantic import ValidationError  # noqa: PLC0415 - pydantic's settings take a third of a second

        from trackifi_accounting_adapters.settings import Settings  # noqa: PLC0415 - as above

        try:
            return Settings()
        except ValidationError as error:
            raise setting_stop(error) from None

    @cached_property
    def bare(self) -> "Container":
        """The installation; its database has not been looked at."""
        return self._compose(self.settings)

    @cached_property
    def database(self) -> "Engine":
        """The database, whatever its tables are."""
        return self.bare.engine()

    @cached_property
    def container(self) -> "Container":
        """The installation with tables that are up to date; on SQLite they are brought there.

        Raises:
            CommandStopped: the database can't be used as it is.
        """
        from trackifi_accounting_adapters.database import migration  # noqa: PLC0415 - SQLAlchemy takes a second

        with store_stop(self.settings.url):
            if self.database.dialect.name == "sqlite":
                migration.migrate(self.database)
            elif migration.revision_of(self.database) != migration.HEAD:
                raise CommandStopped(
                    "The database's tables are not up to date.", todo="Run: trackifi-accounting migrate"
                )
        return self.bare

    def close(self) -> None:
        """Close the database, if this run has opened it."""
        if "database" in vars(self):
            from trackifi_accounting_adapters.container import let_go  # noqa: PLC0415 - --help need not wait for it

            let_go(self.bare)

    @property
    def language(self) -> Language:
        """The language of explanations."""
        return self._language or self.settings.language

    @property
    def actor(self) -> Actor:
        """Who is at the keyboard, for the audit trail."""
        try:
            return Actor(f"cli:{getpass.getuser()}")
        except (OSError, KeyError):  # a container may run as a user without a name
            return Actor("cli")

    def provider(self, named: str | None) -> ProviderName:
        """The provider that is named, or the only one there is.

        Raises:
            UnknownProvider: no installed plugin has the name.
            CommandStopped: several are installed, or none, and none was named.
        """
        providers = self.bare.registry()
        if named is None and len(providers) != 1:
            there = f"Choose one: {', '.join(providers)}." if providers else "See: trackifi-accounting plugins"
            raise CommandStopped("Which provider? --provider was left out.", todo=there)
        self.concerned = ProviderName(named if named is not None else next(iter(providers)))
        return providers[self.concerned].name
