"""People who send many invoices at once, stop, resume, exclude, and compare the books."""

from collections.abc import Callable

from trackifi_accounting.domain.batches.batches import RequestOutcome
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import BatchId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.batches.retry_failed import RetryFailed
from trackifi_accounting.use_cases.batches.send_many import SendMany, SentMany
from trackifi_accounting.use_cases.batches.stop_batch import ResumeBatch, StopBatch
from trackifi_accounting.use_cases.invoices.exclude import Exclude, WithdrawExclusion
from trackifi_accounting.use_cases.reconciliation.drift_report import DriftReport

from tests.simulation.chance import source_of
from tests.simulation.checkers import Checkers
from tests.simulation.people import LATER, People
from tests.simulation.tenants import ANNA, Tenant
from tests.simulation.town import Town

SOME = 3  # invoices of a small batch, at least


class BulkPeople:
    """Each act is a task of the web process; their chance is their own."""

    def __init__(self, town: Town, checkers: Checkers, people: People) -> None:
        self._town = town
        self._checkers = checkers
        self._said = checkers.said
        self._people = people
        self.draw = source_of(town.seed, "bulk").random

    def send_many(self, tenant: Tenant, *, everything: bool = False) -> None:
        """Choose many of one kind, some of them twice, and press; now and then twice."""
        kind = tenant.invoices[int(self.draw() * len(tenant.invoices))].kind
        alike = [one for one in tenant.invoices if one.kind is kind]
        chosen = alike if everything else [one for one in alike if self.draw() < 0.5] or alike[:SOME]
        named = BatchId(f"{tenant.id}-{len(self._said.batches)}")
        self._said.batches.append((tenant.id, named))
        ids = [one.id for one in (*chosen, *chosen[:SOME])]

        def act() -> None:
            self._checkers.pressed |= {(tenant.id, one.id) for one in chosen}
            sent = self._people.use(SendMany)(tenant.id, MEMORY, kind, ids, by=ANNA, batch=named)
            self._accepted(tenant, sent)
            self._said.answered.add((tenant.id, named))

        self._people.write(act)
        if self.draw() < 0.3:
            self._people.write(act)

    def stop(self, tenant: Tenant) -> None:
        """Stop a batch, and let it go on later."""
        for batch in self._some_batch(tenant):
            self._people.write(self._stopping(tenant, batch))
            self._town.engine.at(self.draw() * LATER, lambda batch=batch: self.resume(tenant, batch))  # type: ignore[misc]

    def resume(self, tenant: Tenant, batch: BatchId) -> None:
        """Let a batch go on, stopped or not."""

        def act() -> None:
            self._said.stopped.discard((tenant.id, batch))
            self._people.use(ResumeBatch)(tenant.id, MEMORY, batch, by=ANNA)

        self._people.write(act)

    def resume_all(self, tenant: Tenant) -> None:
        """Nothing stays stopped in the end."""
        for company, batch in dict.fromkeys(self._said.batches):
            if company == tenant.id:
                self.resume(tenant, batch)

    def retry(self, tenant: Tenant) -> None:
        """Try what failed of a batch again."""
        for batch in self._some_batch(tenant):

            def act(batch: BatchId = batch) -> None:
                self._accepted(tenant, self._people.use(RetryFailed)(tenant.id, MEMORY, batch, by=ANNA))

            self._people.write(act)

    def exclude(self, tenant: Tenant) -> None:
        """Say of an invoice that it is not to be sent; often that is taken back."""
        invoice = tenant.invoices[int(self.draw() * len(tenant.invoices))]

        def act() -> None:
            self._people.use(Exclude)(tenant.id, MEMORY, invoice.kind, invoice.id, reason="specimen reason", by=ANNA)
            self._said.excluded.add((tenant.id, invoice.id))

        self._people.write(act)
        if self.draw() < 0.6:
            self._town.engine.at(self.draw() * LATER, lambda: self.take_back(tenant, invoice))

    def take_back(self, tenant: Tenant, invoice: Invoice) -> None:
        """Let it be sent after all."""

        def act() -> None:
            self._said.excluded.discard((tenant.id, invoice.id))
            self._people.use(WithdrawExclusion)(tenant.id, MEMORY, invoice.kind, invoice.id, by=ANNA)

        self._people.write(act)

    def compare(self, tenant: Tenant) -> None:
        """Ask for the drift report in the middle of everything."""
        self._people.write(lambda: list(self._people.use(DriftReport)(tenant.id, MEMORY)))

    def _stopping(self, tenant: Tenant, batch: BatchId) -> Callable[[], None]:
        def act() -> None:
            self._people.use(StopBatch)(tenant.id, MEMORY, batch, by=ANNA)
            self._said.stopped.add((tenant.id, batch))

        return act

    def _accepted(self, tenant: Tenant, sent: SentMany) -> None:
        requested = [one for one in sent.rows if one.outcome is RequestOutcome.REQUESTED]
        self._checkers.accepted |= {(tenant.id, one.invoice) for one in requested}

    def _some_batch(self, tenant: Tenant) -> list[BatchId]:
        mine = [batch for company, batch in self._said.batches if company == tenant.id]
        return [mine[int(self.draw() * len(mine))]] if mine else []
