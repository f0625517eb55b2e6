"""Generated cases: an invoice, its party, its PDF, and what has happened to it before; one seed gives one case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from random import Random
from typing import Any, Final

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, VatRounding, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, EInvoiceAddress, Party, PartyKind
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId, ProductId

from tests.property import parts

EVEN: Final = 0.45
"""This part of the cases has nothing changed; the others have one to four things changed."""
SUMMED: Final = 0.1
"""This part has prices with VAT, and as many have VAT rounded line by line."""


class Before(StrEnum):
    """What has happened before anybody looks."""

    NOTHING = "nothing"
    EXCLUDED = "excluded"
    HELD = "held"
    TWIN_SENT = "twin_sent"
    BY_HAND = "by_hand"
    UNLINKED = "unlinked"
    STALE = "stale"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``place`` counts cases of one place; it is the number's end, so that no two have the same by chance."""

    seed: int
    party: Party
    invoice: Invoice
    pdf: bytes | None
    before: Before


def case_of(seed: int, *, today: date, parties: dict[PartyKind, list[PartyId]]) -> Case:
    """The case of a seed; ``parties`` are the ids that are linked."""
    random = Random(seed)
    kind = random.choice((PartyKind.CUSTOMER, PartyKind.CUSTOMER, PartyKind.FREELANCER))
    made = _even(random, seed, kind, today, random.choice(parties[kind]))
    if random.random() >= EVEN:
        for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
            made = random.choice(CHANGES)(random, made)
    return _summed(Random(f"{seed}/sums"), made)  # a chance of its own: what else is drawn stays as it is


def _summed(random: Random, case: Case) -> Case:
    """Now and then with prices that include VAT, or with VAT rounded line by line; sums that were wrong stay so."""
    meant = {"prices_include_vat": random.random() < SUMMED, "vat_rounding": VatRounding.INVOICE}
    if random.random() < SUMMED:
        meant["vat_rounding"] = VatRounding.LINE
    right, invoice = case.invoice.totals == case.invoice.computed_totals, replace(case.invoice, **meant)
    return replace(case, invoice=replace(invoice, totals=invoice.computed_totals) if right else invoice)


def _even(random: Random, seed: int, kind: PartyKind, today: date, party: PartyId) -> Case:
    customers = kind is PartyKind.CUSTOMER
    issued = today - timedelta(days=random.randint(0, 60))
    lines = tuple(_line(random) for _ in range(random.choice((1, 1, 2, 3, 7, 25))))
    invoice = Invoice(
        kind=kind,
        id=InvoiceId(f"i-{seed}"),
        number=InvoiceNumber(f"2026-{seed}"),
        party=party,
        status=InvoiceStatus.FINALIZED if customers else InvoiceStatus.APPROVED,
        issued=issued,
        due=issued + timedelta(days=14),
        currency="EUR",
        lines=lines,
        totals=totals_of(lines, currency="EUR"),
    )
    known = Party(
        kind=kind,
        id=party,
        name="Mallivaara Koe Oy",
        address=Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI"),
        email="talous@specimen.example",
        iban=None if customers else "FI6490000092000023",
    )
    return Case(
        seed=seed, party=known, invoice=invoice, pdf=f"%PDF-1.7\n%{seed}\n%%EOF\n".encode(), before=Before.NOTHING
    )


def _line(random: Random) -> Line:
    return Line(
        name="Konsultointi",
        quantity=Decimal(random.randint(1, 99_999)) / (10 ** random.randint(0, 4)),
        unit=random.choice(("HUR", "DAY", "C62")),
        unit_price=Decimal(random.randint(1, 99_999)) / (10 ** random.randint(0, 4)),
        vat=VatTreatment(category=VatCategory.STANDARD, rate=Decimal(random.choice(("25.5", "25.5", "14", "10")))),
        discount_percent=Decimal(random.choice(("0", "0", "10", "2.5", "33.3333"))),
    )


def _with_lines(case: Case, lines: tuple[Line, ...]) -> Case:
    currency = case.invoice.currency
    return replace(case, invoice=replace(case.invoice, lines=lines, totals=totals_of(lines, currency=currency)))


def _invoice(name: str, value: Callable[[Random], Any]) -> Callable[[Random, Case], Case]:
    def change(random: Random, case: Case) -> Case:
        return replace(case, invoice=replace(case.invoice, **{name: value(random)}))

    return change


def _party(name: str, value: Callable[[Random], Any]) -> Callable[[Random, Case], Case]:
    def change(random: Random, case: Case) -> Case:
        return replace(case, party=replace(case.party, **{name: value(random)}))

    return change


def _on_line(name: str, value: Callable[[Random], Any]) -> Callable[[Random, Case], Case]:
    def change(random: Random, case: Case) -> Case:
        lines = list(case.invoice.lines)
        if not lines:
            return case
        place = random.randrange(len(lines))
        lines[place] = replace(lines[place], **{name: value(random)})
        return _with_lines(case, tuple(lines))

    return change


def _one(values: tuple[Any, ...], made: Callable[[Any], Any] = lambda value: value) -> Callable[[Random], Any]:
    return lambda random: made(random.choice(values))


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _address(random: Random) -> Address:
    text = _one((*parts.TEXTS, "Koekatu 1", "Koekatu 1", None, None))
    return Address(
        street=text(random),
        specifier=random.choice((None, None, text(random))),
        postcode=random.choice(parts.POSTCODES),
        city=random.choice(("Helsinki", "Mariehamn", text(random))),
        country=random.choice(parts.COUNTRIES),
    )


