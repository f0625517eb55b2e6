"""The demonstration from its first process to its last."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from trackifi_accounting.plugins.offer import ProviderPlugin

from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.demo.papers import invoices
from trackifi_accounting_adapters.demo.people import COMPANY
from trackifi_accounting_adapters.demo.place import Place, opened
from trackifi_accounting_adapters.demo.screen import Screen
from trackifi_accounting_adapters.demo.steps import show_addresses, show_steps
from trackifi_accounting_adapters.demo.stopping import Stopping

LOOK: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstration:
    """A demonstration; ``folder`` keeps the data, else it is gone at the end. ``month`` goes on after the journey."""

    plugin: ProviderPlugin
    port: int
    sandbox_port: int
    folder: Path | None
    as_json: bool
    month: bool = False

    def run(self, *, auto: bool, stay: bool) -> int:
        """Start everything, go the way by itself if asked to, stay until Ctrl-C if asked to; gives the exit code.

        Raises:
            CommandStopped: something did not start, or ended by itself.
        """
        code = 0
        screen = Screen(as_json=self.as_json)
        screen.line(f"Starting Trackifi, a worker and a local {self.plugin.title}: seconds, more on a busy machine.")
        with Stopping() as stopping:
            try:
                with opened(
                    self.plugin, stopping, port=self.port, sandbox_port=self.sandbox_port, folder=self.folder
                ) as place:
                    code = self._perform(place, screen, auto=auto)
                    if stay:
                        _wait(place)
            except KeyboardInterrupt:
                screen.heading("Everything has ended.")
        return code

    def _perform(self, place: Place, screen: Screen, *, auto: bool) -> int:
        # While the processes start, there is time to load the HTTP client and the PDF library.
        from trackifi_accounting_adapters.demo.client import TrackifiClient  # noqa: PLC0415 - see above
        from trackifi_accounting_adapters.demo.journey import Journey  # noqa: PLC0415 - see above
        from trackifi_accounting_adapters.demo.month import MonthLater  # noqa: PLC0415 - see above
        from trackifi_accounting_adapters.demo.paper_pdf import drawn  # noqa: PLC0415 - see above

        papers = drawn(invoices(datetime.now(UTC).date()))
        show_addresses(place, screen)
        with TrackifiClient(place.api_url, place.token, company=COMPANY.id, provider=self.plugin.name) as client:
            client.hand_over(papers)
            if auto:
                well = Journey(place, client, screen, papers)()
                if self.month and (month := self.plugin.sandbox and self.plugin.sandbox.month):
                    well = MonthLater(place, client, screen, papers)(month) and well
                return 0 if well else 1
        show_steps(place, screen)
        screen.result(
            {
                "sandbox": place.sandbox_url,
                "api": place.api_url,
                "variables": place.variables,
                "sign_in": place.visitor.reveal(),
            }
        )
        return 0


def _wait(place: Place) -> None:
    while (fallen := place.processes.fallen()) is None:
        time.sleep(LOOK)
    raise CommandStopped(f"The {fallen} ended by itself.", todo="Run it again with --keep and look at its log.")
