"""What Trackifi itself, its worker and its operators do in a scenario: there is no page for it, whoever drives."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.problems.catalogue.labels import label_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import AccountingError, CredentialsRejected, NotActivated
from trackifi_accounting.use_cases.deliveries.journal import reasons_of
from trackifi_accounting_adapters.container import Container

from tests.steps.driver import BatchShown, Driver, Notice, Notices
from tests.steps.installation import Installation, variable

ADMINISTRATOR = Actor("Administrator Specimen")
MINUTE = 60.0  # seconds
MOST_KEYS = 10  # generations; no scenario changes the key so often


class HostSide(Driver):
    """The half of a driver that needs no administrator; the worker does a round a minute while the user waits."""

    def __init__(self, installation: Installation, *, provider: str) -> None:
        self._installation = installation
        self._provider = ProviderName(provider)
        self._company = CompanyId("")

    @property
    def _box(self) -> Container:
        return self._installation.container

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

    def wait(self, minutes: int) -> None:
        for _ in range(minutes):
            self._installation.clock.advance(MINUTE)
            self._box.work_due()()
            self._box.sweep_due()()
            self._box.refresh_due()()

    def send_together(self, kind: PartyKind, invoices: Sequence[str]) -> str:
        ids = [InvoiceId(one) for one in invoices]
        return self._box.send_many()(self._company, self._provider, kind, ids, by=ADMINISTRATOR).batch.id

    def stop_batch(self, batch: str) -> None:
        self._box.stop_batch()(self._company, self._provider, BatchId(batch), by=ADMINISTRATOR)

    def retry_failed(self, batch: str) -> None:
        self._box.retry_failed()(self._company, self._provider, BatchId(batch), by=ADMINISTRATOR)

    def exclude(self, kind: PartyKind, invoice: str, reason: str) -> Notices:
        act = self._box.exclude()
        return self._act(
            lambda: act(self._company, self._provider, kind, InvoiceId(invoice), reason=reason, by=ADMINISTRATOR)
        )

    def batch_report(self, batch: str) -> BatchShown:
        report = self._box.report_batch()(self._company, self._provider, BatchId(batch))
        counts = {one.value.replace("_", " "): report.counts.by_standing.get(one, 0) for one in RowState}
        notices = self._notices([report.problem] if report.problem else [])
        return BatchShown(counts=counts | {"with PDF": report.counts.with_pdf}, notices=notices)

    def match(self) -> None:
        """The worker matches what changed, as it does within seconds of a change."""
        self._box.work_matching().one(self._company, self._provider)

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

    def back_up(self) -> None:
        self._backup = self._installation.back_up()

    def put_back(self) -> None:
        self._installation.put_back(self._backup)

    def lose_encryption_keys(self) -> None:
        (self._installation.folder / "keys").unlink()
        self._installation.restart()

    def wait_until(self, moment: datetime) -> None:
        clock = self._installation.clock
        clock.advance((moment - clock.now()).total_seconds())

    def set_machine_ahead(self, seconds: float) -> None:
        self._installation.clock.ahead = timedelta(seconds=seconds)

    def hold_database(self) -> None:
        self._installation.hold()

    def fill_disk(self, *, full: bool) -> None:
        self._installation.restart()
        if full:
            self._installation.fill()

    def change_setting(self, name: str, value: str) -> None:
        self._installation.restart({variable(self._provider, name): value})

    def _act(self, act: Callable[[], object]) -> Notices:
        try:
            shown = act()
        except AccountingError as error:
            return self._notices(reasons_of(error))
        return self._notices(shown) if isinstance(shown, list | tuple) else ()

    def _notices(self, problems: Sequence[Problem]) -> Notices:
        return tuple(map(self._notice, problems))

    def _notice(self, problem: Problem) -> Notice:
        told = self._box.explain()(problem, provider=self._provider, language=self.language)
        return Notice(
            code=told.code,
            about=label_of(told.field, language=self.language) if told.field else "",
            text=f"{told.words.happened} {told.words.did} {told.words.todo}",
            place=told.place.value,
        )
