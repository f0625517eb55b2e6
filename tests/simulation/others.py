"""What happens elsewhere: people at the provider, and the machines on both sides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import PartyId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.testing.doubles.provider.drafting import rows_of

from tests.simulation.chance import source_of
from tests.simulation.checkers import Checkers
from tests.simulation.people import LATER, People
from tests.simulation.tenants import Tenant, partner_of
from tests.simulation.town import Town

MOST_SET = 8 * 3600.0  # seconds that a clock is wrong by
YEAR = timedelta(days=365)
DECLARED = 0.5  # of the restored backups are declared by a person
DOWNTIME = 960.0  # seconds between a disaster and the restored backup, at most


class Others:
    """They act on the books directly; nobody at Trackifi is told."""

    def __init__(self, town: Town, people: People, checkers: Checkers) -> None:
        self._town = town
        self._people = people
        self._checkers = checkers
        self._backup: Callable[[], None] | None = None
        self._chance = source_of(town.seed, "mistakes").random

    def type_in(self, tenant: Tenant, invoice: Invoice) -> None:
        """Enter the same invoice by hand; some do so with the integration's own user, and make a mistake in it."""
        now = self._town.host.invoice(tenant.id, invoice.kind, invoice.id)
        draw = self._town.draw()
        own_user, other_sum = draw < 0.4, draw < 0.2
        of = invoice.party if not own_user or other_sum or invoice.kind is not PartyKind.CUSTOMER else "elsewhere"
        by = tenant.user if own_user else RemoteUserId("a-person")
        typed = RemoteInvoice(
            id=RemoteInvoiceId("?"),
            kind=invoice.kind,
            own_number=invoice.number,
            state=RemoteState.UNFINISHED,
            partner=partner_of(tenant, invoice.kind, PartyId(of)),
            issued=invoice.issued,
            due=invoice.due,
            created=self._town.their_clock.now(),
            created_by=by,
            totals=now.totals,
            lines=rows_of(invoice),
        )
        mistaken = self._mistaken(typed) if own_user and of == invoice.party else typed
        self._checkers.typed_in(tenant, tenant.books.enter(mistaken).id)

    def _mistaken(self, typed: RemoteInvoice) -> RemoteInvoice:
        """Something is otherwise than in Trackifi: most often the sum; or it is last year's invoice of the number."""
        others = (
            {"issued": typed.issued and typed.issued - YEAR},
            {"due": typed.due and typed.due + timedelta(days=1)},
            {"lines": (*(typed.lines or ()), "one row more")},
        )
        which = int(self._chance() * 2 * len(others))
        changes = others[which] if which < len(others) else {"totals": _dearer(typed.totals)}
        return replace(typed, **changes)

    def remove(self, tenant: Tenant) -> None:
        self._change(tenant, lambda one: replace(one, state=RemoteState.REMOVED))

    def approve(self, tenant: Tenant) -> None:
        self._change(tenant, lambda one: replace(one, state=RemoteState.APPROVED))

    def alter(self, tenant: Tenant) -> None:
        """Change the sums of an invoice there."""
        self._change(tenant, lambda one: replace(one, totals=_dearer(one.totals)))

    def delete(self, tenant: Tenant) -> None:
        if one := self._some_invoice(tenant):
            self._town.trace.note(f"{tenant.id} deletes {one.id}")
            tenant.books.delete(one.id)

    def withdraw(self, tenant: Tenant) -> None:
        """Take a right away, and give it back later."""
        rights = [one for one in Capability if "create" in one or "find" in one]
        lost = rights[int(self._town.draw() * len(rights))]
        tenant.books.granted -= {lost}
        self._later(lambda: (setattr(tenant.books, "granted", frozenset(Capability)), self._people.sync(tenant)))

    def turn_documents_off(self, tenant: Tenant) -> None:
        tenant.books.documents = False
        self._later(lambda: (setattr(tenant.books, "documents", True), self._people.sync(tenant)))

    def lose_partner(self, tenant: Tenant) -> None:
        tenant.books.partners.pop(partner_of(tenant, PartyKind.CUSTOMER, "1"), None)
        self._later(
            lambda: (self._town.add_partner(tenant, PartyKind.CUSTOMER, "1"), self._people.sync(tenant)),
        )

    def blind(self, tenant: Tenant) -> None:
        """Let searches find nothing for some hours, as after a right was narrowed."""
        tenant.books.blind = tenant.books.ever_blind = True
        self._town.engine.at(self._town.draw() * 6 * LATER, lambda: setattr(tenant.books, "blind", False))

    def go_down(self, tenant: Tenant) -> None:
        tenant.books.down_after = 0
        self._town.engine.at(self._town.draw() * 6 * LATER, lambda: setattr(tenant.books, "down_after", None))

    def lose_limiter(self, _tenant: Tenant) -> None:
        self._town.limiter.down = True
        self._later(lambda: setattr(self._town.limiter, "down", False))

    def set_clock_back(self, _tenant: Tenant) -> None:
        ahead = -self._town.draw() * MOST_SET
        # Less far back than before is forward: a process that has just begun would not know of it.
        self._town.clock.ahead = min(self._town.clock.ahead, ahead) if self._town.jobs else ahead

    def set_clock_on(self, _tenant: Tenant) -> None:
        self._town.clock.ahead = self._town.draw() * MOST_SET
        self._town.clock.furthest = max(self._town.clock.furthest, self._town.clock.ahead)

    def back_up(self) -> None:
        """Keep a copy of the database and the keys."""
        stored, keys = self._town.store.backup(), self._town.vault.backup()
        self._backup = lambda: (stored(), keys())  # type: ignore[func-returns-value]
        self._places_then = {(one.company, one.invoice): one for one in self._town.store.deliveries()}

    def restore(self, _tenant: Tenant) -> None:
        """The machine is lost; after a while everything is as it was when the backup was made."""
        if self._backup is None:
            return
        self._town.down = True
        for process in self._town.processes:
            self._town.engine.kill(process)
        self._town.engine.at(self._chance() * DOWNTIME, self._put_back)

    def _put_back(self) -> None:
        assert self._backup is not None
        now = {(one.company, one.invoice): one for one in self._town.store.deliveries()}
        then = self._places_then
        self._checkers.rolled_back |= {place for place, row in now.items() if then.get(place) is not row}
        self._backup()
        if self._chance() < DECLARED:  # else it is recognised by the time of the last intent, kept outside of it
            self._town.store.declare_restored(self._town.clock.now())
            self._town.mark.last = None
        self._checkers.said.forget(self._checkers.rolled_back)
        self._town.down = False
        self._town.start()
        for tenant in self._town.tenants:
            for invoice in tenant.invoices:  # it looks as if it was not sent: people go on from there
                if (tenant.id, invoice.id) in self._checkers.rolled_back and self._town.draw() < 0.5:
                    self._go_on(tenant, invoice)

    def _go_on(self, tenant: Tenant, invoice: Invoice) -> None:
        if self._town.draw() < self._town.swarm.edited_here:
            self._people.edit(tenant, invoice)
        self._town.engine.at(self._town.draw() * LATER, lambda: self._people.press(tenant, invoice))

    def _change(self, tenant: Tenant, change: Callable[[RemoteInvoice], RemoteInvoice]) -> None:
        books = tenant.books
        if one := self._some_invoice(tenant):
            changed = change(one)
            books.invoices[one.id] = changed
            books.altered[one.id] = self._town.engine.elapsed
            books.changed[one.id] = self._town.their_clock.now()
            if changed.state is RemoteState.REMOVED:
                books.removed_at.setdefault(one.id, self._town.engine.elapsed)
            if one.id in books.by_hand:
                books.by_hand[one.id] = changed
            self._town.trace.note(f"{tenant.id} changes {one.id} to {changed.state}")

    def _some_invoice(self, tenant: Tenant) -> RemoteInvoice | None:
        there = list(tenant.books.invoices.values())
        return there[int(self._town.draw() * len(there))] if there else None

    def _later(self, act: Callable[[], object]) -> None:
        def run() -> None:
            act()

        self._town.engine.at(self._town.draw() * LATER, run)


def _dearer(totals: Totals | None) -> Totals | None:
    return totals and replace(totals, gross=totals.gross + 1)
