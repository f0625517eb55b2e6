"""What has to be so when everything has come to rest."""

from typing import TYPE_CHECKING

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.reconciliation.edits import EDITS

from tests.simulation.landings import key_of
from tests.simulation.tenants import Tenant
from tests.simulation.town import Town

if TYPE_CHECKING:
    from tests.simulation.checkers import Checkers


class AtRest:
    """Looks at every delivery and all books once, at the end."""

    def __init__(self, town: Town, checkers: "Checkers") -> None:
        self._town = town
        self._checkers = checkers
        self._found = checkers.found

    def take_stock(self) -> None:
        """After all faults are over and everything has had its time."""
        for delivery in self._town.store.deliveries():
            self._resting(delivery)
        self._each_held_once()
        for tenant in self._town.tenants:
            self._egress(tenant)
            self._pdfs(tenant)

    def _each_held_once(self) -> None:
        """An invoice in the books is one delivery's; one that was edited after sending says so."""
        holders: dict[tuple[str, str], tuple[str, str]] = {}
        for one in self._town.store.deliveries():
            place, books = (one.company, one.invoice), self._checkers.tenants[one.company].books
            if not one.settled or one.remote is None:
                continue
            holder = holders.setdefault((books.company.id, one.remote), place)
            if holder != place:
                self._found("held twice", f"{one.remote} at {one.company} is {holder}'s and {place}'s")
            now = self._town.host.invoice(one.company, one.kind, one.invoice)
            told = {problem.code for problem in one.problems} & EDITS
            if one.totals and now.totals != one.totals and not told and place not in self._checkers.rolled_back:
                self._found("edited", f"{one.number} of {one.company} is {now.totals} here, {one.totals} was sent")

    def _resting(self, delivery: Delivery) -> None:
        if delivery.state is DeliveryState.SENT:
            open_pdf = delivery.pdf_state in {PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING}
            if open_pdf and delivery.pdf_problem is None:
                self._found("lost", f"the PDF of {delivery.number} of {delivery.company} is {delivery.pdf_state}")
            if delivery.pdf_state is PdfState.NEEDS_ATTENTION and delivery.pdf_problem is None:
                self._found("state honesty", f"the PDF of {delivery.number} of {delivery.company} does not say why")
        elif delivery.state is DeliveryState.EXCLUDED:
            return
        elif delivery.in_flight or not delivery.problems:
            self._found("lost", f"{delivery.number} of {delivery.company} stays {delivery.state} {delivery.problems}")

    def _egress(self, tenant: Tenant) -> None:
        """Nothing of a person's was touched, and no call was made but those of the port."""
        for identity, left in tenant.books.by_hand.items():
            alike = [each for each in self._town.tenants if each.books.company.id == tenant.books.company.id]
            excused = {(each.id, one.id) for each in alike for one in each.invoices_of(key_of(left))}
            files = tenant.books.files.get(identity) and not excused & self._checkers.told_there
            if tenant.books.invoices.get(identity) != left or files:
                self._found("egress", f"{left.own_number} at {tenant.id}, made by a person, was touched")

    def _pdfs(self, tenant: Tenant) -> None:
        for delivery in self._town.store.deliveries():
            if delivery.company != tenant.id or delivery.pdf_state is not PdfState.ATTACHED:
                continue
            uploads = tenant.books.uploads.get(delivery.remote or "", [])  # type: ignore[call-overload]
            names = [one.document.name for one in uploads]
            if len(set(names)) != len(names) and not any(one.excused for one in uploads):
                self._found("pdf", f"{delivery.number} of {tenant.id} has {names}")
            if any(one.document.content not in tenant.pdfs[delivery.invoice] for one in uploads):
                self._found("pdf", f"{delivery.number} of {tenant.id} has other bytes than Trackifi's")
