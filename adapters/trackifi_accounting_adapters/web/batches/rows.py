"""Sending begun by a page: a short while at once, the rest after the answer. Workers do the same, and no harm."""

import logging
from contextlib import suppress
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step, Stopped, no_progress

from trackifi_accounting_adapters.container import Container

PATIENCE: Final = 2.0
"""Seconds that a person waits for the page; a small selection is through by then."""
ROUNDS: Final = 25
"""Rounds of 200 begun by one press at the most."""
LOG = logging.getLogger(__name__)


def at_once(container: Container, company: CompanyId) -> None:
    """Send what is due until patience ends."""
    clock = container.clock()
    until = clock.monotonic() + PATIENCE

    def hurry(_: Step) -> None:
        if clock.monotonic() > until:
            raise Stopped

    _round(container, company, hurry)


def afterwards(container: Container, company: CompanyId) -> None:
    """Send the rest, for the browser has its answer already."""
    for _ in range(ROUNDS):
        if not _round(container, company, no_progress):
            return


def _round(container: Container, company: CompanyId, progress: Progress) -> int:
    try:
        with suppress(Stopped):
            return container.deliver_due()(company, progress=progress)
    # What is left stays due, and the workers take it; the page that follows shows how each invoice stands.
    except Exception:
        LOG.exception("A round that a press began ended early")
    return 0
