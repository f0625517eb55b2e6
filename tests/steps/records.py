"""Trackifi's own records in a scenario: made complete and correct, then changed where the scenario says so."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, InvoiceNumber, PartyId

from tests.steps.driver import Driver
from tests.steps.values import of_invoice, of_party, with_totals

COMPANY = Company(
    id=CompanyId("specimen-company"),
    name="Hiekkala Koeyritys Oy",
    business_id="9000001-1",
    vat_number="FI90000011",
    address=Address(street="Hiekkatie 1", postcode="00100", city="Helsinki", country="FI"),
    iban="FI2112345600000785",
)
STANDARD = VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5"))
LINE = Line(
    name="Konsultointi", quantity=Decimal("7.5"), unit="HUR", unit_price=Decimal("95.00"), vat=STANDARD
)  # fmt: skip
SENDABLE = {PartyKind.CUSTOMER: InvoiceStatus.FINALIZED, PartyKind.FREELANCER: InvoiceStatus.APPROVED}


def pdf_of(number: str) -> bytes:
    """The PDF of an invoice; each number has its own."""
    return f"%PDF-1.7\n% specimen invoice {number}\n%%EOF\n".encode()


@dataclass(slots=True)
class Records:
    """What Trackifi holds, by the names and numbers that a scenario uses."""

    driver: Driver
    parties: dict[str, Party] = field(default_factory=dict)
    invoices: list[Invoice] = field(default_factory=list)

    def company(self, **fields: str | None) -> None:
        self.driver.keep_company(replace(COMPANY, **fields))  # type: ignore[arg-type]  # texts only

    def party(self, name: str, kind: PartyKind, **fields: str | None) -> Party:
        """Give the party of this name, made at the first mention, with these parts changed."""
        known = self.parties.get(name) or self._new_party(name, kind)
        for part, value in fields.items():
            known = of_party(known, part, value or "")
        self.parties[name] = known
        self.driver.keep_party(known)
        return known

    def invoice(
        self, number: str, kind: PartyKind, party: str, *, status: InvoiceStatus | None = None, pdf: bool = True
    ) -> Invoice:
        """Hand over one more invoice."""
        made = Invoice(
            kind=kind,
            id=InvoiceId(f"{kind}-{len(self.invoices) + 1}"),
            number=InvoiceNumber(number),
            party=self.party(party, kind).id,
            status=status or SENDABLE[kind],
            issued=date.fromisoformat("2026-02-28"),
            due=date.fromisoformat("2026-03-14"),
            currency="EUR",
            lines=(LINE,),
            totals=with_totals(LINE),
        )
        self.invoices.append(made)
        assert self.driver.keep_invoice(made, pdf_of(number) if pdf else None) == ()
        return made

    def change(self, number: str, part: str, value: str) -> None:
        """Change a part of an invoice, or of its party where the part is the party's."""
        invoice = self.of(number)
        self.replace(invoice, of_invoice(invoice, part, value))

    def tax(self, number: str, treatment: VatTreatment) -> None:
        """Put another VAT treatment on every line of the invoice."""
        invoice = self.of(number)
        lines = tuple(replace(line, vat=treatment) for line in invoice.lines)
        self.replace(invoice, replace(invoice, lines=lines, totals=with_totals(*lines)))

    def replace(self, invoice: Invoice, by: Invoice) -> None:
        self.invoices[self.invoices.index(invoice)] = by
        assert self.driver.keep_invoice(by, None) == ()

    def of(self, number: str) -> Invoice:
        """The one invoice with this number, or the last one made with it."""
        return next(one for one in reversed(self.invoices) if one.number == number)

    def party_of(self, invoice: Invoice) -> Party:
        return next(one for one in self.parties.values() if (one.kind, one.id) == (invoice.kind, invoice.party))

    def _new_party(self, name: str, kind: PartyKind) -> Party:
        return Party(
            kind=kind,
            id=PartyId(f"{kind}-{len(self.parties) + 1}"),
            name=name,
            address=Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI"),
            email="talous@specimen.example",
            iban="FI6490000092000023" if kind is PartyKind.FREELANCER else None,
        )
