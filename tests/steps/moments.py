"""The moment after an activation: lived through once, and come back to by every scenario that begins with it."""

import shutil
from copy import deepcopy
from typing import Any

from trackifi_accounting.domain.values.references import ProviderName

from tests.steps.installation import Installation
from tests.steps.procountor_side import ProcountorSide
from tests.steps.records import COMPANY

PARTS = ("companies", "keys", "tokens", "unseen_keys", "journal")
"""Of Procountor's side; the others are as they always begin."""


class ActiveMoment:
    """Both sides as they are once a fresh key was activated, and nothing else was done before or since."""

    def __init__(self, installation: Installation, *, provider: str) -> None:
        self._installation = installation
        self._provider = ProviderName(provider)
        self._key = ""
        self._world: dict[str, Any] = {}
        self._passed = 0.0  # seconds of Procountor's time
        self._kept = installation.folder.with_name("active")

    def remember(self, procountor: ProcountorSide, key: str) -> None:
        """This is that moment, with this key."""
        self._key = key
        self._world = deepcopy({part: getattr(procountor.world, part) for part in PARTS})
        self._passed = procountor.world.clock.seconds()
        shutil.rmtree(self._kept, ignore_errors=True)
        self._installation.stop()
        shutil.copytree(self._installation.folder, self._kept)

    def come_back(self, procountor: ProcountorSide) -> str:
        """Be at that moment; gives its key, "" while nobody has been there with the present encryption keys."""
        if not self._key or not self._installation.has_keys_of(self._kept):
            return ""
        self._installation.begin_at(self._kept)
        # What is known of the key in memory is another scenario's, as after the activation itself.
        vault = self._installation.container.sessions().vault(self._provider)
        vault.forget(COMPANY.id, self._provider, keep=1)
        for part, kept in deepcopy(self._world).items():
            setattr(procountor.world, part, kept)
        procountor.world.clock.advance(max(0.0, self._passed - procountor.world.clock.seconds()))
        return self._key
