"""One round of deliveries in one session: one look-up for all new invoices, then each on its own."""

from collections import deque
from dataclasses import dataclass, field

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.errors import AccountingError, DeliveryInProgress, UnexpectedAnswer
from trackifi_accounting.use_cases.background.postpone import Postpone
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.advance import Advance
from trackifi_accounting.use_cases.deliveries.fences import Fences
from trackifi_accounting.use_cases.deliveries.journal import KEY_TROUBLE, Journal
from trackifi_accounting.use_cases.deliveries.look_up import LookUp, LookUpResult
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step

IN_A_ROW = 3
"""So many that got nowhere for now, one after the other, end the round: it is the way there, not the invoices."""


@dataclass(slots=True, kw_only=True)
class DeliveryRound:
    """The state of a round. ``waiting`` have not been touched, the first one is next."""

    books: OpenIntegration
    waiting: deque[Delivery]
    looked: dict[PartyKind, LookUpResult | None] = field(default_factory=dict)
    in_vain: int = 0

    def new_of(self, kind: PartyKind) -> list[Delivery]:
        """New invoices of the kind that wait."""
        return [one for one in self.waiting if one.state is DeliveryState.READY and one.kind is kind]

    def take_out(self, some: list[Delivery]) -> list[Delivery]:
        """Let these wait no longer; gives them back."""
        out = {(one.kind, one.invoice) for one in some}
        left = [one for one in self.waiting if (one.kind, one.invoice) not in out]
        self.waiting.clear()
        self.waiting.extend(left)
        return some


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverRound:
    """One round of deliveries in one session; it ends early when something concerns all that wait."""

    advance: Advance
    look_up: LookUp
    journal: Journal
    set_aside: Postpone
    fences: Fences

    def __call__(self, now: DeliveryRound, progress: Progress) -> int:
        """Give how many were moved. Raises: what is wrong with the key, Stopped, and at the end a defect."""
        moved, total, defects = 0, len(now.waiting), []
        while now.waiting:
            self._look(now)
            if not now.waiting:
                break
            delivery = now.waiting.popleft()
            try:
                moved += self._turn(now, delivery)
            except KEY_TROUBLE:
                now.waiting.appendleft(delivery)  # it waits like the others
                raise
            except Exception as defect:  # noqa: BLE001 - it befell one of them; told when the others had their turn
                defects.append(defect)
                self._postpone(delivery)
            progress(Step(what="invoices", done=total - len(now.waiting), total=total))
        if defects:
            raise defects[0]
        return moved

    def _look(self, now: DeliveryRound) -> None:
        """Before the first new invoice of a kind, look for all of them, unless this machine may send none."""
        kind = now.waiting[0].kind
        if now.waiting[0].state is not DeliveryState.READY or kind in now.looked:
            return
        now.looked[kind] = None
        try:
            self.fences.right_clock()
            now.looked[kind] = self.look_up(now.books.integration, now.books.connection, now.new_of(kind))
        except KEY_TROUBLE:
            raise
        except AccountingError as error:
            self.set_aside.telling(now.take_out(now.new_of(kind)), error)

    def _turn(self, now: DeliveryRound, delivery: Delivery) -> bool:
        """One delivery's own way; False when somebody else is moving it."""
        try:
            after = self._moved(now, delivery)
        except DeliveryInProgress:
            return False
        now.in_vain = now.in_vain + 1 if _got_nowhere(after) else 0
        if now.in_vain >= IN_A_ROW:
            self.set_aside(now.take_out(list(now.waiting)), due=after.due)
        elif after.state is DeliveryState.READY and after.due is None:  # a setting stands in the way of all alike
            self.set_aside(now.take_out(now.new_of(after.kind)), due=None)
        return True

    def _moved(self, now: DeliveryRound, delivery: Delivery) -> Delivery:
        try:
            return self.advance(now.books, delivery, looked=now.looked.get(delivery.kind))
        except (DeliveryInProgress, *KEY_TROUBLE):
            raise
        except AccountingError as error:
            return self.journal.stopped(delivery, error)

    def _postpone(self, delivery: Delivery) -> None:
        due = self.journal.next_try(delivery, UnexpectedAnswer())
        self.set_aside([replace(delivery, tries=delivery.tries + 1)], due=due)


def _got_nowhere(after: Delivery) -> bool:
    looking_for_pdf = after.pdf_state is PdfState.CHECKING
    return after.tries > 0 and after.due is not None and not looking_for_pdf
