"""What is due becomes jobs, and a job does what its kind says, however often."""

import pytest
from trackifi_accounting.domain.background.jobs import QUEUE_OF, Job, JobKind, JobQueue
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.background.do_job import DoJob
from trackifi_accounting.use_cases.background.due_jobs import DueJobs

from tests.core.use_cases.world import ACME, ANNA


class Reading:
    """Something that is due for ACME until it was done."""

    def __init__(self):
        self.done = 0

    def due(self):
        return [] if self.done else [(ACME, MEMORY)]

    def one(self, company, provider):
        assert (company, provider) == (ACME, MEMORY)
        self.done += 1
        return 1


@pytest.fixture
def readings():
    return {JobKind.SYNC: Reading(), JobKind.SWEEP: Reading()}


@pytest.fixture
def due(world, readings):
    jobs = DueJobs(store=world.store, clock=world.clock, readings=readings)
    return lambda: list(jobs())


@pytest.fixture
def do(world, readings):
    return DoJob(deliver=world.deliver_due, match=world.work_matching, readings=readings)


def job(kind):
    return Job(kind=kind, company=ACME, provider=None if kind is JobKind.DELIVER else MEMORY)


def never():
    return False


def at_once():
    return True


def test_every_kind_has_a_lane():
    assert set(QUEUE_OF) == set(JobKind)
    assert set(QUEUE_OF.values()) == set(JobQueue)


def test_equal_jobs_are_the_same_job():
    assert len({job(JobKind.MATCH), job(JobKind.MATCH), job(JobKind.SYNC)}) == 2


def wanted(invoice, now):
    return Delivery(
        company=ACME,
        provider=MEMORY,
        kind=invoice.kind,
        invoice=invoice.id,
        number=invoice.number,
        partner=None,
        state=DeliveryState.READY,
        requested_at=now,
        requested_by=ANNA,
        due=now,
    )


@pytest.fixture
def busy(world):
    """Two invoices to be sent, and a partner to be matched."""
    world.ready_to_send()
    world.add_partner(identity="p2")
    world.synced()
    invoices = [world.add_invoice(number) for number in ("2026-1", "2026-2")]
    with world.store.write(ACME) as work:
        for invoice in invoices:
            work.deliveries.add(wanted(invoice, world.clock.now()))
    return invoices


def test_whatever_is_due_is_done_once(world, busy, due, do, readings):
    asked = due()
    assert [one.kind for one in asked] == [JobKind.DELIVER, JobKind.SYNC, JobKind.SWEEP, JobKind.MATCH]
    assert all(do(one, never) for one in asked)
    assert due() == []
    assert all(world.delivery(invoice).settled for invoice in busy)
    assert [one.done for one in readings.values()] == [1, 1]


def test_a_job_that_is_done_again_does_nothing(world, busy, do):
    for kind in (JobKind.DELIVER, JobKind.MATCH):
        do(job(kind), never)
        assert do(job(kind), never) == 0
    assert len(world.books.invoices) == len(busy)


def test_what_is_told_to_stop_leaves_the_rest_for_later(world, busy, due, do):
    for kind in (JobKind.DELIVER, JobKind.MATCH):
        assert do(job(kind), at_once) == 0
        assert job(kind) in due()
    assert sorted(world.delivery(invoice).settled for invoice in busy) == [False, True]
