"""What people do at Trackifi: they press, press again, change their minds, and make mistakes."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply, answers_to
from trackifi_accounting.errors import DeliveryInProgress, NotActivated, TemporaryError
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.activation.disable import Disable
from trackifi_accounting.use_cases.activation.update_key import UpdateKey
from trackifi_accounting.use_cases.invoices.hand_over import HandOver
from trackifi_accounting.use_cases.invoices.retry_attachment import RetryAttachment
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.partners.sync import SyncData
from trackifi_accounting.use_cases.reconciliation.answer import AnswerQuestion

from tests.simulation.checkers import Checkers
from tests.simulation.engine import Process
from tests.simulation.landings import key_of
from tests.simulation.tenants import ANNA, Tenant, priced
from tests.simulation.town import Town

LATER = 3600.0  # seconds
A_WHILE = 600.0  # seconds until somebody tries again who was told that it may go then
UseCase = TypeVar("UseCase")


class People:
    """Each act is a task of the web process, and may be interrupted like any other."""

    def __init__(self, town: Town, checkers: Checkers) -> None:
        self._town = town
        self._checkers = checkers
        self._web: Process = town.processes[0]
        self._programs = {0: town.program(self._web)}

    def press(self, tenant: Tenant, invoice: Invoice) -> None:
        place = (tenant.id, invoice.id)

        def act() -> None:
            self._checkers.pressed.add(place)
            self.use(SendInvoice)(tenant.id, MEMORY, invoice.kind, invoice.id, by=ANNA)
            self._checkers.accepted.add(place)

        self.write(act)

    def press_twice(self, tenant: Tenant, invoice: Invoice) -> None:
        self.press(tenant, invoice)
        self.press(tenant, invoice)

    def press_asked(self, tenant: Tenant) -> None:
        """Try everything again that needs attention."""
        for delivery in self._town.store.deliveries():
            if delivery.company == tenant.id and delivery.state is DeliveryState.NEEDS_ATTENTION:
                self.press(tenant, next(one for one in tenant.invoices if one.id == delivery.invoice))

    def answer(self, tenant: Tenant) -> None:
        """Answer what is asked: mostly after a look into the books there, sometimes without."""
        for delivery in self._town.store.deliveries():
            possible = answers_to(delivery)
            if delivery.company == tenant.id and possible:
                self._give(tenant, delivery, possible[int(self._town.draw() * len(possible))])

    def _give(self, tenant: Tenant, delivery: Delivery, answer: Answer) -> None:
        there = [one for one in tenant.books.invoices.values() if key_of(one) == delivery.key]
        named = there[int(self._town.draw() * len(there))].id if there and answer is Answer.THERE else None
        reply = Reply(
            answer=answer,
            remote=named,
            confirmed=self._town.draw() < 0.5,
            seen=frozenset(one.id for one in there),
            reason="it belongs there",
        )
        place = (tenant.id, delivery.invoice)
        if answer is Answer.SEND:
            self._checkers.sent_anew.add(place)
        if answer is Answer.THERE:
            self._checkers.told_there.add(place)
        elif answer is Answer.SEND and (tenant.books.standing(delivery.key) or tenant.books.pending.get(delivery.key)):
            self._checkers.told_to_send.add(place)  # wrong, and said so by a person
        self.write(lambda: self.use(AnswerQuestion)(tenant.id, MEMORY, delivery.kind, delivery.invoice, reply, by=ANNA))

    def retry_pdf(self, tenant: Tenant, invoice: Invoice) -> None:
        self.write(lambda: self.use(RetryAttachment)(tenant.id, MEMORY, invoice.kind, invoice.id, by=ANNA))

    def edit(self, tenant: Tenant, invoice: Invoice) -> None:
        """Change the invoice and its PDF in Trackifi, unless it is on its way."""

        def act() -> None:
            now = self._town.host.invoice(tenant.id, invoice.kind, invoice.id)
            edited = replace(priced(now, tenant, now.revision + 50), revision=now.revision + 1)
            pdf = PDF + f"\n% {tenant.id} {invoice.number} {edited.revision}\n%%EOF\n".encode()
            self._town.hand_over(tenant, edited, pdf)
            try:
                self.use(HandOver).invoice(tenant.id, edited)
                self.use(HandOver).document(tenant.id, invoice.kind, invoice.id, pdf)
            except DeliveryInProgress:
                pass

        self.write(act)

    def sync(self, tenant: Tenant) -> None:
        self.write(lambda: self.use(SyncData)(tenant.id, MEMORY, by=ANNA, full=True))

    def disable(self, tenant: Tenant) -> None:
        self.write(lambda: self.use(Disable)(tenant.id, MEMORY, by=ANNA))
        self._town.engine.at(self._town.draw() * LATER, lambda: self.activate(tenant))

    def activate(self, tenant: Tenant) -> None:
        self.write(lambda: self._give_key(tenant, tenant.key))

    def exchange(self, tenant: Tenant) -> None:
        """Use a new key; the former stops working some time later."""
        former = tenant.key
        key = self._town.new_key(tenant)
        self.write(lambda: self._give_key(tenant, key))
        self._town.engine.at(self._town.draw() * LATER, lambda: tenant.books.keys.pop(former, None))

    def mend(self, tenant: Tenant, key: str) -> None:
        """Give a key that works, and sync; whoever is told to try again later does so."""

        def act() -> None:
            try:
                self._give_key(tenant, key)
                self.use(SyncData)(tenant.id, MEMORY, by=ANNA, full=True)
            except TemporaryError:
                self._town.engine.at(A_WHILE, lambda: self.mend(tenant, key))
                raise

        self.write(act)

    def give_foreign_key(self, tenant: Tenant) -> None:
        """Paste the key of another company, by mistake."""
        others = [one for one in self._town.tenants if one is not tenant]
        if others:
            self.write(lambda: self._give_key(tenant, others[0].key))

    def lose_key(self, tenant: Tenant) -> None:
        """All keys stop working at the provider; somebody notices it later."""
        tenant.books.keys.clear()
        self._town.engine.at(self._town.draw() * LATER, lambda: self.exchange(tenant))

    def _give_key(self, tenant: Tenant, key: str) -> None:
        credentials = memory_credentials(key)
        try:
            self.use(UpdateKey)(tenant.id, MEMORY, credentials, by=ANNA)
        except NotActivated:
            self.use(Activate)(tenant.id, MEMORY, credentials, by=ANNA)

    def write(self, act: Callable[[], object]) -> None:
        """Let the web process do it, unless the machine is lost."""
        if not self._town.down:
            self._town.engine.spawn(self._web, act)

    def use(self, use_case: type[UseCase]) -> UseCase:
        """The use case as the process of this moment has it."""
        if self._web.deaths not in self._programs:
            self._programs = {self._web.deaths: self._town.program(self._web)}
        return self._programs[self._web.deaths](use_case)
