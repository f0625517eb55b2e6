"""What must never be seen: each finding names its checker, so that a mutant can be told from an accident."""

from collections import defaultdict
from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import CompanyId, RemoteCompanyId, RemoteInvoiceId
from trackifi_accounting.plugins.offer import ConnectRequest
from trackifi_accounting.testing.doubles.provider.drafting import booked
from trackifi_accounting.testing.doubles.provider.plugins import KEY

from tests.simulation.at_rest import AtRest
from tests.simulation.engine import Task
from tests.simulation.landings import Landed, key_of
from tests.simulation.said import Said
from tests.simulation.sharing import Sharing
from tests.simulation.sim_books import GAP, SimBooks
from tests.simulation.tenants import Tenant
from tests.simulation.town import Town
from tests.simulation.watch import Watch

DOUBTS = frozenset(
    {"several_found", "number_taken", "removed_at_provider", "outcome_unclear", "outcome_unknown"}
    | {"perhaps_ours", "perhaps_sent", "held_already"}
)
"""Problems that do not claim that nothing was booked."""


LONG = 2400.0  # seconds: longer than anybody stalls between a look and a write
MAX_DOUBTFUL = 3
MOST_OFF = 2.1  # seconds: a little more than is allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One breach; ``checker`` is what a report counts by."""

    checker: str
    text: str


