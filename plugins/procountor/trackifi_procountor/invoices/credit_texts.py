"""Which invoice a credit note credits, in the texts of the booked invoice: Procountor has no field for it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice

from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.codes.enumerations import procountor_language

TEXT_LIMIT: Final = 10_000  # letters of additionalInformation and of notes (Procountor API 26.04, Invoice)
_SENTENCES: Final[Mapping[str, str]] = {
    "FINNISH": "Hyvittää laskun {number}, {day.day}.{day.month}.{day.year}.",
    "SWEDISH": "Krediterar faktura {number}, {day}.",
}
_ENGLISH: Final = "Credits invoice {number} of {day}."


def texts(order: InvoiceOrder, findings: Findings) -> dict[str, str | None]:
    """The invoice's texts, with a line about what it credits: in the message, else in the notes, else a warning."""
    message = findings.text(order.invoice.message, at="message", limit=TEXT_LIMIT, lines=True)
    notes = findings.text(order.invoice.notes, at="notes", limit=TEXT_LIMIT, lines=True)
    found = {"additionalInformation": message, "notes": notes}
    if order.credited is None:
        return found
    line = findings.text(_sentence(order, order.credited), at="credited", limit=TEXT_LIMIT)
    longer = {name: f"{text}\n{line}" if text else line for name, text in found.items()}
    room = next((name for name, text in longer.items() if len(text or "") <= TEXT_LIMIT), None)
    if room is None:
        findings.warn("procountor_credited_unsaid", at="credited", number=order.credited.number)
        return found
    return found | {room: longer[room]}


def _sentence(order: InvoiceOrder, credited: Invoice) -> str:
    languages = (order.invoice.language, order.party.language, order.partner.language, order.company.language)
    sentence = _SENTENCES.get(procountor_language(*languages), _ENGLISH)
    day: date = credited.issued
    return sentence.format(number=credited.number, day=day)
