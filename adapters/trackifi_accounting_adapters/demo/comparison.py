"""What was sent against what arrived, to the cent and to the byte."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import Digest, InvoiceNumber, PartnerId
from trackifi_accounting.plugins.offer import Arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One invoice as it was sent: to or from which linked partner, and its PDF's content."""

    invoice: Invoice
    partner: PartnerId
    pdf: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paper:
    """What has to be the same on both sides."""

    kind: PartyKind
    number: InvoiceNumber
    partner: PartnerId
    totals: Totals
    pdfs: tuple[Digest, ...]

    def __str__(self) -> str:
        totals = self.totals
        sums = f"{totals.net} + {totals.vat} = {totals.gross} {totals.currency}"
        return f"{self.kind} invoice {self.number}, partner {self.partner}, {sums}, {len(self.pdfs)} PDF"


def differences(sent: Iterable[Sent], arrived: Iterable[Arrival], fetch: Callable[[str], bytes]) -> list[str]:
    """Sentences about what is on one side only; none when both are the same. ``fetch`` downloads a file."""
    ours = Counter(_sent(one) for one in sent)
    theirs = Counter(_arrived(one, fetch) for one in arrived)
    return [
        *(f"Sent, but not there like this: {paper}" for paper in (ours - theirs)),
        *(f"There, but not sent like this: {paper}" for paper in (theirs - ours)),
    ]


def _sent(one: Sent) -> _Paper:
    invoice = one.invoice
    return _Paper(kind=invoice.kind, number=invoice.number, partner=one.partner, totals=invoice.totals, pdfs=(one.pdf,))


def _arrived(one: Arrival, fetch: Callable[[str], bytes]) -> _Paper:
    digests = tuple(digest_of(fetch(path)) for path in one.files.values())
    return _Paper(kind=one.kind, number=one.own_number, partner=one.partner, totals=one.totals, pdfs=digests)


def sums(arrivals: Iterable[Arrival], kind: PartyKind) -> tuple[Decimal, Decimal, Decimal]:
    """Net, VAT and gross over the invoices of a kind; the demonstration's are all in one currency."""
    those = [one.totals for one in arrivals if one.kind is kind]
    zero = Decimal("0.00")
    return (
        sum((one.net for one in those), zero),
        sum((one.vat for one in those), zero),
        sum((one.gross for one in those), zero),
    )
