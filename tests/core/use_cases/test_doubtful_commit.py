"""The database does not say whether it has committed: no call is made, and the next round goes on as it should."""

from contextlib import contextmanager

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import World, contents

HOUR = 3600.0


class LostCommit(Exception):
    """The connection to the database broke during COMMIT."""


class ForgetfulStore(Store):
    """A store whose next commit of a delivery in ``of`` ends in doubt, kept or not."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner
        self.of: DeliveryState | None = None
        self.kept = True

    @contextmanager
    def write(self, company):
        met = False
        try:
            with self._inner.write(company) as work:
                yield work
                met = self.of is not None and any(one.state is self.of for one in work.deliveries.page("memory"))
                if met and not self.kept:
                    raise LostCommit
        finally:
            if met:
                self.of = None
        if met:
            raise LostCommit

    def companies_due(self, now):
        return self._inner.companies_due(now)

    def matching_due(self, now):
        return self._inner.matching_due(now)

    def scheduled_tasks_due(self, task, now):
        return self._inner.scheduled_tasks_due(task, now)

    def restored_at(self):
        return self._inner.restored_at()

    def declare_restored(self, at):
        self._inner.declare_restored(at)


class DoubtfulWorld(World):
    """A world on such a store."""

    def made_store(self):
        return ForgetfulStore(super().made_store())


@pytest.fixture
def doubtful():
    world = DoubtfulWorld().ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    return world


@pytest.mark.parametrize("kept", [True, False], ids=["the row was written", "the row was not written"])
def test_without_a_certain_intent_no_call_is_made(doubtful, kept):
    invoice = doubtful.add_invoice("2026-1")
    doubtful.store.of, doubtful.store.kept = DeliveryState.SENDING, kept
    with pytest.raises(LostCommit):
        doubtful.press_send(invoice)
    assert doubtful.books.calls["create"] == 1
    assert doubtful.delivery(invoice).state is (DeliveryState.SENDING if kept else DeliveryState.READY)


@pytest.mark.parametrize("kept", [True, False], ids=["the row was written", "the row was not written"])
def test_the_next_rounds_send_it_once(doubtful, kept):
    invoice = doubtful.add_invoice("2026-1")
    doubtful.store.of, doubtful.store.kept = DeliveryState.SENDING, kept
    with pytest.raises(LostCommit):
        doubtful.press_send(invoice)
    doubtful.pass_time(HOUR)
    assert doubtful.delivery(invoice).state is DeliveryState.SENT
    assert contents(doubtful.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]


@pytest.mark.parametrize("kept", [True, False], ids=["the row was written", "the row was not written"])
def test_an_outcome_that_may_not_be_written_is_looked_up(kept):
    world = DoubtfulWorld().ready_to_send()
    invoice = world.add_invoice()
    world.store.of, world.store.kept = DeliveryState.SENT, kept
    with pytest.raises(LostCommit):
        world.press_send(invoice)
    world.pass_time(HOUR)
    assert world.delivery(invoice).state is DeliveryState.SENT
    assert world.books.calls["create"] == 1
    assert contents(world.books) == [("2026-1", [PDF])]
