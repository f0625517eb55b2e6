"""What stands in the provider's books, read from the sandbox itself, and by whose hand it came."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.invoices import Invoice

from tests.resilience.middle.record import Carried, Record

KINDS = {"SALES_INVOICE": "customer", "PURCHASE_INVOICE": "freelancer"}
BEYOND = 910.0
"""Seconds: what is carried out later than the window and the permission together is the middle's doing alone."""


class Hand(StrEnum):
    """Who made it."""

    US = "us"
    MIDDLE = "middle"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of an invoice, by its content."""

    id: int
    name: str
    digest: str
    hand: Hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One invoice in the books. ``asked`` is when the plugin's bytes came to the middle and ``at`` when they went on; None if a person made it.
    Seconds since 1970.
    """

    company: int
    id: int
    number: str
    kind: str
    own_number: str
    total: Decimal
    day: str
    partner: int
    hand: Hand
    asked: float | None
    at: float | None
    files: tuple[File, ...]

    @property
    def key(self) -> tuple[int, str, str]:
        return self.company, self.kind, self.own_number


def standing(sandbox: RunningSandbox, record: Record) -> Iterator[Stand]:
    """All invoices of all companies, oldest first."""
    invoices, files = record.made("invoice"), record.made("file")
    for company in sandbox.state.companies.values():
        for invoice in company.invoices:
            carried = invoices.get((company.id, invoice.id))
            yield Stand(
                company=company.id,
                id=invoice.id,
                number=str(invoice.document["invoiceNumber"]),
                kind=KINDS[invoice.type],
                own_number=invoice.own_number,
                total=invoice.total,
                day=str(invoice.document["date"]),
                partner=int(invoice.document["partnerId"]),
                hand=_hand(carried),
                asked=carried.asked if carried else None,
                at=carried.at if carried else None,
                files=tuple(_files(company, invoice, files)),
            )


def _files(company: Company, invoice: Invoice, files: dict[tuple[int, int], Carried]) -> Iterator[File]:
    for meta in invoice.attachments:
        kept = company.attachments.get(meta["id"])
        assert kept is not None
        hand = _hand(files.get((company.id, kept.id)))
        yield File(id=kept.id, name=kept.name, digest=hashlib.sha256(kept.content).hexdigest(), hand=hand)


def _hand(carried: Carried | None) -> Hand:
    if carried is None:
        return Hand.PERSON
    return Hand.MIDDLE if carried.again or carried.at - carried.asked > BEYOND else Hand.US


def fingerprint(company: Company, invoice: Invoice) -> tuple[str, str]:
    """Its name in a report, and a hash of all there is of it, the list of its files included."""
    text = repr((sorted(invoice.document.items(), key=str), invoice.attachments))
    name = f"{company.id} {invoice.own_number} ({invoice.document['invoiceNumber']})"
    return name, hashlib.sha256(text.encode()).hexdigest()


def fingerprints(sandbox: RunningSandbox) -> dict[str, str]:
    """Of each invoice that is there."""
    companies = sandbox.state.companies.values()
    return dict(fingerprint(company, invoice) for company in companies for invoice in company.invoices)
