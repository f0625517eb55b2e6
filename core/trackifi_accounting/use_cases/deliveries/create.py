"""The first step of a delivery: have it through the gate, freeze it, and have it posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.evidence import AskPerson, Ours
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.errors import AccountingError, DeliveryInProgress
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.files import Files
from trackifi_accounting.ports.host import Host
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.adopt import Adopt
from trackifi_accounting.use_cases.deliveries.journal import KEY_TROUBLE, Journal
from trackifi_accounting.use_cases.deliveries.look_up import LookUpResult
from trackifi_accounting.use_cases.deliveries.post import Post
from trackifi_accounting.use_cases.gate.beside import in_books_of
from trackifi_accounting.use_cases.gate.gate import Gate, Verdict
from trackifi_accounting.use_cases.gate.plan import planned
from trackifi_accounting.use_cases.gate.refusal import refusal


class Create:
    """The way of a Ready delivery to Sent, Checking or Needs attention."""

    def __init__(self, *, host: Host, journal: Journal, gate: Gate, post: Post, files: Files) -> None:
        self._host = host
        self._journal = journal
        self._adopt = Adopt(journal=journal)
        self._gate = gate
        self._post = post
        self._files = files

    def __call__(
        self,
        books: OpenIntegration,
        delivery: Delivery,
        *,
        looked: LookUpResult | None = None,
        invoice: Invoice | None = None,
    ) -> Delivery:
        """Take over what was ``looked`` up for many while that is fresh, else look now; read the invoice if need be.

        Raises: DeliveryInProgress.
        """
        look = _Look(connection=books.connection, looked=looked, journal=self._journal)
        try:
            self._post.may_begin()
            invoice = invoice or self._host.invoice(delivery.company, delivery.kind, delivery.invoice)
            verdict = self._gate(books, invoice, find=look)
            frozen = self._frozen(in_books_of(books.integration, delivery), verdict)
        except KEY_TROUBLE:
            raise  # it is no invoice's trouble: who sends one alone is told by the caller, a round tells it once
        except AccountingError as error:
            return self._journal.stopped(delivery, error)
        if isinstance(verdict.there, Ours):
            there = verdict.there.invoice
            return self._adopt(books.connection, frozen, there, before=delivery, known=verdict.known)
        if isinstance(verdict.there, AskPerson):
            return self._journal.ask(frozen, [verdict.there.problem])
        if look.at is None:  # the gate reads it anew, and by then a request of somebody else's may have left
            raise DeliveryInProgress(number=delivery.number)
        return self._post(books, frozen, looked_at=look.at)

    def _frozen(self, delivery: Delivery, verdict: Verdict) -> Delivery:
        """The delivery as the gate planned it, its PDF kept. Raises: why it may not go."""
        if verdict.plan is None:
            raise refusal(verdict.reasons, number=delivery.number)
        self._files.put(delivery.company, verdict.plan.document.content)
        return planned(delivery, verdict.plan)


@dataclass(slots=True, kw_only=True)
class _Look:
    """The look for one invoice's number, in what was looked up for many or by a request; ``at`` is as of when it tells.

    A request tells how it was when it was answered, at the earliest when it left.
    """

    connection: Connection
    looked: LookUpResult | None
    journal: Journal
    at: datetime | None = None

    def __call__(self, key: InvoiceKey) -> Sequence[RemoteInvoice]:
        seen = self.looked.of(key) if self.looked else None
        if self.looked is not None and seen is not None:
            self.at = self.looked.seen_at
            return seen
        found = self.connection.accounting.find(key)
        self.at = self.journal.now()
        return found
