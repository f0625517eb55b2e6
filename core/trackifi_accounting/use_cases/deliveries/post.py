"""The one place that books an invoice at a provider."""

from datetime import datetime

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.deliveries.evidence import (
    Answered,
    EvidenceContext,
    answered,
    confirmed,
    older_than_intent,
)
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    InvoiceRejected,
    RecordError,
    TemporaryError,
)
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.fences import PERMISSION, Fences
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.gate.beside import in_books_of, known_of


class Post:
    """The one request that books an invoice: intent, fence, request, outcome. Nobody else calls ``create``.

    The caller has just looked the invoice up and found nothing, or has proof of its absence.
    """

    def __init__(self, *, journal: Journal, fences: Fences, store: Store) -> None:
        self._journal = journal
        self._fences = fences
        self._store = store

    def may_begin(self) -> None:
        """Ask before a new invoice is looked up. Raises: ClockApart."""
        self._fences.right_clock()

    def __call__(self, books: OpenIntegration, delivery: Delivery, *, looked_at: datetime) -> Delivery:
        """Send the frozen payload once, unless the look, answered at that time, is older than a permission lasts.

        Raises: DeliveryInProgress when somebody else got here first.
        """
        try:
            self._fences.permit()
        except TemporaryError as error:
            return self._journal.stopped(delivery, error)
        intent = self._journal.write(self._intent(books.integration, delivery))
        try:
            fence = self._fences.put_up(books.integration, intent, until=min(_end(intent), looked_at + PERMISSION))
            answer = books.connection.accounting.create(_frozen(intent), fence=fence)
        except (RecordError, TemporaryError, ConfigurationError) as error:
            return self._refused(delivery, intent, error)
        except AccountingError:
            return self._journal.doubtful(intent)
        return self._taken(intent, _believed(books, intent, answer, known=self._known(books, intent, answer)))

    def _taken(self, intent: Delivery, remote: RemoteInvoice | None) -> Delivery:
        """Sent as what was answered; what is not to be believed is in doubt like an answer that got lost."""
        if remote is None:
            return self._journal.doubtful(intent)
        try:
            return self._journal.sent(intent, remote, adopted=False)
        except InvoiceRejected:  # another delivery has this invoice: the answer was to somebody else
            return self._journal.doubtful(intent)

    def _known(self, books: OpenIntegration, intent: Delivery, answer: RemoteInvoice) -> EvidenceContext:
        """What the answer is weighed by; whether the books are shared is asked only of one that came too early."""
        known = known_of(books.integration)
        if known.company is None or not older_than_intent(intent, answer, known):
            return known
        with self._store.read(intent.company) as work:
            return replace(known, shared=work.integrations.shared(intent.provider, known.company))

    def _intent(self, integration: Integration, delivery: Delivery) -> Delivery:
        now = self._journal.now()
        return replace(
            in_books_of(integration, delivery),
            state=DeliveryState.SENDING,
            attempts=delivery.attempts + 1,
            sent_at=delivery.sent_at or now,
            not_after=now + PERMISSION,
            intended_at=now,
            epoch=integration.epoch,
            problems=(),
            due=now + PERMISSION,
        )

    def _refused(self, before: Delivery, intent: Delivery, error: AccountingError) -> Delivery:
        """This attempt certainly booked nothing. Earlier doubtful ones may have: then looking goes on."""
        if isinstance(error, RecordError) and not before.doubtful:
            return self._journal.stopped(intent, error)
        still_looking = before.doubtful or before.told_absent
        state = DeliveryState.CHECKING if still_looking else DeliveryState.READY
        # A person's word for one more attempt stays: it is not used up by a request that never left.
        return self._journal.stopped(replace(intent, state=state, clean_looks=()), error)


def _end(intent: Delivery) -> datetime:
    assert intent.not_after is not None, "the permission's end is written with the intent"
    return intent.not_after


def _believed(
    books: OpenIntegration, intent: Delivery, answer: RemoteInvoice, *, known: EvidenceContext
) -> RemoteInvoice | None:
    """The answer, read by its id where that is needed; None when it is not to be believed."""
    worth = answered(intent, answer, known=known)
    if worth is not Answered.TO_BE_READ:
        return answer if worth is Answered.OURS else None
    try:
        read = books.connection.accounting.read_back(_frozen(intent).payload, answer.id)
    except AccountingError:
        return None
    return answer if confirmed(answer, read) else None


def _frozen(intent: Delivery) -> Draft:
    assert intent.payload is not None, "the payload is frozen with the intent"
    assert intent.totals is not None, "the totals are frozen with the intent"
    return Draft(payload=intent.payload, kind=intent.kind, totals=intent.totals)
