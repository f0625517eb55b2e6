"""The driver that acts as an administrator does: in a real browser, on the pages of the running server."""

from collections.abc import Iterator, Sequence

from trackifi_accounting.domain.partners.parties import PartyKind

from tests.steps import partner_table
from tests.steps.browser_views import INTEGRATIONS, BrowserViews
from tests.steps.driver import Chosen, Notices

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
NO_WARNING = "main [data-code]:not(.warn)"


class BrowserDriver(BrowserViews):
    """Presses what the pages offer; where they offer nothing, it opens the address that somebody may have kept."""

    def activate(self, key: str) -> Notices:
        self._open_card()
        return self._enter_key(key, "Activate")

    def update_key(self, key: str) -> Notices:
        self._open_card()
        return self._enter_key(key, "Update")

    def disable(self) -> Notices:
        self._open_card()
        link = self._page.get_by_role("main").get_by_role("link", name=self._visiting.words("Disable"), exact=True)
        if link.count():
            self._visiting.press(link)
        else:
            self._visiting.open(f"{self._home}/disable")
        return self._visiting.refused(self._visiting.press(self._visiting.button("Disable")))

    def sync(self) -> Notices:
        self._visiting.open(self._home)
        return self._visiting.refused(self._visiting.press(self._visiting.button("Sync Data")))

    def save_links(self, rows: Sequence[Chosen]) -> Notices:
        return partner_table.save(self._visiting, self._home, rows)

    def create_invoice(self, kind: PartyKind, invoice: str) -> Notices:
        self._open_invoice(kind, invoice)
        send = self._page.locator(".sticky form .main-button")
        if send.count():
            return self._visiting.refused(self._visiting.press(send)) or self._visiting.problems(NO_WARNING)
        shown = self._visiting.problems(NO_WARNING)
        return self._send_selected(kind, invoice) or shown

    def retry_pdf(self, kind: PartyKind, invoice: str) -> Notices:
        self._open_invoice(kind, invoice)
        answer = self._visiting.press(self._visiting.button("Retry the PDF"))
        return self._visiting.refused(answer) or self._visiting.problems(NO_WARNING)

    def mark_seen(self, kind: PartyKind, invoice: str) -> Notices:
        self._open_invoice(kind, invoice)
        answer = self._visiting.press(self._visiting.button("Mark as seen"))
        return self._visiting.refused(answer) or self._visiting.problems(NO_WARNING)

    def answer(
        self, kind: PartyKind, invoice: str, words: str, *, remote: str = "", confirmed: bool = False, reason: str = ""
    ) -> Notices:
        self._open_invoice(kind, invoice)
        self._visiting.press(self._page.locator("main a.main-button[href$='/question']"))
        name = self._visiting.words(words.replace("'", APOSTROPHE))
        card = self._page.locator(".answers .card").filter(has=self._page.get_by_role("button", name=name, exact=True))
        if remote:
            card.locator("#remote").fill(remote)
        if (field := card.locator("#reason")).count():
            field.evaluate("one => one.required = false")  # what the browser asks for, the server asks for, too
            field.fill(reason)
        if confirmed and (box := card.locator("input[name=confirmed]")).count():
            box.check()
        answer = self._visiting.press(card.locator("form button"))
        return self._visiting.refused(answer) or self._visiting.problems(NO_WARNING)

    def stored(self) -> Iterator[tuple[str, bytes]]:
        yield from super().stored()
        yield "the browser's page", self._page.content().encode()
        yield "the browser's cookies", repr(self._page.context.cookies()).encode()

    def _open_card(self) -> None:
        self._visiting.open(INTEGRATIONS)
        self._visiting.press(self._page.locator(f"a.card-link[href='{self._home}']"))

    def _enter_key(self, key: str, button: str) -> Notices:
        field = self._page.locator(".key-form input[type=password]")
        field.fill(key)
        if not key.strip():
            self._pass_the_browsers_own_check(button)
        answer = self._visiting.press(self._visiting.button(button))
        beside = self._visiting.problems("#fault [data-code]")
        return beside or self._visiting.refused(answer)

    def _pass_the_browsers_own_check(self, button: str) -> None:
        """A browser does not send an empty field that is needed. An old one does, and Trackifi has to say so itself."""
        before = self._page.url
        self._visiting.button(button).click()
        assert self._page.locator(".key-form :invalid").count() == 1
        assert self._page.url == before
        self._page.locator(".key-form").evaluate("(form) => { form.noValidate = true }")

    def _send_selected(self, kind: PartyKind, invoice: str) -> Notices:
        """The preview offers no button; the list does as long as the invoice can be selected there."""
        self._visiting.open(f"/{kind}-invoices")
        box = self._page.locator(f"input[name=invoice][value='{invoice}']")
        if not box.count():
            return ()
        box.check()
        answer = self._visiting.press(self._page.locator(f"button[name=provider][value='{self._provider}']"))
        return self._visiting.refused(answer) or self._visiting.problems("main [data-code]")
