"""The people at Procountor who use its pages: keys and settings are made there as the guide says."""

from datetime import datetime

from playwright.sync_api import Locator, Page
from procountor_sandbox.state.world import World
from procountor_sandbox.values import data

from tests.steps.procountor_side import ProcountorSide


class ProcountorPages(ProcountorSide):
    """Goes through the sandbox's own pages where a person would; ``url`` is its address without a path."""

    def __init__(self, world: World, *, now: datetime, page: Page, url: str) -> None:
        super().__init__(world, now=now)
        self._page = page
        self._url = url

    def new_key(self, *, company: int = data.FIRST_COMPANY_ID, client: str = data.CLIENT_ID) -> str:
        self._open(f"/companies/{company}/api-management/new")
        self._page.get_by_label("Client ID").fill(client)
        self._page.get_by_label("Description").fill("Trackifi integration")
        self._press(self._page.get_by_role("button", name="Create"))
        return self._page.get_by_label("API key").input_value()

    def revoke(self, key: str) -> None:
        known = self.world.keys[key]
        self._open(f"/companies/{known.company_id}/api-management")
        row = self._page.get_by_role("row").filter(has_text=f"…{known.ending}").filter(has_text="Active")
        row.locator("summary").click()
        self._press(row.get_by_role("button", name="Revoke this key"))

    def switch(self, *, on: bool, setting: str = "Documents") -> None:
        self._open(f"/companies/{data.FIRST_COMPANY_ID}/usage-settings")
        button = self._page.get_by_role("button", name=f"{'Enable' if on else 'Disable'} {setting}")
        if button.count():
            self._press(button)

    def _open(self, path: str) -> None:
        self._page.goto(self._url + path, wait_until="domcontentloaded")

    def _press(self, what: Locator) -> None:
        with self._page.expect_navigation(wait_until="domcontentloaded"):
            what.click()
