"""What an administrator sees on the pages."""

import re
from typing import Any

from playwright.sync_api import Page
from trackifi_accounting.domain.partners.parties import Company, PartyKind
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.problems.language import Language

from tests.steps.driver import Card, Delivered, GuideStep, Previewed, Row
from tests.steps.host_side import ADMINISTRATOR, HostSide
from tests.steps.installation import Installation
from tests.steps.partner_table import rows_of
from tests.steps.shown import NOT_SENT
from tests.steps.visiting import Visiting

INTEGRATIONS = "/settings/integrations"
GUIDE = """(steps) => steps.map(step => ({
  title: step.querySelector('h3').firstChild.textContent.trim(),
  menu: step.querySelector('.menu')?.lastChild.textContent.trim() || '',
  values: Object.fromEntries([...step.querySelectorAll('.values > div')].map(
    one => [one.querySelector('dt').textContent, one.querySelector('code').textContent])),
  note: step.querySelector('.note')?.innerText || '',
  optional: step.querySelector('h3 .chip') !== null,
}))"""
FIGURES = "(found) => found.map(one => Number(one.textContent))"


class BrowserViews(HostSide):
    """The half of the driver that looks and changes nothing."""

    def __init__(self, installation: Installation, *, provider: str, page: Page, url: str) -> None:
        super().__init__(installation, provider=provider)
        self._visiting = Visiting(page, url=url, token_of=self.token_of)
        self._page = page
        self._home = f"{INTEGRATIONS}/{provider}"

    @property
    def language(self) -> Language:  # type: ignore[override]  # choosing a language is an act here
        return self._visiting.language

    @language.setter
    def language(self, language: Language) -> None:
        self._visiting.choose_language(language)

    def keep_company(self, company: Company) -> None:
        super().keep_company(company)
        self._visiting.enter(company.id)

    def token_of(self, company: CompanyId) -> str:
        """A fresh access token, as whoever runs the installation makes it."""
        tokens = self._box.tokens()
        return tokens.create(role=Role.ADMINISTRATOR, label=ADMINISTRATOR, company=company)[1].reveal()

    def guide(self) -> tuple[GuideStep, ...]:
        self._visiting.open(self._home)
        if not self._page.locator(".steps").count():
            self._visiting.press(self._page.get_by_role("link", name=self._visiting.words("Show the setup guide")))
        return tuple(GuideStep(**step) for step in self._page.locator(".steps > .step").evaluate_all(GUIDE))

    def card(self) -> Card:
        self._visiting.open(INTEGRATIONS)
        card = self._page.locator(".provider-card").filter(has=self._page.locator(f"a[href='{self._home}']"))
        title, state = card.locator("h2").inner_text(), card.locator(".chip").inner_text()
        self._visiting.press(card.get_by_role("link", name=title))
        connected = self._page.locator(".page-head .lead strong")
        person = re.search(r" by (.*)", self._text("#key p"))
        if (folded := self._page.locator(".findings > summary")).count():
            folded.click()
        figures = self._page.locator("#sync .figures dd").evaluate_all(FIGURES) or [0, 0, 0]
        return Card(
            title=title,
            state=state,
            connected_to=connected.inner_text() if connected.count() else "",
            key_entered_by=person[1].strip() if person else "",
            customers=figures[0],
            suppliers=figures[1],
            products=figures[2],
            notices=self._visiting.problems("main [data-code]:not(#fault *, .findings *)"),
            # What stands in the way now is told once, above; the findings below are what was found besides.
            findings=self._visiting.problems("main [data-code]:not(#fault *)"),
        )

    def rows(self, kind: PartyKind) -> tuple[Row, ...]:
        self.match()
        return tuple(rows_of(self._visiting, self._home, kind))

    def preview(self, kind: PartyKind, invoice: str) -> Previewed:
        self._open_invoice(kind, invoice)
        facts: dict[str, Any] = self._page.locator("main .facts > div").evaluate_all(
            "(found) => Object.fromEntries(found.map("
            "one => [one.children[0].textContent, (one.querySelector('strong') || one.children[1]).innerText]))"
        )
        net, vat, total = self._page.locator("tfoot .amount").all_inner_texts()
        return Previewed(
            partner=facts.get("Business partner", ""),
            net=_amount(net),
            vat=_amount(vat),
            total=_amount(total),
            pdf=facts.get("PDF", ""),
            treatments=tuple(self._page.locator("[data-treatment]").all_inner_texts()),
            credits=facts.get("Credits", ""),
            notices=self._visiting.problems("main [data-code]"),
        )

    def delivered(self, kind: PartyKind, invoice: str) -> Delivered:
        self._visiting.open(f"/{kind}-invoices")
        row = self._page.locator(f"tr[data-invoice='{invoice}']")
        if not row.locator("td.wide .chip").count():
            assert row.locator("td.wide").inner_text()
            return Delivered(state=NOT_SENT, number="", notices=())
        state = row.locator("td.wide .chip").inner_text()
        number = re.search(r"No\. (\S+)", row.inner_text())
        self._visiting.press(row.locator("td.wide a:has(.chip)"))
        # What all invoices wait for is told beside it, and is no problem of this one.
        notices = self._visiting.problems("main [data-code]:not(#in-the-way *)")
        return Delivered(state=state, number=number[1] if number else "", notices=notices)

    def differences(self) -> tuple[tuple[str, str], ...]:
        self._visiting.open(f"{self._home}/differences")
        return tuple(
            (row.locator("th .name").inner_text(), group.locator(".kind").inner_text())
            for group in self._page.locator("main .drift-group").all()
            for row in group.locator("tbody tr").all()
        )

    def _open_invoice(self, kind: PartyKind, invoice: str) -> None:
        """Go there as the list leads; by a kept address where the list leads nowhere."""
        self._visiting.open(f"/{kind}-invoices")
        row = self._page.locator(f"tr[data-invoice='{invoice}']")
        link = row.locator(f"a[href='/{kind}-invoices/{invoice}/{self._provider}']")
        if link.count():
            self._visiting.press(link.first)
        else:
            self._visiting.open(f"/{kind}-invoices/{invoice}/{self._provider}")

    def _text(self, selector: str) -> str:
        found = self._page.locator(selector)
        return found.first.inner_text() if found.count() else ""


def _amount(shown: str) -> str:
    """An amount such as ``1 234,50 €`` with a decimal point and nothing else."""
    return re.sub(r"[^\d.-]", "", shown.replace(",", "."))
