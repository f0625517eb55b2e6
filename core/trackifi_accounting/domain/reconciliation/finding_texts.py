"""What a checker of accounts finds, kind by kind: a short name, and the words with the one fix of each."""

from collections.abc import Mapping
from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, Phrases, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who
from trackifi_accounting.domain.reconciliation.findings import FindingKind

KIND_LABELS: Final[Mapping[FindingKind, tuple[str, str]]] = {
    FindingKind.MISSING_THERE: ("Not found there", "Ei löydy sieltä"),
    FindingKind.REMOVED_THERE: ("Removed or invalidated there", "Poistettu tai mitätöity siellä"),
    FindingKind.MISSING_HERE: ("Made with our key, not known here", "Tehty avaimellamme, täällä tuntematon"),
    FindingKind.SECOND_BY_US: ("A second one, made with our key", "Toinen samanlainen, tehty avaimellamme"),
    FindingKind.SECOND_BY_HAND: ("A second one of the number, made by hand", "Toinen samalla numerolla, käsin tehty"),
    FindingKind.HELD_TWICE: ("One invoice there, two here", "Siellä yksi lasku, täällä kaksi"),
    FindingKind.OTHER_COMPANY: ("In another company's books", "Toisen yrityksen kirjanpidossa"),
    FindingKind.NUMBER: ("Invoice number", "Laskun numero"),
    FindingKind.AMOUNT: ("Total", "Summa"),
    FindingKind.CURRENCY: ("Currency", "Valuutta"),
    FindingKind.DATE: ("Date", "Päiväys"),
    FindingKind.DUE_DATE: ("Due date", "Eräpäivä"),
    FindingKind.PARTNER: ("Business partner", "Liikekumppani"),
    FindingKind.LINES: ("Rows", "Rivit"),
    FindingKind.PDF_MISSING: ("PDF missing", "PDF puuttuu"),
    FindingKind.PDF_OTHER: ("Another PDF", "Eri PDF"),
    FindingKind.PDF_TWICE: ("PDF twice", "PDF kahdesti"),
    FindingKind.EDITED_HERE: ("Edited here after sending", "Muokattu täällä lähetyksen jälkeen"),
    FindingKind.NEVER_SENT: ("Finished here and never sent", "Valmis täällä, ei koskaan lähetetty"),
    FindingKind.WAITING_HERE: ("Waits here", "Odottaa täällä"),
    FindingKind.APPROVED_THERE: ("Approved there", "Hyväksytty siellä"),
    FindingKind.PAID_THERE: ("Paid there", "Maksettu siellä"),
}
"""In English and Finnish."""


def _kind(kind: FindingKind, who: Who, place: Place, *, en: tuple[str, str], fi: tuple[str, str]) -> Entry:
    english: Phrases = (en[0], NOTHING_CHANGED[0], en[1])
    finnish: Phrases = (fi[0], NOTHING_CHANGED[1], fi[1])
    return entry(code_of(kind), who, place, en=english, fi=finnish)


def code_of(kind: FindingKind) -> str:
    """The catalogue's code of a kind of finding."""
    return f"drift_{kind}"


