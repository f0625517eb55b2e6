"""The checker of accounts: holds the host's records, the deliveries and the provider's books against each other.

It is one for all who ask. In production the drift report (``use_cases/reconciliation/drift_report.py``) runs it whole,
piece by piece as the sides are read, and the sweep (``use_cases/reconciliation/sweep.py``) what needs no more reading.
In tests it is the oracle: ``check`` takes the three sides whole. The simulation's checkers, the rig's verdict and the
benchmark of planted differences call it, so that what would have to be seen in production is what fails there.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.books import Pair, missing, of_pair, plain
from trackifi_accounting.domain.reconciliation.counts import held_twice, surplus
from trackifi_accounting.domain.reconciliation.findings import Finding
from trackifi_accounting.domain.reconciliation.host import edited_here, never_sent, waiting_here
from trackifi_accounting.domain.values.references import (
    Digest,
    InvoiceId,
    PartyId,
    RemoteCompanyId,
    RemoteInvoiceId,
    RemoteUserId,
)

Place = tuple[PartyKind, InvoiceId]
Asked = Callable[[Delivery], RemoteInvoice | None]
_NOTHING: Final[Mapping[Place, Digest]] = {}


def _unknown(_delivery: Delivery) -> None:
    """A provider that can't tell what its payload asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSide:
    """The provider's side of a comparison: its key's user and company, and kinds not all of which the key may see."""

    user: RemoteUserId | None
    pinned: RemoteCompanyId | None = None
    hidden: frozenset[PartyKind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The three sides of one company at one provider, whole.

    ``books`` are the provider's invoices with their files, ``linked`` the parties that have a link, ``documents`` the
    digests of present PDFs as far as they are known, ``asked`` gives what a delivery's payload asks for.
    """

    side: ProviderSide
    invoices: Sequence[Invoice]
    deliveries: Sequence[Delivery]
    books: Sequence[RemoteInvoice]
    linked: Collection[tuple[PartyKind, PartyId]] = ()
    documents: Mapping[Place, Digest] = field(default_factory=dict)
    asked: Asked = _unknown


def check(accounts: Accounts) -> tuple[Finding, ...]:
    """Everything that does not agree, and what is worth knowing; () when the accounts balance."""
    sent = [one for one in accounts.deliveries if one.settled]
    there = {one.id: one for one in accounts.books}
    issued = {(one.kind, one.id): one.issued for one in accounts.invoices}
    known = {one.remote for one in sent}
    others = [one for one in accounts.books if one.id not in known]
    return (
        *held_twice(sent),
        *of_sent(sent, there, accounts.side, asked=accounts.asked, issued=issued),
        *of_host(accounts.invoices, accounts.deliveries, documents=accounts.documents),
        *of_unsent(
            finished(accounts.invoices, accounts.deliveries, linked=accounts.linked),
            begun=begun_at(accounts.invoices, accounts.deliveries),
        ),
        *of_others(others, accounts.deliveries, accounts.side),
    )


def of_sent(
    sent: Sequence[Delivery],
    there: Mapping[RemoteInvoiceId, RemoteInvoice],
    side: ProviderSide,
    *,
    asked: Asked = _unknown,
    issued: Mapping[Place, date],
) -> Iterator[Finding]:
    """Sent deliveries against the books; ``there`` has those of their invoices that were found."""
    for one in sent:
        invoice = there.get(one.remote) if one.remote else None
        if invoice is not None:
            day = issued.get((one.kind, one.invoice))
            pair = Pair(delivery=one, there=invoice, asked=asked(one), issued=day, pinned=side.pinned)
            yield from of_pair(pair)
        elif one.kind not in side.hidden:
            yield missing(one)


def of_host(
    invoices: Sequence[Invoice], deliveries: Sequence[Delivery], *, documents: Mapping[Place, Digest] = _NOTHING
) -> Iterator[Finding]:
    """The host's invoices against their deliveries: what waits here, and what was edited after it was sent."""
    records = {(one.kind, one.id): one for one in invoices}
    for one in deliveries:
        if waits := waiting_here(one):
            yield waits
        place = (one.kind, one.invoice)
        edit = edited_here(one, records[place], document=documents.get(place)) if place in records else None
        if edit:
            yield edit


def of_unsent(finished: Sequence[Invoice], *, begun: date | None) -> Iterator[Finding]:
    """What is finished, for a linked party, and was never asked for.

    ``begun`` is the date of the first invoice that was sent from here, None when none was: what is older was booked in
    another way.
    """
    yield from (never_sent(one) for one in finished if begun and one.issued >= begun)


def begun_at(invoices: Sequence[Invoice], deliveries: Sequence[Delivery]) -> date | None:
    """The date of the first of these invoices that was to be sent; None when none was."""
    sent = {(one.kind, one.invoice) for one in deliveries if one.exclusion is None}
    return min((one.issued for one in invoices if (one.kind, one.id) in sent), default=None)


def finished(
    invoices: Sequence[Invoice], deliveries: Sequence[Delivery], *, linked: Collection[tuple[PartyKind, PartyId]]
) -> list[Invoice]:
    """Those that could have been sent, and were never asked for."""
    asked_for = {(one.kind, one.invoice) for one in deliveries}
    unsent = (one for one in invoices if one.finished and (one.kind, one.id) not in asked_for)
    return [one for one in unsent if (one.kind, one.party) in linked]


def of_others(others: Sequence[RemoteInvoice], deliveries: Sequence[Delivery], side: ProviderSide) -> Iterator[Finding]:
    """Invoices in the books that are no delivery's: surplus ones of our numbers, and our user's that nobody knows."""
    holders: dict[tuple[PartyKind, str], list[Delivery]] = {}
    for one in deliveries:
        holders.setdefault((one.kind, plain(one.number)), []).append(one)
    for invoice in others:
        found = surplus(invoice, holders.get((invoice.kind, plain(invoice.own_number)), ()), user=side.user)
        if found:
            yield found
