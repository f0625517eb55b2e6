"""Where one run takes place; every process makes a container of its own from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dependency_injector import providers
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.limits.limiter import SqlLimiter
from trackifi_accounting_adapters.settings import Settings, provider_settings

from tests.resilience.rig.fast_time import FastClock, Pace
from tests.resilience.rig.naive import NaiveAdvance
from tests.steps.installation import variable

BUDGET = 100.0
"""Calls a second of the rig's time. The budget has tests of its own."""
PATIENCE = 3000.0
"""Seconds of the rig's time: a busy machine takes longer for one transaction than production waits for a turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Plain values only: it travels to processes. An empty ``database`` is SQLite in the folder.

    ``budget`` is in calls a second of the rig's time, None is no limit; ``seed`` is for whatever a process decides by chance.
    """

    folder: Path
    database: str
    address: str
    pace: Pace
    naive: bool = False
    budget: float | None = BUDGET
    seed: int = 0

    def container(self, *, clock: Clock | None = None, time: DatabaseTime | None = None) -> Container:
        """The production container on this place's time; ``naive`` sends again whatever got no answer.

        A ``clock`` of its own is that of a machine whose time is not the place's, ``time`` what that has measured.
        """
        settings = Settings(data_dir=self.folder, database_url=self.database)
        pace = FastClock(self.pace)
        container = Container(
            settings=settings, clock=providers.Object(clock or pace), database_time=providers.Object(time or pace)
        )
        patient = {"engine": container.budget_engine, "clock": container.clock, "longest_wait": PATIENCE}
        budget = {"per_second": self.budget, "company_per_second": self.budget}
        container.limiter.override(providers.Singleton(SqlLimiter, **patient, **budget))
        container.provider_settings.override(providers.Object(provider_settings(self._environment())))
        if self.naive:
            naive = providers.Singleton(
                NaiveAdvance, host=container.host, journal=container.journal, gate=container.gate
            )
            container.advance.override(naive)
        return container

    def _environment(self) -> Mapping[str, str]:
        values = {"environment": "sandbox", "sandbox_url": f"{self.address}/api", "client_secret": "sandbox"}
        return {variable("procountor", name): value for name, value in values.items()}
