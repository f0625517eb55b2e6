"""What befalls machines and the database: clocks that are set, rows that somebody holds, commits that are lost."""

from collections.abc import Callable

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import RemoteInvoiceId

from tests.simulation.chance import source_of
from tests.simulation.checkers import Checkers
from tests.simulation.others import YEAR
from tests.simulation.people import LATER
from tests.simulation.sim_machines import Machine
from tests.simulation.tenants import Tenant, partner_of
from tests.simulation.town import A_LITTLE, MOST_APART, Town

ACTIVE = 4 * 3600.0  # seconds in which it happens
LONGEST_HELD = 600.0  # seconds
LATEST = 8.0  # seconds of commits that an asynchronous standby may not have


class Mishaps:
    """Their chance is their own, so that a run without them is what it was before."""

    def __init__(self, town: Town, checkers: Checkers) -> None:
        self._town = town
        self._checkers = checkers
        self.draw = source_of(town.seed, "mishaps").random

    def plan(self) -> None:
        """Put everything on the engine's list; what is long past is there at once."""
        for tenant in self._town.tenants:
            for invoice in tenant.invoices:
                if self._town.swarm.renumbered and self.draw() < self._town.swarm.renumbered:
                    self._book_last_years(tenant, invoice)
        acts: dict[str, Callable[[], None]] = {
            "apart": self._set_a_clock,
            "locked": self._hold_rows,
            "lost_commits": self._fail_over,
        }
        for name, act in acts.items():
            for _ in range(6):
                if self.draw() < getattr(self._town.swarm, name):
                    self._town.engine.at(self.draw() * ACTIVE, act)

    def _book_last_years(self, tenant: Tenant, invoice: Invoice) -> None:
        """People number anew each year: the paid invoice of this number, entered by the key's user."""
        entered = tenant.books.enter(
            RemoteInvoice(
                id=RemoteInvoiceId("?"),
                kind=invoice.kind,
                own_number=invoice.number,
                state=RemoteState.PAID,
                partner=partner_of(tenant, invoice.kind, invoice.party),
                issued=invoice.issued - YEAR,
                due=invoice.due - YEAR,
                created=self._town.their_clock.now() - YEAR,
                created_by=tenant.user,
                totals=invoice.totals,
            )
        )
        self._checkers.typed_in(tenant, entered.id)

    def _set_a_clock(self) -> None:
        """By somebody, or by a service that puts it right; it is put right in the end."""
        machine = self._town.machines[int(self.draw() * len(self._town.machines))]
        most = MOST_APART if self.draw() < 0.5 else A_LITTLE
        self._set(machine, (self.draw() - 0.5) * 2 * most)
        self._town.engine.at(self.draw() * LATER, lambda: self._set(machine, 0.0))

    def _set(self, machine: Machine, ahead: float) -> None:
        machine.set_clock(ahead=ahead, now=self._town.engine.elapsed)
        self._town.trace.note(f"the clock of {machine.name} is set {ahead:.1f} s ahead")

    def _hold_rows(self) -> None:
        """Somebody outside has a company's rows locked, or the machine that had them froze."""
        tenant = self._town.tenants[int(self.draw() * len(self._town.tenants))]
        self._town.store.held[tenant.id] = self._town.engine.elapsed + self.draw() * LONGEST_HELD
        self._town.trace.note(f"the rows of {tenant.id} are held")

    def _fail_over(self) -> None:
        """A standby takes over that has not got the last commits; the processes live on, or begin anew."""
        self._town.store.lagging = lambda put_back: self._town.engine.at(self.draw() * LATEST, self._promote(put_back))

    def _promote(self, put_back: Callable[[], None]) -> Callable[[], None]:
        def act() -> None:
            if self._town.down:
                return
            self._town.trace.note("a standby takes over")
            now = {(one.company, one.invoice): one for one in self._town.store.deliveries()}
            put_back()
            then = {(one.company, one.invoice): one for one in self._town.store.deliveries()}
            lost = {place for place, row in now.items() if then.get(place) is not row}
            self._checkers.rolled_back |= lost
            self._checkers.said.forget(lost)
            if self.draw() < 0.5:
                for process in self._town.processes:
                    self._town.engine.kill(process)

        return act
