"""What people were told about excluded invoices and batches: it has to hold."""

from collections.abc import Callable

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.values.references import BatchId, CompanyId, RemoteInvoiceId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.batches.report_batch import ReportBatch

from tests.simulation.landings import key_of
from tests.simulation.sim_books import SimBooks
from tests.simulation.town import Town


class Said:
    """``excluded`` and ``stopped`` hold from the moment it was confirmed until it is taken back.

    ``answered`` are batches whose sender has seen the answer.
    """

    def __init__(self, town: Town, found: Callable[[str, str], None]) -> None:
        self._town = town
        self._found = found
        self.excluded: set[tuple[CompanyId, str]] = set()
        self.stopped: set[tuple[CompanyId, BatchId]] = set()
        self.batches: list[tuple[CompanyId, BatchId]] = []
        self.answered: set[tuple[CompanyId, BatchId]] = set()

    def leaving(self, books: SimBooks, invoice: RemoteInvoice) -> None:
        """A request that makes an invoice leaves: it has been written down, and nobody said that it is not to be."""
        rows = [
            one
            for one in self._town.store.deliveries()
            if one.company == books.owner and one.in_flight and one.key == key_of(invoice)
        ]
        if not self._stood:
            self._found("fence", f"{invoice.own_number} of {books.owner} leaves, and its attempt does not stand")
        if books.slipping:
            return  # whatever was said meanwhile, the machine slept through it
        if not rows and (self._at_once or not self._town.swarm.lost_commits):
            self._found("unexpected", f"{invoice.own_number} of {books.owner} leaves, and is not written down")
        for one in rows:
            if (one.company, one.invoice) in self.excluded:
                self._found("excluded", f"{one.number} of {one.company} is sent although it is excluded")

    @property
    def _at_once(self) -> bool:
        """Whether it arrives at the moment the fence asked: a little later others may have moved what has left."""
        task = self._town.engine.current
        return task is not None and task.asked == self._town.engine.elapsed

    @property
    def _stood(self) -> bool:
        """Whether its attempt stood when the fence asked, and its permission had not ended."""
        task = self._town.engine.current
        return task is None or task.stood

    def adding(self, books: SimBooks, to: RemoteInvoiceId) -> None:
        """A PDF leaves: its attempt stands."""
        if not self._stood:
            self._found("fence", f"a PDF for {to} of {books.owner} leaves, and its attempt does not stand")

    def changed(self, before: Delivery | None, after: Delivery) -> None:
        """A delivery was committed: one of a stopped batch is not begun."""
        begun = before and before.state is DeliveryState.READY and after.state is DeliveryState.SENDING
        stopped = self._town.store.is_stopped(after.company, after.batch)  # somebody may have resumed it meanwhile
        if begun and stopped and (after.company, after.batch) in self.stopped:
            self._found("stopped", f"{after.number} of {after.company} is begun although {after.batch} is stopped")

    def forget(self, rolled_back: set[tuple[CompanyId, str]]) -> None:
        """An older database knows nothing of it."""
        self.excluded -= rolled_back
        self.stopped.clear()
        self.answered.clear()

    def take_stock(self) -> None:
        """Each report tells of each invoice of its batch, once; of one that was broken off, of as many as were asked."""
        report = self._town.program()(ReportBatch)
        for company, batch in dict.fromkeys(self.batches):
            try:
                told = report(company, MEMORY, batch)
            except NotFound:  # an older database
                continue
            whole = told.counts.total == told.batch.size or (company, batch) not in self.answered
            if not whole or len({one.row.invoice for one in told.rows}) != told.counts.total:
                self._found("report", f"{batch} of {company} tells of {told.counts.total} of {told.batch.size}")
