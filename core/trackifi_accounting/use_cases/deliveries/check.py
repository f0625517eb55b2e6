"""Checking: an attempt ended in doubt, and only a look-up leads on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from trackifi_accounting.domain.deliveries.absence import absence_proven
from trackifi_accounting.domain.deliveries.deliveries import MAX_DOUBTFUL_ATTEMPTS, Delivery
from trackifi_accounting.domain.deliveries.evidence import SKEW, AskPerson, Ours, judge
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.plugins.offer import Connection, NaturalKey, NoKey, ServerKey
from trackifi_accounting.ports.attempts import Attempts
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.adopt import Adopt
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.deliveries.post import Post
from trackifi_accounting.use_cases.gate.beside import known_about

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (2, 4, 8, 16, 32, 64, 120))
"""How long to wait after the first, second … clean look; then always the last."""
Creation = ServerKey | NaturalKey | NoKey

OPEN_END = timedelta(hours=4)
"""So long after the window without a proof, a person is asked."""


class Check:
    """The way out of doubt: look-ups until the invoice is found or its absence proven, then the same bytes again."""

    def __init__(self, *, journal: Journal, post: Post, store: Store, attempts: Attempts) -> None:
        self._journal = journal
        self._adopt = Adopt(journal=journal)
        self._post = post
        self._store = store
        self._attempts = attempts

    def __call__(self, books: OpenIntegration, delivery: Delivery) -> Delivery:
        """One look. Raises: DeliveryInProgress."""
        connection, window = books.connection, self._window(delivery, books.plugin.creation)
        try:
            found = connection.accounting.find(delivery.key)
            late = self._late(delivery, window)
            sent = self._sent_last(delivery) if late and not found else None
            shown = _by_number(connection, sent) if sent else None
            second = self._second_look(connection, delivery, sent, shown) if late and not found else ()
            found = found or tuple(one for one in second if delivery.key.opens(one))
            control = not found and late and _control(shown, second)
            looked_at = self._journal.now()
        except AccountingError as error:
            return self._journal.stopped(delivery, error)
        known = known_about(self._store, self._attempts, books.integration, delivery, found)
        verdict = judge(delivery, found, known=known)
        if isinstance(verdict, Ours):
            return self._adopt(connection, delivery, verdict.invoice, before=delivery, known=known)
        if isinstance(verdict, AskPerson):
            return self._journal.ask(delivery, [verdict.problem])
        # Each late look has a control of its own: a search may begin to see again between the look and the control.
        counts = control or not late
        looked = replace(delivery, clean_looks=(*delivery.clean_looks, self._journal.now())) if counts else delivery
        return self._nothing(books, looked, control=control, looked_at=looked_at)

    def _nothing(self, books: OpenIntegration, delivery: Delivery, *, control: bool, looked_at: datetime) -> Delivery:
        creation = books.plugin.creation
        now, window = self._journal.now(), self._window(delivery, creation)
        if delivery.told_absent:  # a person's word, for one more attempt
            return self._post(books, delivery, looked_at=looked_at)
        if provable(creation) and absence_proven(delivery, now=now, window=window, control=control):
            if delivery.doubtful < MAX_DOUBTFUL_ATTEMPTS:
                return self._post(books, delivery, looked_at=looked_at)
            return self._unclear(delivery)
        if delivery.not_after and now > delivery.not_after + window + OPEN_END:
            return self._unclear(delivery)
        return self._journal.write(replace(delivery, tries=0, due=now + _pause(len(delivery.clean_looks))))

    def _window(self, delivery: Delivery, creation: Creation) -> timedelta:
        """Longer by what a clock that was set forward leaves out."""
        jumped = self._journal.jumped_since(delivery.not_after) if delivery.not_after else timedelta(0)
        return window_of(creation) + jumped

    def _unclear(self, delivery: Delivery) -> Delivery:
        return self._journal.ask(delivery, [Problem(code="outcome_unclear", facts={"number": delivery.number})])

    def _late(self, delivery: Delivery, window: timedelta) -> bool:
        return delivery.not_after is not None and self._journal.now() >= delivery.not_after + window

    def _second_look(
        self, connection: Connection, delivery: Delivery, sent: Delivery | None, shown: RemoteInvoice | None
    ) -> tuple[RemoteInvoice, ...]:
        """What was made or changed since the attempt, whatever its number: a search by number may be blind to it.

        It goes back to where ``sent``, the control, was sent, so that what it shows of that tells what it would show
        of this; and by as much more as our clock was ahead of the one that dated ``shown``, the control as it is there.
        """
        began = delivery.sent_at or delivery.requested_at
        since = min(began, sent.sent_at or sent.requested_at) if sent else began
        return tuple(connection.accounting.new_invoices(delivery.kind, since - SKEW - _ahead(sent, shown)))

    def _sent_last(self, delivery: Delivery) -> Delivery | None:
        """The one sent last: newer than the attempt, where there is any."""
        with self._store.read(delivery.company) as work:
            return work.deliveries.known_sent(delivery.provider, delivery.kind, other_than=delivery.invoice)


def _by_number(connection: Connection, sent: Delivery) -> RemoteInvoice | None:
    """The control, as a search by its number shows it; None: that search may be blind, or as old as a cache."""
    return next((one for one in connection.accounting.find(sent.key) if one.id == sent.remote), None)


def _control(shown: RemoteInvoice | None, second: Sequence[RemoteInvoice]) -> bool:
    """Whether both forms of search show an invoice that is known to be there."""
    return shown is not None and shown.id in {one.id for one in second}


def _ahead(sent: Delivery | None, shown: RemoteInvoice | None) -> timedelta:
    """How far our clock was ahead of the provider's when the control was made there; zero where it was behind."""
    if sent is None or shown is None or sent.sent_at is None or shown.created is None:
        return timedelta(0)
    return max(sent.sent_at - shown.created, timedelta(0))


def window_of(creation: Creation) -> timedelta:
    """How long after an attempt a clean look proves nothing; where nothing ever proves it, a person is asked sooner."""
    return creation.window if isinstance(creation, NaturalKey) else timedelta(0)


def provable(creation: Creation) -> bool:
    """Whether the provider can be searched in two ways that differ: one alone may be wrong each time alike."""
    return isinstance(creation, NaturalKey) and len(creation.searches) > 1


def _pause(looks: int) -> timedelta:
    return PAUSES[min(looks, len(PAUSES)) - 1]
