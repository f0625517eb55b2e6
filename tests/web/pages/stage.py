"""A running Trackifi with a running sandbox behind it, on loopback, at one of three moments of its life."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from dependency_injector import providers
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.values.references import Actor
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings

from tests.steps.trackifi_server import TrackifiServer
from tests.web.pages.specimen import COMPANY, PROVIDER, Specimen

KEY = "CANARY.specimen.key.7741"
PEOPLE = {Role.ADMINISTRATOR: "Anna Specimen", Role.MANAGER: "Pekka Specimen"}
NEW, CONNECTED, LINKED = "new", "connected", "linked"
"""Handed over and nothing else; activated and imported; all certain suggestions accepted as well."""


@dataclass(frozen=True, kw_only=True)
class Moments:
    """Folders of one installation at each moment, and the access tokens of its people."""

    folder: Path
    tokens: Mapping[Role, str]


class Stage(Specimen):
    """Everything is there before the administrator's first visit. Without moments it begins with making them."""

    def __init__(self, folder: Path, *, moments: Moments | None = None, server: TrackifiServer | None = None) -> None:
        self.sandbox = RunningSandbox(api_key=KEY)
        self._folder = folder
        self._moments = moments
        self._server = server

    @property
    def url(self) -> str:
        assert self._server is not None
        return self._server.url

    def __enter__(self) -> Self:
        self.sandbox.__enter__()
        settings = Settings(data_dir=self._folder, requests_per_second=500, company_requests_per_second=500)
        self.container = Container(settings=settings)
        values = {"environment": "sandbox", "sandbox_url": f"{self.sandbox.url}/api", "client_secret": "sandbox"}
        secrets = {name: Secret(value) for name, value in values.items()}
        self.container.provider_settings.override(providers.Object({PROVIDER: secrets}))
        if self._moments:
            self.tokens = dict(self._moments.tokens)
            shutil.copytree(self._moments.folder / NEW, self._folder)
        else:
            migrate(self.container.engine())
            self.records()
            self.tokens = {role: self._token(role) for role in PEOPLE}
        self._own = None if self._server else TrackifiServer(self)
        self._server = self._server or self._own.__enter__()
        self._server.installation = self
        return self

    def write(self, moment: str) -> None:
        """Be at a later moment, as if the administrator had been through what leads there."""
        assert self._moments is not None
        self.rest()
        shutil.rmtree(self._folder)
        shutil.copytree(self._moments.folder / moment, self._folder)

    def rest(self) -> None:
        """Let go of the database, once all requests have been answered."""
        if self._server:
            self._server.be_quiet()
        let_go(self.container)

    def _token(self, role: Role) -> str:
        return self.container.tokens().create(role=role, label=PEOPLE[role], company=COMPANY)[1].reveal()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rest()
        if self._own:
            self._own.__exit__(kind, error, trace)
        self.sandbox.__exit__(kind, error, trace)


def moments_in(folder: Path) -> Moments:
    """Live through them once, by the use cases that the pages call."""
    anna = Actor(PEOPLE[Role.ADMINISTRATOR])
    with Stage(folder / "trackifi") as stage:
        for moment, act in (
            (NEW, stage.container.keys),  # the same at every moment, for a container reads them once
            (CONNECTED, lambda: stage.connect(anna)),
            (LINKED, lambda: stage.container.accept_certain()(COMPANY, PROVIDER, by=anna)),
        ):
            act()
            stage.rest()
            shutil.copytree(folder / "trackifi", folder / moment)
        return Moments(folder=folder, tokens=stage.tokens)
