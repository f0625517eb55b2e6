"""The driver that carries out the use cases themselves, on the real stack."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.links import LinkChoice
from trackifi_accounting.domain.parties import Company, Party, PartyKind
from trackifi_accounting.domain.partners import BusinessPartner
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import Actor, InvoiceId
from trackifi_accounting.domain.secrets import Credentials, Secret
from trackifi_accounting.errors import AccountingError, CredentialsRejected, NotActivated
from trackifi_accounting.ports.repositories import PartnerQuery
from trackifi_accounting.use_cases.journal import reasons_of

from tests.steps.driver import Chosen, Notices
from tests.steps.installation import variable
from tests.steps.use_case_views import UseCaseViews

ADMINISTRATOR = Actor("Administrator Specimen")
MINUTE = 60.0  # seconds
MOST_KEYS = 10  # generations; no scenario changes the key so often


class UseCaseDriver(UseCaseViews):
    """Drives one installation; its worker does a round a minute while the user waits."""

    def keep_company(self, company: Company) -> None:
        self._company = company.id
        self._box.hand_over().company(company)

    def keep_party(self, party: Party) -> None:
        self._box.hand_over().party(self._company, party)

    def keep_invoice(self, invoice: Invoice, pdf: bytes | None) -> Notices:
        def act() -> None:
            self._box.hand_over().invoice(self._company, invoice)
            if pdf is not None:
                self._box.hand_over().document(self._company, invoice.kind, invoice.id, pdf)

        return self._act(act)

    def activate(self, key: str) -> Notices:
        def act() -> list[Problem]:
            done = self._box.activate()(self._company, self._provider, self._credentials(key), by=ADMINISTRATOR)
            return [done.problem] if done.problem else []

        return self._act(act)

    def update_key(self, key: str) -> Notices:
        return self._act(
            lambda: self._box.update_key()(self._company, self._provider, self._credentials(key), by=ADMINISTRATOR)
        )

    def disable(self) -> Notices:
        return self._act(lambda: self._box.disable()(self._company, self._provider, by=ADMINISTRATOR))

    def sync(self) -> Notices:
        return self._act(lambda: self._box.sync()(self._company, self._provider, by=ADMINISTRATOR))

    def save_links(self, rows: Sequence[Chosen]) -> Notices:
        def act() -> list[Problem]:
            choices = tuple(self._choice(row) for row in rows)
            saved = self._box.save_links()(self._company, self._provider, choices, by=ADMINISTRATOR)
            return [Problem(code=one.code) for one in saved.conflicts]

        return self._act(act)

    def create_invoice(self, kind: PartyKind, invoice: str) -> Notices:
        def act() -> tuple[Problem, ...]:
            send = self._box.send_invoice()
            return send(self._company, self._provider, kind, InvoiceId(invoice), by=ADMINISTRATOR).problems

        return self._act(act)

    def retry_pdf(self, kind: PartyKind, invoice: str) -> Notices:
        def act() -> list[Problem]:
            retry = self._box.retry_attachment()
            done = retry(self._company, self._provider, kind, InvoiceId(invoice), by=ADMINISTRATOR)
            return [done.pdf_problem] if done.pdf_problem else []

        return self._act(act)

    def wait(self, minutes: int) -> None:
        for _ in range(minutes):
            self._installation.clock.advance(MINUTE)
            self._box.work_due()()

    def keys_held(self) -> int:
        vault, held = self._box.vault(), 0
        for generation in range(1, MOST_KEYS):
            with suppress(NotActivated, CredentialsRejected):
                vault.fetch(self._company, self._provider, generation=generation)
                held += 1
        return held

    def stored(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self._installation.folder.rglob("*")):
            if path.is_file():
                yield path.name, path.read_bytes()

    def lose_encryption_keys(self) -> None:
        (self._installation.folder / "keys").unlink()
        self._installation.restart()

    def change_setting(self, name: str, value: str) -> None:
        self._installation.restart({variable(self._provider, name): value})

    def _credentials(self, key: str) -> Credentials:
        field = self._box.registry()[self._provider].fields[0].name
        return Credentials(values={field: Secret(key)})

    def _act(self, act: Callable[[], object]) -> Notices:
        try:
            shown = act()
        except AccountingError as error:
            return self._notices(reasons_of(error))
        return self._notices(shown) if isinstance(shown, list | tuple) else ()

    def _choice(self, row: Chosen) -> LinkChoice:
        parties = self._box.host().parties(self._company, row.kind)
        party = next((one.id for one in parties if one.name == row.party), None) if row.party else None
        return LinkChoice(partner=self._partner(row.partner).id, kind=row.kind, party=party)

    def _partner(self, called: str) -> BusinessPartner:
        """By name, or by business ID where two share a name."""
        with self._box.store().begin(self._company) as work:
            every = work.partners.page(self._provider, PartnerQuery(inactive=True, limit=1000))
        (found,) = (one for one in every if called in (one.name, one.business_id))
        return found