class Checkers:
    """Watches every landing and every committed delivery, and takes stock at the end."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.tenants: dict[CompanyId, Tenant] = {one.id: one for one in town.tenants}
        self.findings: list[Finding] = []
        self.pressed: set[tuple[CompanyId, str]] = set()
        self.accepted: set[tuple[CompanyId, str]] = set()
        self.rolled_back: set[tuple[CompanyId, str]] = set()
        self.told_to_send: set[tuple[CompanyId, str]] = set()
        self.sent_anew: set[tuple[CompanyId, str]] = set()
        self.told_there: set[tuple[CompanyId, str]] = set()
        self.late_doubles = self.replayed = 0
        self._known_sent: set[tuple[CompanyId, str]] = set()
        self._typed_in: dict[tuple[RemoteCompanyId, str], float] = {}
        self.asked: set[tuple[CompanyId, str]] = set()
        self.said, self.watch = Said(town, self.found), Watch(town, self.found)
        self._sharing, self._at_rest = Sharing(town, self.found), AtRest(town, self)
        town.store.on_change = self.changed
        town.leaving = self.leaving
        town.host.on_edit = self.edited
        for tenant in town.tenants:
            tenant.books.on_landing, tenant.books.on_leaving = self.landed, self.said.leaving
            tenant.books.on_adding = self.said.adding

    def typed_in(self, tenant: Tenant, identity: str) -> None:
        """A person has entered an invoice at the provider."""
        self._typed_in[tenant.books.company.id, identity] = self._town.engine.elapsed

    def found(self, checker: str, text: str) -> None:
        """Note a breach."""
        line = f"{self._town.engine.elapsed:.1f} {text}"
        self._town.trace.note(f"BREACH {checker}: {line}")
        self.findings.append(Finding(checker=checker, text=line))

    def landed(self, books: SimBooks, invoice: RemoteInvoice) -> None:
        """An invoice of ours appears at the provider."""
        tenant, key = self.tenants[books.owner], key_of(invoice)
        asked = [one for one in tenant.invoices_of(key) if (tenant.id, one.id) in self.pressed]
        if not (invoice.partner or "").startswith(f"{tenant.there}-"):
            self.found("tenant", f"{tenant.id} got {invoice.own_number} of {invoice.partner}")
        elif not asked:
            self.found("unexpected", f"nobody asked for {invoice.own_number} at {tenant.id}")
        elif not any(invoice.totals in tenant.handed[one.id] for one in asked):
            self.found("sum", f"{invoice.own_number} at {tenant.id} is over {invoice.totals}")
        self._alone(tenant, books, key)
        self._first(tenant, books, books.landed[invoice.id])

    def _first(self, tenant: Tenant, books: SimBooks, landed: Landed) -> None:
        """What was plainly there long before, of a person or removed, is never booked over without a person's word."""
        told = any((tenant.id, one.id) in self.sent_anew for one in tenant.invoices_of(landed.key))
        if told or books.ever_blind or landed.excused:
            return
        for one in books.invoices.values():
            since = self._there_since(books, one.id)
            if since is not None and key_of(one) == landed.key and since < landed.left - LONG:
                self.found(
                    "booked over", f"{landed.key.number} at {tenant.id}: {one.id} was {one.state} since {since:.0f}"
                )

    def _there_since(self, books: SimBooks, identity: RemoteInvoiceId) -> float | None:
        """Since when it is plainly there, of a person or another company, or removed; None for what is ours.

        What a search may miss once is not plainly there: the look before a first attempt is a single one.
        """
        if identity in books.by_hand:
            return self._typed_in.get((books.company.id, identity))
        missed = identity in books.missed or self._town.swarm.cached
        others = None if missed else books.landed_of_others().get(identity)
        return others.landed if others else books.removed_at.get(identity)

    def leaving(self, request: ConnectRequest) -> None:
        """A write has passed its fence, and was judged as everything stood when the database was asked."""
        task = self._town.engine.current
        if task is None or task.key != request.key_generation:
            self.found("egress", f"a write of {request.company} leaves with a key that is not in use")
        if not request.credentials[KEY].reveal().startswith(f"test-key-{request.company}-"):
            self.found("tenant", f"a write of {request.company} leaves with another company's key")
        if task is not None and not task.budget:
            self.found("egress", f"a write of {request.company} leaves without a budget")
        if task is not None:
            self._of_machine(task)

    def _of_machine(self, task: Task) -> None:
        """Its clock is right, and the database was asked a moment ago."""
        machine, now = task.process.machine, self._town.engine.elapsed
        if abs(machine.off(now)) > MOST_OFF and machine.set_at < task.asked:
            self.found("clock", f"{machine.name} sends, and its clock is off by {machine.off(now):.1f} s")
        if machine.counts_sleep and now - task.asked > GAP:
            self.found("gap", f"{machine.name} sends {now - task.asked:.1f} s after the database was asked")

    def edited(self, company: CompanyId, invoice: Invoice) -> None:
        """Trackifi hands an invoice over."""
        if any(
            one.in_flight and (one.company, one.invoice) == (company, invoice.id)
            for one in self._town.store.deliveries()
        ):
            self.found("frozen", f"{invoice.number} of {company} is changed while it is on its way")

    def _alone(self, tenant: Tenant, books: SimBooks, key: InvoiceKey) -> None:
        there = books.standing(key)
        if len(there) < 2 or any((tenant.id, one.id) in self.told_to_send for one in tenant.invoices_of(key)):
            return
        if any(one.excused for one in there):
            newest = there[-1]
            self.replayed += newest.replayed
            self.late_doubles += not newest.replayed
            return
        self.found("duplicate", f"{key.number} at {tenant.id}: {[(one.id, one.left, one.landed) for one in there]}")

    def changed(self, before: Delivery | None, delivery: Delivery) -> None:
        """A delivery was committed: what it says has to be so."""
        self.said.changed(before, delivery)
        tenant = self.tenants[delivery.company]
        books, place = tenant.books, (delivery.company, delivery.invoice)
        if delivery.doubtful > MAX_DOUBTFUL:
            self.found("attempts", f"{delivery.number} of {delivery.company} had {delivery.doubtful} doubtful attempts")
        if delivery.state is DeliveryState.SENT:
            self._sent(books, delivery)
            if before is None or not before.settled:
                self._as_frozen(books, delivery)
        elif delivery.state is DeliveryState.NEEDS_ATTENTION:
            self.asked.add(place)
            if not delivery.problems:
                self.found("state honesty", f"{delivery.number} needs attention and does not say why")
        claims = delivery.state is DeliveryState.READY or (
            delivery.state is DeliveryState.NEEDS_ATTENTION
            and not DOUBTS & {problem.code for problem in delivery.problems}
        )
        excused = place in self.rolled_back or place in self.told_to_send
        # What stands under a number that another delivery holds is that one's, and its own to tell.
        if claims and delivery.holds_number and not excused and self._is_there(books, delivery.key):
            codes = [problem.code for problem in delivery.problems]
            self.found(
                "state honesty", f"{delivery.number} of {delivery.company} is {delivery.state} {codes}, yet there"
            )

    def _is_there(self, books: SimBooks, key: InvoiceKey) -> bool:
        """Whether one of ours stands there, or a request that makes one is on its way."""
        return any(not one.excused for one in books.standing(key)) or bool(books.pending.get(key))

    def _sent(self, books: SimBooks, delivery: Delivery) -> None:
        remote = delivery.remote
        if remote not in books.payloads:
            self.found("state honesty", f"{delivery.number} of {delivery.company} is sent as {remote}, which never was")
            return
        if (delivery.company, delivery.invoice) not in self.told_there:
            if not books.payloads[remote]:
                self.found("wrong adoption", f"{delivery.number} of {delivery.company}: a person made {remote}")
            elif remote in books.landed_of_others():
                self.found("wrong adoption", f"{delivery.number} of {delivery.company}: another company made {remote}")
        self._only_one(books, delivery)
        if delivery.pdf_state is PdfState.ATTACHED:
            names = [(one.document.name, one.document.digest) for one in books.uploads.get(remote, [])]
            if (delivery.pdf_name, delivery.pdf_digest) not in names:
                self.found("pdf", f"{delivery.number} of {delivery.company} says {delivery.pdf_name}, there is {names}")

    def _as_frozen(self, books: SimBooks, delivery: Delivery) -> None:
        """Newly taken for sent: it is the invoice that was asked for, unless a person says so or has just changed it."""
        place, there = (delivery.company, delivery.invoice), books.invoices.get(delivery.remote or "")  # type: ignore[call-overload]
        if there is None or place in self.told_there:
            return
        lately = books.altered.get(there.id, -LONG) > self._town.engine.elapsed - LONG
        asked = booked(delivery.payload or b"", as_id=there.id) if delivery.payload else there
        parts = [(one.kind, one.own_number, one.partner, one.issued, one.due, one.lines) for one in (asked, there)]
        sums = delivery.totals == there.totals or lately
        if parts[0] != parts[1] or not sums or there.created_by != self.tenants[delivery.company].user:
            self.found("identity", f"{delivery.number} of {delivery.company} is taken for {there.id}: {parts}")

    def _only_one(self, books: SimBooks, delivery: Delivery) -> None:
        """Newly taken for sent: a person's invoice of the number that was plainly there has to be asked about."""
        place = (delivery.company, delivery.invoice)
        if place in self._known_sent or place in self.told_there | self.sent_anew or books.ever_blind:
            return
        self._known_sent.add(place)
        for identity in books.by_hand:
            since = self._typed_in[books.company.id, identity]
            other = books.invoices.get(identity)
            if other and key_of(other) == delivery.key and since < self._town.engine.elapsed - LONG:
                self.found("wrong adoption", f"{delivery.number} of {delivery.company}: {identity} was there, too")

    def take_stock(self) -> None:
        """At the end, when all faults are over and everything has had its time."""
        for process, error in self._town.engine.crashes:
            self.found("crash", f"{process}: {type(error).__name__}: {error}")
        rows: dict[CompanyId, dict[str, Delivery]] = defaultdict(dict)
        for delivery in self._town.store.deliveries():
            rows[delivery.company][delivery.invoice] = delivery
        self._at_rest.take_stock()
        self._sharing.take_stock()
        for company, invoice in sorted(self.accepted - self.rolled_back):
            if invoice not in rows[company]:
                self.found("lost", f"{invoice} of {company} was asked for, and nothing is kept of it")
        self.said.take_stock()
        self.watch.take_stock()
