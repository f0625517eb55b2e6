"""Writes every turn of a delivery before anything is done because of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.attempts import attempted
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState, held
from trackifi_accounting.domain.deliveries.invariants import broken
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import SYSTEM
from trackifi_accounting.errors import (
    AccountingError,
    ClockApart,
    ConfigurationError,
    ConnectionStopped,
    CredentialsRejected,
    DeliveryInProgress,
    InvoiceRejected,
    RecordError,
    TemporaryError,
    WrongRemoteCompany,
)
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.problems.halt import halted_by

REFUSED_KEY = (CredentialsRejected, WrongRemoteCompany)
KEY_TROUBLE = (*REFUSED_KEY, ConnectionStopped)
"""What concerns the whole integration: none of its deliveries goes on before somebody has acted."""
FIRST_SWEEP = timedelta(minutes=15)
"""So long after an invoice was found or booked, all that is new at the provider is looked at for the first time."""
FIRST_READING = timedelta(hours=1)
"""So long after an invoice was found or booked, what became of it is read at the latest."""
PATIENCE = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 30, 60, 180, 360, 720))
"""How long to wait after the first, second … temporary failure in a row."""


class Journal:
    """The only writer of deliveries; by the version, of two who move the same delivery one succeeds."""

    def __init__(self, *, store: Store, time: DatabaseTime) -> None:
        self._store = store
        self._time = time

    def now(self) -> datetime:
        """The database's time."""
        return self._time.now()

    def jumped_since(self, moment: datetime) -> timedelta:
        """How much of the time of day since then never passed: by so much every waiting is longer."""
        return self._time.skipped_since(moment)

    def write(self, delivery: Delivery) -> Delivery:
        """Commit the delivery.

        Raises:
            DeliveryInProgress: somebody else has moved it meanwhile.
            ConnectionStopped: it would contradict what is known; nothing is written, and the integration stops.
        """
        return self._write(delivery, ())

    def answered(self, delivery: Delivery, entry: AuditEntry) -> Delivery:
        """Commit what a person's explicit answer leads to, with its entry in the trail. Raises: as ``write``."""
        return self._write(delivery, (entry,), by_person=True)

    def _write(self, delivery: Delivery, entries: Sequence[AuditEntry], *, by_person: bool = False) -> Delivery:
        with self._store.write(delivery.company) as work:
            before = work.deliveries.get(delivery.provider, delivery.kind, delivery.invoice)
            if before is None or before.version != delivery.version:
                raise DeliveryInProgress(number=delivery.number)
            stop = halted_by(work, delivery, broken(delivery, before=before, by_person=by_person), now=self.now())
            if stop is None:
                if _stopped_meanwhile(work, delivery):
                    delivery = replace(delivery, due=None)
                delivery = attempted(delivery, before=before, now=self.now())
                self._keep(work, before, delivery, entries)
        if stop:
            raise stop
        return replace(delivery, version=delivery.version + 1)

    def _keep(self, work: UnitOfWork, before: Delivery, delivery: Delivery, entries: Sequence[AuditEntry]) -> None:
        if not work.deliveries.replace(delivery):
            raise DeliveryInProgress(number=delivery.number)
        if delivery.settled and not before.settled:
            now = self.now()
            due = {ScheduledTask.SWEEP: now + FIRST_SWEEP, ScheduledTask.READ_BACK: now + FIRST_READING}
            work.scheduled_tasks.bring_forward(delivery.provider, due)
            work.audit.add(_arrived(delivery, now))
        for entry in entries:
            work.audit.add(entry)

    def sent(self, delivery: Delivery, remote: RemoteInvoice, *, adopted: bool) -> Delivery:
        """Proven to be there; sums and texts that differ are shown on both sides, never corrected."""
        return self.write(
            replace(
                delivery,
                state=DeliveryState.SENT,
                remote=remote.id,
                remote_number=remote.number,
                remote_state=remote.state,
                problems=(*cents_apart(delivery, remote), *remote.differences),
                # An adopted invoice may have its PDF already: look before adding one.
                pdf_state=PdfState.CHECKING if adopted else PdfState.WAITING,
                told_absent=False,
                left=False,
                tries=0,
                due=self.now(),
            )
        )

    def doubtful(self, delivery: Delivery) -> Delivery:
        """An attempt has ended without a clean answer: from here only a look-up leads on."""
        return self.write(
            replace(
                delivery,
                state=DeliveryState.CHECKING,
                doubtful=delivery.doubtful + 1,
                told_absent=False,
                clean_looks=(),
                problems=(Problem(code="outcome_unknown", facts={"number": delivery.number}),),
                due=self.now(),
            )
        )

    def ask(self, delivery: Delivery, problems: Sequence[Problem]) -> Delivery:
        """Only a person can go on from here; a former answer is used up."""
        asked = replace(delivery, state=DeliveryState.NEEDS_ATTENTION, problems=tuple(problems), tries=0, due=None)
        return self.write(replace(asked, told_absent=False, left=False))

    def stopped(self, delivery: Delivery, error: AccountingError) -> Delivery:
        """Nothing was booked by this step; the remedy of the error says what happens next.

        Raises: the error itself, after writing, when it is about the key: that concerns the whole integration.
        """
        if isinstance(error, RecordError):
            return self.ask(delivery, reasons_of(error))
        return self.wait(replace(delivery, problems=(error.problem,)), error)

    def wait(self, delivery: Delivery, error: AccountingError) -> Delivery:
        """Write when to go on after the error. Raises: as ``stopped``."""
        due = self.next_try(delivery, error)
        # A machine's clock is no failure of the invoice: the next machine may send it, and must not find it put off.
        tries = 0 if isinstance(error, ClockApart) else delivery.tries + 1
        written = self.write(replace(delivery, tries=tries, due=due))
        if isinstance(error, REFUSED_KEY):
            raise error
        return written

    def next_try(self, delivery: Delivery, error: AccountingError) -> datetime | None:
        """When waiting may have helped; None when somebody must change a setting first."""
        if isinstance(error, ConfigurationError):
            return None
        asked = timedelta(seconds=(error.retry_after or 0) if isinstance(error, TemporaryError) else 0)
        tries = 0 if isinstance(error, ClockApart) else delivery.tries
        return self.now() + max(asked, PATIENCE[min(tries, len(PATIENCE) - 1)])