DRIFT: Final[tuple[Entry, ...]] = (
    _kind(
        FindingKind.MISSING_THERE,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "Sent from here, and not in {provider} any more.",
            "If it was deleted by mistake, open the invoice here and choose what is to happen.",
        ),
        fi=(
            "Lähetetty täältä, mutta {provider} ei enää sisällä sitä.",
            "Jos se poistettiin vahingossa, avaa lasku täällä ja valitse, mitä tehdään.",
        ),
    ),
    _kind(
        FindingKind.REMOVED_THERE,
        Who.ACCOUNTANT,
        Place.INVOICE,
        en=(
            "Sent from here, and invalidated in {provider}.",
            "If it was meant so, leave it; else open the invoice here and send it anew.",
        ),
        fi=(
            "Lähetetty täältä ja mitätöity {provider}-ohjelmassa.",
            "Jos se oli tarkoitus, jätä asia siihen; muuten avaa lasku täällä ja lähetä uudelleen.",
        ),
    ),
    _kind(
        FindingKind.MISSING_HERE,
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "Made in {provider} with our key's user, and not known as sent here.",
            "Look at it there. If a person works as this user, give Trackifi a user of its own.",
        ),
        fi=(
            "Tehty {provider}-ohjelmassa avaimemme käyttäjällä, mutta täällä sitä ei ole lähetetty.",
            "Tarkista se siellä. Jos joku työskentelee tällä käyttäjällä, luo Trackifille oma.",
        ),
    ),
    _kind(
        FindingKind.SECOND_BY_US,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{provider} has a second invoice of a number that was sent, made with our key.",
            "Keep the one whose number stands under Trackifi, and remove the other one there.",
        ),
        fi=(
            "{provider}-ohjelmassa on lähetetyn numeron toinen lasku, tehty avaimellamme.",
            "Säilytä se, jonka numero on sarakkeessa Trackifi, ja poista toinen siellä.",
        ),
    ),
    _kind(
        FindingKind.SECOND_BY_HAND,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "A person has entered an invoice in {provider} whose number was sent from here.",
            "Keep one of the two there; if the other is another invoice, give it another number.",
        ),
        fi=(
            "{provider}-ohjelmaan on syötetty käsin lasku, jonka numero on lähetetty täältä.",
            "Säilytä siellä toinen; jos kyseessä on eri lasku, anna sille toinen numero.",
        ),
    ),
    _kind(
        FindingKind.HELD_TWICE,
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "Two invoices of Trackifi count one invoice in {provider} as theirs.",
            "Tell Trackifi's support both numbers.",
        ),
        fi=(
            "Kaksi Trackifin laskua pitää samaa {provider}-ohjelman laskua omanaan.",
            "Ilmoita Trackifin tukeen molemmat numerot.",
        ),
    ),
    _kind(
        FindingKind.OTHER_COMPANY,
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "The invoice is in the books of another company than the integration's.",
            "Tell Trackifi's support its number before anything else is sent.",
        ),
        fi=(
            "Lasku on muun kuin integraation yrityksen kirjanpidossa.",
            "Ilmoita numero Trackifin tukeen ennen kuin mitään muuta lähetetään.",
        ),
    ),
    _kind(
        FindingKind.NUMBER,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The number on the invoice in {provider} is another than was sent.",
            "Enter our number there again: by it the invoice is found.",
        ),
        fi=(
            "{provider}-ohjelmassa laskun numero on eri kuin lähetetty.",
            "Palauta siellä meidän numeromme: sillä lasku löydetään.",
        ),
    ),
    _kind(
        FindingKind.AMOUNT,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The total in {provider} is another than was sent.",
            "Correct it there, or mark the difference as seen on the invoice here.",
        ),
        fi=(
            "{provider}-ohjelmassa summa on eri kuin lähetetty.",
            "Korjaa se siellä tai merkitse ero nähdyksi laskulla täällä.",
        ),
    ),
    _kind(
        FindingKind.CURRENCY,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=("The currency in {provider} is another than was sent.", "Correct the currency and the rate there."),
        fi=("{provider}-ohjelmassa valuutta on eri kuin lähetetty.", "Korjaa valuutta ja kurssi siellä."),
    ),
    _kind(
        FindingKind.DATE,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The invoice date in {provider} is another than was sent.",
            "Correct it there, for it decides period and VAT, or mark it as seen on the invoice here.",
        ),
        fi=(
            "{provider}-ohjelmassa laskun päiväys on eri kuin lähetetty.",
            "Korjaa se siellä, sillä se ratkaisee kauden ja ALV:n, tai merkitse se nähdyksi laskulla.",
        ),
    ),
    _kind(
        FindingKind.DUE_DATE,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The due date in {provider} is another than was sent.",
            "If no other term was agreed on, correct it there; otherwise mark it as seen on the invoice here.",
        ),
        fi=(
            "{provider}-ohjelmassa eräpäivä on eri kuin lähetetty.",
            "Jos muusta ei ole sovittu, korjaa se siellä; muuten merkitse se nähdyksi laskulla täällä.",
        ),
    ),
    _kind(
        FindingKind.PARTNER,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "In {provider} the invoice is another business partner's than was sent.",
            "Correct it there; if the link is wrong, correct that under Business Partners.",
        ),
        fi=(
            "{provider}-ohjelmassa laskulla on muu liikekumppani kuin lähetettäessä.",
            "Korjaa se siellä; jos linkki on väärä, korjaa se Liikekumppanit-välilehdellä.",
        ),
    ),
    _kind(
        FindingKind.LINES,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The rows in {provider} are others than were sent.",
            "Look at the first one that differs there: correct it, or mark it as seen on the invoice here.",
        ),
        fi=(
            "{provider}-ohjelmassa rivit ovat muut kuin lähetetyt.",
            "Katso siellä ensimmäistä eroavaa: korjaa se tai merkitse se nähdyksi laskulla täällä.",
        ),
    ),
    _kind(
        FindingKind.PDF_MISSING,
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=("The invoice in {provider} has no PDF.", "Open the invoice here and press Retry the PDF."),
        fi=("{provider}-ohjelman laskulla ei ole PDF:ää.", "Avaa lasku täällä ja yritä PDF:ää uudelleen."),
    ),
    _kind(
        FindingKind.PDF_OTHER,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "The invoice in {provider} has a file, but not the PDF that was sent.",
            "Look which is right; Retry the PDF on the invoice here adds ours again.",
        ),
        fi=(
            "{provider}-ohjelman laskulla on tiedosto, mutta ei lähetettyä PDF:ää.",
            "Katso, kumpi on oikea; laskun PDF:n voi lisätä uudelleen täältä.",
        ),
    ),
    _kind(
        FindingKind.PDF_TWICE,
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=("The invoice in {provider} has its PDF more than once.", "Remove all but one there: they are the same."),
        fi=("{provider}-ohjelman laskulla on PDF useampaan kertaan.", "Poista siellä ylimääräiset: ne ovat samat."),
    ),
    _kind(
        FindingKind.EDITED_HERE,
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "The invoice was changed in Trackifi after it was sent; {provider} has it as it was.",
            "Credit it and send a new one, take the change back, or mark it as seen on the invoice.",
        ),
        fi=(
            "Laskua muutettiin Trackifissa lähetyksen jälkeen; {provider} sisältää entisen.",
            "Hyvitä se ja lähetä uusi, peru muutos tai merkitse se nähdyksi laskulla.",
        ),
    ),
    _kind(
        FindingKind.NEVER_SENT,
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "It is finished in Trackifi, and nobody has asked for its sending.",
            "Send it; if it is in the books already, exclude it with that reason.",
        ),
        fi=(
            "Lasku on valmis Trackifissa, mutta sen lähettämistä ei ole pyydetty.",
            "Lähetä se; jos se on jo kirjanpidossa, jätä se pois ja kerro syy.",
        ),
    ),
    _kind(
        FindingKind.WAITING_HERE,
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Its sending was asked for, and it has not arrived in {provider} yet.",
            "Open the invoice: it says whether it goes on by itself or what it waits for.",
        ),
        fi=(
            "Lähettämistä on pyydetty, mutta {provider} ei vielä sisällä laskua.",
            "Avaa lasku: siinä näkyy, jatkuuko se itsestään vai mitä se odottaa.",
        ),
    ),
    _kind(
        FindingKind.APPROVED_THERE,
        Who.NOBODY,
        Place.NOWHERE,
        en=("It was approved in {provider}, or sent on from there.", "Nothing has to be done."),
        fi=("Se on hyväksytty {provider}-ohjelmassa tai lähetetty sieltä eteenpäin.", "Mitään ei tarvitse tehdä."),
    ),
    _kind(
        FindingKind.PAID_THERE,
        Who.NOBODY,
        Place.NOWHERE,
        en=("It was paid in {provider}, in whole or in part.", "Nothing is to be done."),
        fi=("Se on maksettu {provider}-ohjelmassa kokonaan tai osaksi.", "Toimia ei tarvita."),
    ),
)
"""An entry for each kind of finding."""
