"""How fast a run's time passes: no faster than the machine can work, and much faster while everybody only waits."""

import contextlib
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting_adapters.container import Container

from tests.resilience.rig.fast_time import Pace

WORKING: Final = 20.0
"""Ten seconds' permission to send are half a second then: a busy machine keeps to them."""
WAITING: Final = 200.0
"""A quarter of an hour in under five seconds; what the sandbox holds back for 0.3 s is 60 s late by then."""
BEHIND: Final = timedelta(seconds=20)
"""What is due so long has found no worker: there is more to do than is done."""


class Tempo:
    """Asked often, it keeps a run's time at the right speed."""

    def __init__(self, pace: Pace, container: Container) -> None:
        self._pace = pace
        self._container = container

    def keep(self) -> None:
        """Look how far the workers are behind, and set the speed."""
        self._pace.become(WORKING if self._behind() else WAITING)

    def _behind(self) -> bool:
        with contextlib.suppress(SQLAlchemyError):  # it may be down: then nobody works
            return bool(self._container.store().companies_due(self._container.clock().now() - BEHIND))
        return True