def _country_alone(random: Random) -> Address:
    return Address(country=random.choice(parts.COUNTRIES))


def _vat(random: Random) -> VatTreatment:
    return VatTreatment(
        category=VatCategory(random.choice(parts.CATEGORIES)),
        rate=Decimal(random.choice(parts.RATES)),
        reason=random.choice(parts.REASONS),
    )


def _references(random: Random) -> BuyerReferences:
    text = _one(("4500012345", None, "x" * 70, "x" * 71, *parts.TEXTS))
    return BuyerReferences(order_number=text(random), accounting_code=text(random), buyer_reference=text(random))


def _e_invoice(random: Random) -> EInvoiceAddress:
    address = random.choice(("003791000013", "0037 9100 0013", "TE003791000013", "", "FI6490000092000023"))
    return EInvoiceAddress(
        address=address, operator=random.choice(("TESTFIHH", None, "x")), ovt=random.choice((address, None))
    )


def _dates(random: Random, case: Case) -> Case:
    far = timedelta(days=random.choice((-1, -200, -400, -500, -800, -1200, -4000, 1, 100, 500, 700, 800)))
    issued = case.invoice.issued + far
    due = issued + timedelta(days=random.choice(parts.DUE_DAYS))
    return replace(case, invoice=replace(case.invoice, issued=issued, due=due))


def _currency(random: Random, case: Case) -> Case:
    currency, rate = random.choice(parts.CURRENCIES), _decimal(random.choice(parts.CURRENCY_RATES))
    changed = replace(case.invoice, currency=currency, currency_rate=rate)
    return _with_lines(replace(case, invoice=changed), changed.lines)


def _line_dates(random: Random, case: Case) -> Case:
    starts = random.choice((None, case.invoice.issued))
    ends = random.choice((None, case.invoice.issued + timedelta(days=random.choice(parts.PERIODS))))
    return _on_line("ends", lambda _: ends)(random, _on_line("starts", lambda _: starts)(random, case))


def _cent(random: Random, case: Case) -> Case:
    apart = Decimal(random.choice(("0.01", "-0.01", "100")))
    totals = replace(case.invoice.totals, gross=case.invoice.totals.gross + apart)
    return replace(case, invoice=replace(case.invoice, totals=totals))


def _credit(random: Random, case: Case) -> Case:
    del random
    lines = tuple(replace(one, quantity=-one.quantity) for one in case.invoice.lines)
    return _with_lines(replace(case, invoice=replace(case.invoice, credited=InvoiceId("i-earlier"))), lines)


def _number_of_lines(random: Random, case: Case) -> Case:
    return _with_lines(case, (case.invoice.lines * 200)[: random.choice((0, 0, 40, 120))])


def _numbered(random: Random, case: Case) -> Case:
    odd = random.choice(parts.NUMBERS)
    number = odd if not odd.strip() or len(odd) >= len("A" * 40) else f"{case.seed}{odd}"
    return replace(case, invoice=replace(case.invoice, number=InvoiceNumber(number)))


def _pdf(random: Random, case: Case) -> Case:
    large = b"%PDF-1.7\n" + b" " * 10_000_001 + b"\n%%EOF\n"
    return replace(case, pdf=large if random.random() < 0.05 else random.choice(parts.PDFS))


def _before(random: Random, case: Case) -> Case:
    return replace(case, before=random.choice(tuple(Before)))


_TEXT = _one(parts.TEXTS)
CHANGES: Final[tuple[Callable[[Random, Case], Case], ...]] = (
    _dates, _currency, _line_dates, _cent, _credit, _number_of_lines, _numbered, _pdf, _before, _before, _before,
    _invoice("status", _one(tuple(InvoiceStatus))),
    _invoice("language", _one(parts.LANGUAGES)),
    _invoice("payment_reference", parts.reference),
    _invoice("order_reference", _one(("x" * 60, "x" * 70, "x" * 71, *parts.TEXTS))),
    _invoice("project_number", _one(("P-17", "x" * 70, "x" * 71, *parts.TEXTS))),
    _invoice("interest_percent", _one(parts.PERCENTS, _decimal)),
    _invoice("message", _TEXT), _invoice("notes", _TEXT), _invoice("references", _references),
    _on_line("name", _TEXT), _on_line("comment", _TEXT), _on_line("unit", _one(parts.UNITS)), _on_line("vat", _vat),
    _on_line("quantity", _one(parts.QUANTITIES, Decimal)), _on_line("unit_price", _one(parts.PRICES, Decimal)),
    _on_line("discount_percent", _one(parts.DISCOUNTS, Decimal)), _on_line("product", _one(parts.PRODUCTS, ProductId)),
    _party("name", _one(("Mallivaara Koe Oy", "x" * 80, "x" * 81, *parts.TEXTS))),
    _party("business_id", parts.business_id), _party("vat_number", _one(parts.VAT_NUMBERS)),
    _party("customer_number", _TEXT), _party("email", _one(parts.EMAILS)), _party("e_invoice", _e_invoice),
    _party("address", _address), _party("address", _country_alone), _party("delivery_address", _address),
    _party("language", _one(parts.LANGUAGES)), _party("iban", parts.iban), _party("bic", _one((None, "NDEAFIHH", "x", ""))),
    _party("vat_registered", _one((True, False))), _party("contact_person", _TEXT),
)  # fmt: skip
