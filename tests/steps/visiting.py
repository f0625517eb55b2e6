"""A browser in the hands of an administrator: signing in, opening pages, pressing buttons, reading problems."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, Response
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting_adapters.web.design.translating import catalogue
from trackifi_accounting_adapters.web.problems.language import Language

from tests.steps.driver import Notice, Notices
from tests.web.pages.windows import sign_in

REFUSED = 400  # and every HTTP status above it
PLACES = {
    "partners": "/partners",
    "key": "#key",
    "sync": "#sync",
    "provider": "/guide",
    "invoice": "-invoices/",
}
"""What the address of a problem's button holds, by the place where the problem is solved."""
PANELS = """(found) => found.filter(one => one.checkVisibility()).map(one => ({
  code: one.dataset.code, about: one.dataset.about || '', place: one.dataset.place,
  text: one.innerText.replace(/\\s+/g, ' ').trim(), leads: one.querySelector('a.button')?.getAttribute('href') || '',
}))"""


class Visiting:
    """One browser tab at Trackifi. ``token_of`` gives the access token of a company's administrator."""

    def __init__(self, page: Page, *, url: str, token_of: Callable[[CompanyId], str]) -> None:
        self.page = page
        self.language: Language = "en"
        self._url = url
        self._token_of = token_of
        self._company = CompanyId("")
        self._entered = False

    def enter(self, company: CompanyId) -> None:
        """Be the administrator of this company from now on."""
        if company != self._company:
            self._company = company
            self._entered = False
            self.page.context.clear_cookies()

    def open(self, path: str) -> None:
        """Open the address; signs in where Trackifi asks for it, and as somebody else before it can ask."""
        if not self._entered:
            sign_in(self.page, self._url, self._token_of(self._company))
            self._entered = True
        self.page.goto(self._url + path, wait_until="domcontentloaded")
        if "/sign-in" in self.page.url:
            self._sign_in()
        if not self.page.url.endswith(path):  # signing in leads on, but to no part of a page
            self.page.goto(self._url + path, wait_until="domcontentloaded")

    def choose_language(self, language: Language) -> None:
        """Press the button at the top of every page."""
        if language != self.language:
            self.open("/settings/integrations")
            self.press(self.page.locator(f".languages button[lang={language}]"))
            self.language = language

    def words(self, english: str) -> str:
        """What a button says in the language of the page."""
        return catalogue(self.language).gettext(english)

    def button(self, english: str) -> Locator:
        """The button of the page's main part that says exactly this."""
        return self.page.get_by_role("main").get_by_role("button", name=self.words(english), exact=True)

    def press(self, what: Locator) -> Response:
        """Press what leads to a page, and wait for that."""
        with self.page.expect_navigation(wait_until="domcontentloaded") as led:
            what.click()
        assert led.value is not None
        return led.value

    def refused(self, answer: Response) -> Notices:
        """What the page says instead of doing what was asked for; nothing when it was done."""
        return self.problems("main [data-code]") if answer.status >= REFUSED else ()

    def problems(self, selector: str) -> Notices:
        """The problem panels that can be seen there."""
        found = self.page.locator(selector).evaluate_all(PANELS)
        return tuple(self._notice(**one) for one in found)

    def _notice(self, *, code: str, about: str, place: str, text: str, leads: str) -> Notice:
        """Believe of a panel only what its reader sees: the field is named, the button leads to the place."""
        assert about.lower() in text.lower(), f"{code} does not name its field: {text}"
        assert not leads or PLACES[place] in leads, f"{code} is solved at {place}, its button leads to {leads}"
        assert leads or place in {"nowhere", "customer"} or self._is_here(place), f"{code} leads nowhere: {text}"
        return Notice(code=code, about=about, text=text, place=place)

    def _is_here(self, place: str) -> bool:
        """Whether the place is on the page that shows the problem."""
        here = {"key": ".key-form", "sync": "#sync", "provider": ".steps, main a[href$='/guide']", "partners": "#links"}
        return self.page.locator(here[place]).count() > 0 if place in here else PLACES[place] in self.page.url

    def _sign_in(self) -> None:
        self.page.fill("#token", self._token_of(self._company))
        self.press(self.page.locator("main .main-button"))
        assert "/sign-in" not in self.page.url
