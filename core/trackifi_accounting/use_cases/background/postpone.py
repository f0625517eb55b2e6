"""Let deliveries wait for what concerns them all, without a mark on each of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import AccountingError, DeliveryInProgress
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.deliveries.journal import KEY_TROUBLE, Journal

LATER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Postpone:
    """The delay of deliveries that wait for what concerns them all: only their next time moves."""

    store: Store
    journal: Journal

    def __call__(self, deliveries: Collection[Delivery], *, due: datetime | None) -> None:
        """Let them be due then; with None they wait until somebody acts and Resume makes them due.

        One that somebody else has moved meanwhile stays as it is. One whose request may have left is never left to
        somebody: it is looked at again in ten minutes.
        """
        if not deliveries:
            return
        later = self.journal.now() + LATER
        with self.store.write(next(iter(deliveries)).company) as work:
            for one in deliveries:
                on_the_wire = one.state is DeliveryState.SENDING or one.pdf_state is PdfState.SENDING
                work.deliveries.replace(replace(one, due=later if on_the_wire and due is None else due))

    def telling(self, deliveries: Collection[Delivery], error: AccountingError) -> None:
        """The first one tells the error, all wait as long as it does."""
        first, *rest = deliveries
        try:
            due = self.journal.stopped(first, error).due
        except DeliveryInProgress:
            due = self.journal.next_try(first, error)
        except KEY_TROUBLE:
            due = None
        self(rest, due=due)
