"""An invoice as a PDF of one page."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from trackifi_accounting.domain.invoices.invoices import Invoice, Line
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind

from trackifi_accounting_adapters.demo.people import BY_ID, COMPANY

WIDTHS: Final = (66, 24, 26, 18, 16, 30)
"""Millimetres of the columns."""
HEADINGS: Final = ("Tuote", "Määrä", "Yksikköhinta", "Ale %", "ALV %", "Yhteensä")
FONT: Final = "Helvetica"
"""One of the fonts every reader of PDFs has: nothing needs to be embedded."""
DARK: Final = (24, 58, 84)


def drawn(invoices: Iterable[Invoice]) -> dict[Invoice, bytes]:
    """The PDF of each of the demonstration's invoices."""
    return {one: invoice_pdf(one, COMPANY, BY_ID[one.kind, one.party]) for one in invoices}


def invoice_pdf(invoice: Invoice, company: Company, party: Party) -> bytes:
    """Draw it: sender, receiver, lines and the sums that the invoice states."""
    page = FPDF()
    page.set_title(f"Lasku {invoice.number}")
    page.add_page()
    sender, receiver = (company, party) if invoice.kind is PartyKind.CUSTOMER else (party, company)
    _head(page, invoice, sender)
    _receiver(page, receiver)
    _lines(page, invoice)
    _sums(page, invoice)
    _payment(page, invoice, sender)
    return bytes(page.output())


def _head(page: FPDF, invoice: Invoice, sender: Company | Party) -> None:
    page.set_text_color(*DARK)
    page.set_font(FONT, "B", 22)
    page.cell(120, 10, "LASKU")
    page.set_font(FONT, "", 10)
    page.set_text_color(0)
    page.multi_cell(
        70, 5, f"Laskun numero  {invoice.number}\nPäiväys  {invoice.issued:%d.%m.%Y}\nEräpäivä  {invoice.due:%d.%m.%Y}"
    )
    page.ln(6)
    page.set_font(FONT, "B", 11)
    _text(page, 6, sender.name)
    page.set_font(FONT, "", 10)
    _text(page, 5, "\n".join([*_address(sender.address), *_numbers(sender)]))


def _receiver(page: FPDF, receiver: Company | Party) -> None:
    page.ln(6)
    page.set_font(FONT, "", 8)
    _text(page, 5, "Laskutetaan")
    page.set_font(FONT, "B", 11)
    _text(page, 6, receiver.name)
    page.set_font(FONT, "", 10)
    _text(page, 5, "\n".join([*_address(receiver.address), *_numbers(receiver)]))
    page.ln(8)


def _lines(page: FPDF, invoice: Invoice) -> None:
    page.set_font(FONT, "B", 9)
    page.set_fill_color(*DARK)
    page.set_text_color(255)
    _row(page, HEADINGS, fill=True)
    page.set_text_color(0)
    page.set_font(FONT, "", 9)
    for line in invoice.lines:
        _row(page, _cells(line))
        for note in filter(None, (line.comment, line.vat.reason)):
            page.set_font(FONT, "I", 8)
            _text(page, 4, note)
            page.set_font(FONT, "", 9)


def _row(page: FPDF, cells: tuple[str, ...], *, fill: bool = False) -> None:
    for place, (width, cell) in enumerate(zip(WIDTHS, cells, strict=True)):
        page.cell(width, 7, cell, align="L" if place == 0 else "R", fill=fill, border="" if fill else "B")
    page.ln()


def _cells(line: Line) -> tuple[str, ...]:
    discount = _number(line.discount_percent) if line.discount_percent else ""
    quantity = f"{_number(line.quantity)} {line.unit}"
    return (line.name, quantity, _number(line.unit_price), discount, _number(line.vat.rate), _number(line.amount()))


def _sums(page: FPDF, invoice: Invoice) -> None:
    page.ln(4)
    totals = invoice.totals
    for name, amount in (("Veroton", totals.net), ("ALV", totals.vat), ("Maksettava", totals.gross)):
        page.set_font(FONT, "B" if name == "Maksettava" else "", 10)
        page.cell(140, 6, name, align="R")
        page.cell(40, 6, f"{_number(amount)} {totals.currency}", align="R")
        page.ln()


def _payment(page: FPDF, invoice: Invoice, sender: Company | Party) -> None:
    page.ln(10)
    page.set_font(FONT, "", 10)
    _text(page, 5, f"Saajan tili  {sender.iban or '-'}\nViite  {invoice.payment_reference or '-'}")
    page.ln(6)
    page.set_font(FONT, "I", 8)
    _text(page, 5, "Esittelyaineisto. Nimet ja numerot ovat keksittyjä.")


def _text(page: FPDF, height: int, text: str) -> None:
    page.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _address(address: Address) -> list[str]:
    town = " ".join(filter(None, (address.postcode, address.city)))
    return [line for line in (address.street, town, address.country) if line]


def _numbers(record: Company | Party) -> list[str]:
    return [f"Y-tunnus {record.business_id}"] if record.business_id else []


def _number(amount: Decimal) -> str:
    """With a comma, as Finnish invoices have it; two decimals at least."""
    decimals = max(2, -int(amount.as_tuple().exponent))
    return f"{amount:,.{decimals}f}".replace(",", " ").replace(".", ",")
