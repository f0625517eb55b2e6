"""Problems of an invoice's PDF."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import Phrases, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

_NOT_SENT = ("The PDF was not sent.", "PDF:ää ei lähetetty.")


def _document(code: str, *, en: Phrases, fi: Phrases) -> Entry:
    return entry(code, Who.ADMINISTRATOR, Place.INVOICE, en=en, fi=fi)


DOCUMENTS: Final[tuple[Entry, ...]] = (
    _document(
        "document_missing",
        en=(
            "The invoice has no PDF yet.",
            _NOT_SENT[0],
            "Create the PDF in Trackifi, then send it again.",
        ),
        fi=(
            "Laskulla ei ole vielä PDF-tiedostoa.",
            _NOT_SENT[1],
            "Luo PDF Trackifissa ja lähetä se uudelleen.",
        ),
    ),
    _document(
        "document_not_pdf",
        en=(
            "The file is not a complete PDF.",
            _NOT_SENT[0],
            "Create the invoice's PDF anew, then send it again.",
        ),
        fi=(
            "Tiedosto ei ole ehjä PDF.",
            _NOT_SENT[1],
            "Luo laskun PDF uudelleen ja lähetä se sitten uudelleen.",
        ),
    ),
    _document(
        "document_too_large",
        en=(
            "The PDF has {size} bytes; {provider} takes at most {limit}.",
            _NOT_SENT[0],
            "Create a smaller PDF, for instance with smaller images, then send it again.",
        ),
        fi=(
            "PDF:n koko on {size} tavua; {provider} ottaa vastaan enintään {limit}.",
            _NOT_SENT[1],
            "Luo pienempi PDF esimerkiksi pienemmillä kuvilla ja lähetä se uudelleen.",
        ),
    ),
    _document(
        "document_encrypted",
        en=(
            "The PDF can't be opened without a password.",
            _NOT_SENT[0],
            "Create it without protection, so that the accountant can open it, then send it again.",
        ),
        fi=(
            "PDF ei aukea ilman salasanaa.",
            _NOT_SENT[1],
            "Luo se ilman suojausta, jotta kirjanpitäjä voi avata sen, ja lähetä se uudelleen.",
        ),
    ),
    _document(
        "pdf_refused",
        en=(
            "{provider} did not accept the PDF.",
            "The invoice itself stands; only its PDF is missing.",
            "Create the PDF anew and retry the attachment, or add the file there by hand.",
        ),
        fi=(
            "{provider} ei hyväksynyt PDF-liitettä.",
            "Itse lasku on perillä; vain liite puuttuu.",
            "Luo PDF uudelleen ja yritä liittämistä uudelleen, tai lisää tiedosto siellä käsin.",
        ),
    ),
)