def _arrived(delivery: Delivery, now: datetime) -> AuditEntry:
    """That it is there: under which number, over what, and made of which bytes."""
    totals, payload = delivery.totals, delivery.payload
    facts = {
        "number": delivery.number,
        "provider": delivery.provider,
        "sum": f"{totals.gross} {totals.currency}" if totals else "",
        "digest": digest_of(payload) if payload else "",
        "remote": delivery.remote or "",
        "remote_number": delivery.remote_number or "",
    }
    return AuditEntry(at=now, actor=SYSTEM, action="sent", subject=delivery.invoice, facts=facts)


def _stopped_meanwhile(work: UnitOfWork, delivery: Delivery) -> bool:
    """Whether it would be begun again, although its batch was stopped while its request was on the way."""
    again = delivery.state is DeliveryState.READY and delivery.due is not None and delivery.batch is not None
    return again and held(delivery, work.batches.stopped(delivery.provider))


def reasons_of(error: AccountingError) -> tuple[Problem, ...]:
    """Every reason an error gives."""
    return error.reasons if isinstance(error, InvoiceRejected) else (error.problem,)


def cents_apart(delivery: Delivery, remote: RemoteInvoice) -> tuple[Problem, ...]:
    """The problem of totals that differ, with both figures; () when they agree or one of them is not known."""
    if not (remote.totals and delivery.totals) or remote.totals == delivery.totals:
        return ()
    facts = {"ours": str(delivery.totals.gross), "theirs": str(remote.totals.gross)}
    return (Problem(code="totals_differ", field="totals", facts=facts),)
