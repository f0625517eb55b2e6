"""Hypothesis presses the buttons: any order of acts and faults, with the simulation's checkers as invariants."""

import os
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.simulation.bulk_people import BulkPeople
from tests.simulation.chance import Fate, Swarm
from tests.simulation.checkers import Checkers
from tests.simulation.life import begin, calm
from tests.simulation.others import Others
from tests.simulation.people import People
from tests.simulation.tenants import Tenant
from tests.simulation.town import Town

EXAMPLES = int(os.environ.get("STATE_MACHINE_EXAMPLES", "40"))
tenants, numbers = st.integers(0, 1), st.integers(0, 3)
FAULTS = [Fate.LOST_BEFORE, Fate.LOST_AFTER, Fate.LATE, Fate.GARBLED, Fate.THROTTLED, Fate.BELATED]


class Deliveries(RuleBasedStateMachine):
    """Two companies with four invoices each; nothing happens that Hypothesis has not chosen, but the workers' turns."""

    acts: ClassVar = ("disable", "activate", "exchange", "give_foreign_key", "sync", "answer", "press_asked")
    many: ClassVar = ("send_many", "stop", "resume_all", "retry", "exclude", "compare")
    elsewhere: ClassVar = ("remove", "approve", "alter", "delete", "turn_documents_off", "go_down", "restore")

    def __init__(self) -> None:
        super().__init__()
        self.town = Town(1, Swarm(swept=1.0, drift=1.0), tenants=2, invoices=4, keep=False)
        self.checkers = Checkers(self.town)
        self.people = People(self.town, self.checkers)
        self.bulk = BulkPeople(self.town, self.checkers, self.people)
        self.others = Others(self.town, self.people, self.checkers)
        begin(self.town)
        self.others.back_up()
        self.wait(1)

    def of(self, tenant: int) -> Tenant:
        return self.town.tenants[tenant]

    @rule(tenant=tenants, number=numbers, twice=st.booleans())
    def send(self, tenant, number, twice):
        press = self.people.press_twice if twice else self.people.press
        press(self.of(tenant), self.of(tenant).invoices[number])
        self.wait(0)

    @rule(tenant=tenants, number=numbers, fault=st.sampled_from(FAULTS), seconds=st.integers(0, 60))
    def send_under_a_fault(self, tenant, number, fault, seconds):
        self.of(tenant).books.calm = False
        self.town.engine.swarm = Swarm(**{fault: 1.0})
        self.people.press(self.of(tenant), self.of(tenant).invoices[number])
        self.wait(seconds)
        self.town.engine.swarm = Swarm()
        self.of(tenant).books.calm = True

    @rule(tenant=tenants, number=numbers)
    def send_and_die(self, tenant, number):
        self.town.engine.swarm = Swarm(crash=0.05)
        self.people.press(self.of(tenant), self.of(tenant).invoices[number])
        self.wait(0)
        self.town.engine.swarm = Swarm()

    @rule(process=st.integers(0, 2))
    def kill(self, process):
        self.town.engine.kill(self.town.processes[process])

    @rule(tenant=tenants, act=st.sampled_from(acts))
    def at_trackifi(self, tenant, act):
        getattr(self.people, act)(self.of(tenant))
        self.wait(0)

    @rule(tenant=tenants, act=st.sampled_from(many))
    def with_many_at_once(self, tenant, act):
        getattr(self.bulk, act)(self.of(tenant))
        self.wait(0)

    @rule(tenant=tenants, act=st.sampled_from(elsewhere))
    def at_the_provider(self, tenant, act):
        getattr(self.others, act)(self.of(tenant))

    @rule(tenant=tenants, number=numbers)
    def type_in(self, tenant, number):
        self.others.type_in(self.of(tenant), self.of(tenant).invoices[number])

    @rule(tenant=tenants, number=numbers)
    def edit(self, tenant, number):
        self.people.edit(self.of(tenant), self.of(tenant).invoices[number])

    @rule(seconds=st.sampled_from([5, 60, 1000, 7200]))
    def wait(self, seconds):
        self.town.engine.run(self.town.engine.elapsed + seconds)

    @invariant()
    def nothing_forbidden_was_seen(self):
        assert self.checkers.findings == []

    def teardown(self):
        calm(self.town, self.people, self.bulk)
        self.wait(30 * 3600)
        self.checkers.take_stock()
        assert self.checkers.findings == []


TestDeliveries = Deliveries.TestCase
TestDeliveries.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=20,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
