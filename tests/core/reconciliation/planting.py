"""Differences that people, machines and accidents bring about, planted one by one: the right answers are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import (
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    RemoteCompanyId,
    RemoteInvoiceId,
    RemoteUserId,
)
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME, ANNA, World

CENT: Final = Decimal("0.01")
SOMEBODY: Final = RemoteUserId("302")


@dataclass(frozen=True, kw_only=True)
class Planting:
    """A world with sent invoices, and the deeds that make a difference; each leaves exactly one finding of its kind."""

    world: World

    def there(self, sent: Invoice) -> RemoteInvoice:
        remote = self.world.delivery(sent).remote
        return self.world.books.invoices[remote]

    def change_there(self, sent: Invoice, **changes: object) -> None:
        self.world.books.invoices[self.there(sent).id] = replace(self.there(sent), **changes)

    def enter(self, like: RemoteInvoice, **changes: object) -> None:
        free = RemoteInvoiceId(f"planted-{len(self.world.books.invoices)}")
        self.world.books.enter(replace(like, id=free, number=f"M-{free}", **changes))

    def missing_there(self, sent: Invoice) -> None:
        del self.world.books.invoices[self.there(sent).id]

    def removed_there(self, sent: Invoice) -> None:
        self.world.books.remove(self.there(sent).id)

    def missing_here(self, sent: Invoice) -> None:
        self.enter(self.there(sent), own_number=InvoiceNumber(f"unheard-{sent.number}"))

    def second_by_us(self, sent: Invoice) -> None:
        self.enter(self.there(sent))

    def second_by_hand(self, sent: Invoice) -> None:
        self.enter(self.there(sent), created_by=SOMEBODY, totals=_more(self.there(sent).totals, Decimal(100)))

    def held_twice(self, sent: Invoice) -> None:
        """Another delivery, of no invoice that is looked at, says that it is the same invoice there."""
        delivery = self.world.delivery(sent)
        other = replace(delivery, kind=PartyKind.FREELANCER, invoice=InvoiceId(f"other-{sent.id}"), version=0)
        with self.world.store.write(ACME) as work:
            assert work.deliveries.add(other)

    def other_company(self, sent: Invoice) -> None:
        self.change_there(sent, company=RemoteCompanyId("somebody-elses"))

    def number(self, sent: Invoice) -> None:
        self.change_there(sent, own_number=InvoiceNumber(f"{sent.number}-b"))

    def amount(self, sent: Invoice) -> None:
        self.change_there(sent, totals=_more(self.there(sent).totals, CENT))

    def currency(self, sent: Invoice) -> None:
        self.change_there(sent, totals=replace(self.there(sent).totals, currency="SEK"))

    def date(self, sent: Invoice) -> None:
        self.change_there(sent, issued=sent.issued + timedelta(days=1))

    def due_date(self, sent: Invoice) -> None:
        self.change_there(sent, due=sent.due + timedelta(days=7))

    def partner(self, sent: Invoice) -> None:
        self.change_there(sent, partner=PartnerId("p9"))

    def lines(self, sent: Invoice) -> None:
        first, *rest = self.there(sent).lines
        self.change_there(sent, lines=(f"{first} and more", *rest))

    def pdf_missing(self, sent: Invoice) -> None:
        self.world.books.files[self.there(sent).id].clear()

    def pdf_other(self, sent: Invoice) -> None:
        other = invoice_document(sent.number, PDF + b"another")
        self.world.books.files[self.there(sent).id][:] = [other]

    def pdf_twice(self, sent: Invoice) -> None:
        files = self.world.books.files[self.there(sent).id]
        files.append(files[0])

    def edited_here(self, sent: Invoice) -> None:
        first, *rest = sent.lines
        lines = (replace(first, unit_price=first.unit_price * 10), *rest)
        edited = replace(sent, lines=lines, revision=sent.revision + 1)
        self.world.host.put_invoice(ACME, replace(edited, totals=edited.computed_totals))

    def never_sent(self, sent: Invoice) -> None:
        self.world.add_invoice(f"never-{sent.number}", issued=sent.issued)

    def waiting_here(self, sent: Invoice) -> None:
        waiting = self.world.add_invoice(f"waits-{sent.number}", issued=sent.issued)
        self.world.books.losses.append(Loss.BEFORE_BOOKING)
        assert not self.world.send(ACME, MEMORY, waiting.kind, waiting.id, by=ANNA).settled

    def approved_there(self, sent: Invoice) -> None:
        self.change_there(sent, state=RemoteState.APPROVED)

    def paid_there(self, sent: Invoice) -> None:
        self.change_there(sent, state=RemoteState.PAID)


def plants(planting: Planting) -> Mapping[FindingKind, Callable[[Invoice], None]]:
    """The deed of each kind."""
    return {kind: getattr(planting, kind.value) for kind in FindingKind}


def harmless(planting: Planting, sent: Invoice) -> None:
    """Deeds that are nobody's difference."""
    planting.enter(planting.there(sent), own_number=InvoiceNumber(f"theirs-{sent.number}"), created_by=SOMEBODY)
    planting.world.host.put_invoice(ACME, replace(sent, status=InvoiceStatus.PAID, revision=sent.revision + 1))
    planting.world.add_invoice(f"draft-{sent.number}", status=InvoiceStatus.DRAFT)
    planting.world.add_invoice(f"old-{sent.number}", issued=date(2025, 6, 1), due=date(2025, 6, 15))


def sent_world(many: int) -> tuple[World, list[Invoice]]:
    """A world in which so many invoices were sent, each with its PDF."""
    world = World().ready_to_send()
    sent = [world.add_invoice(f"2026-{number:05}") for number in range(many)]
    for one in sent:
        assert world.press_send(one).settled
    assert world.books.keys[TEST_KEY] != SOMEBODY
    return world, sent


def _more(totals: Totals, by: Decimal) -> Totals:
    return replace(totals, net=totals.net + by, gross=totals.gross + by)
