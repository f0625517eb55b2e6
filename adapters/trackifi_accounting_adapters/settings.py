"""The settings of an installation; the only reader of the environment."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.domain.values.secrets import Secret

PREFIX = "TRACKIFI_ACCOUNTING_"
PROVIDER_PREFIX = f"{PREFIX}PROVIDER_"

ProviderSettings = Mapping[ProviderName, Mapping[str, Secret]]


class Settings(BaseSettings):
    """Read from variables named TRACKIFI_ACCOUNTING_…; everything has a default that runs on one machine.

    A provider's own settings are TRACKIFI_ACCOUNTING_PROVIDER_<NAME>_<SETTING>; which there are, the command
    ``trackifi-accounting plugins`` lists.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data_dir: Path = Field(default=Path("var"), description="Folder of the embedded database, files and key file.")
    database_url: str = Field(default="", description="SQLAlchemy URL; empty for SQLite in the data folder.")
    key_file: Path | None = Field(default=None, description="Key-encryption keys; made in the data folder if missing.")
    installation: str = Field(default="trackifi", description="Name bound into every stored key; differs for a copy.")
    requests_per_second: float = Field(default=8.0, gt=0, description="Calls to one provider, over all companies.")
    company_requests_per_second: float = Field(default=8.0, gt=0, description="Calls to one provider for one company.")
    companies_at_once: int = Field(default=8, ge=1, le=100, description="Companies a worker delivers for side by side.")
    sync_minutes: int = Field(default=15, ge=5, le=1440, description="Minutes between two syncs of an integration.")
    unsafe_database: bool = Field(default=False, description="For tests: PostgreSQL may forget what it has written.")
    language: Literal["en", "fi"] = Field(default="en", description="Language of the command line's explanations.")
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR.")

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'accounting.db'}"

    @property
    def sync_every(self) -> timedelta:
        """How long after one sync of an integration the worker begins the next."""
        return timedelta(minutes=self.sync_minutes)

    @property
    def keys(self) -> Path:
        """The file of the key-encryption keys."""
        return self.key_file or self.data_dir / "keys"

    @property
    def files(self) -> Path:
        """The folder of the PDFs."""
        return self.data_dir / "files"

    @property
    def mark(self) -> Path:
        """The file that holds the time of the last intent, outside the database."""
        return self.data_dir / "last-intent"


def provider_settings(environment: Mapping[str, str] | None = None) -> ProviderSettings:
    """Gather what the environment holds for providers; names and settings in lower case.

    A value is kept as a secret whether it is one or not: the plugin that declared it reveals it.
    """
    found: dict[ProviderName, dict[str, Secret]] = {}
    for variable, value in (os.environ if environment is None else environment).items():
        if variable.startswith(PROVIDER_PREFIX) and value:
            name, _, setting = variable.removeprefix(PROVIDER_PREFIX).lower().partition("_")
            found.setdefault(ProviderName(name), {})[setting] = Secret(value)
    return found


def environment_of(settings: Settings, providers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The environment of a process that shall run with exactly these settings, whatever is set for this one."""
    others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    given = settings.model_dump(exclude_unset=True, mode="json")
    ours = {f"{PREFIX}{name}".upper(): str(value) for name, value in given.items() if value is not None}
    return others | ours | variables(providers)


def variables(providers: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The variables that hold providers' settings."""
    return {
        f"{PROVIDER_PREFIX}{provider}_{name}".upper(): value
        for provider, values in providers.items()
        for name, value in values.items()
    }
