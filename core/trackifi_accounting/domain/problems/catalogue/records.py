"""Problems of one invoice as a whole."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

RECORDS: Final[tuple[Entry, ...]] = (
    entry(
        "not_found",
        Who.ADMINISTRATOR,
        Place.NOWHERE,
        en=(
            "There is no such record in this company.",
            NOTHING_CHANGED[0],
            "Check that it still exists in Trackifi and open it from its list again.",
        ),
        fi=(
            "Tällä yrityksellä ei ole tällaista tietuetta.",
            NOTHING_CHANGED[1],
            "Tarkista, että se on yhä Trackifissa, ja avaa se luettelosta uudelleen.",
        ),
    ),
    entry(
        "invoice_rejected",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{provider} can't book the invoice as it is.",
            "It was not booked.",
            "Correct what is listed with the invoice, then send it again.",
        ),
        fi=(
            "{provider} ei voi kirjata laskua tällaisena.",
            "Laskua ei kirjattu.",
            "Korjaa laskun yhteydessä luetellut kohdat ja lähetä se uudelleen.",
        ),
    ),
    entry(
        "invoice_not_sendable",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "The invoice can't be sent while it is: {status}.",
            NOTHING_SENT[0],
            "Finalize a customer invoice, or approve a freelancer invoice, then send it.",
        ),
        fi=(
            "Laskua ei voi lähettää tässä tilassa: {status}.",
            NOTHING_SENT[1],
            "Viimeistele asiakaslasku tai hyväksy freelancerin lasku ja lähetä se sitten.",
        ),
    ),
    entry(
        "number_missing",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=("The invoice has no number yet.", NOTHING_SENT[0], "Give it its number in Trackifi, then send it again."),
        fi=("Laskulla ei ole vielä numeroa.", NOTHING_SENT[1], "Numeroi lasku Trackifissa ja lähetä se uudelleen."),
    ),
    entry(
        "already_there",
        Who.NOBODY,
        Place.INVOICE,
        en=(
            "Invoice {number} is in {provider} already.",
            "It is not booked a second time.",
            "Nothing has to be done; sending it again changes nothing there.",
        ),
        fi=(
            "Lasku {number} on jo {provider}-ohjelmassa.",
            "Sitä ei kirjata toista kertaa.",
            "Mitään ei tarvitse tehdä; uudelleen lähettäminen ei muuta siellä mitään.",
        ),
    ),
    entry(
        "number_used_twice",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Another invoice in Trackifi has the number {number} already.",
            NOTHING_SENT[0],
            "Give one of the two another number, then send again.",
        ),
        fi=(
            "Trackifissa on jo toinen lasku numerolla {number}.",
            NOTHING_SENT[1],
            "Vaihda jommankumman numero ja lähetä uudelleen.",
        ),
    ),
    entry(
        "outcome_unclear",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "We can't prove whether invoice {number} is in {provider}.",
            "It is not sent again without your word.",
            "Look for the number there, then tell us whether the invoice is there or not.",
        ),
        fi=(
            "Emme pysty varmistamaan, onko lasku {number} {provider}-ohjelmassa.",
            "Sitä ei lähetetä uudelleen ilman päätöstäsi.",
            "Etsi numero siellä ja kerro, onko lasku perillä vai ei.",
        ),
    ),
    entry(
        "several_found",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{provider} has more than one invoice with the number {number}.",
            "Nothing more was sent, and we remove nothing there.",
            "Remove what is surplus there, then tell us which one is right.",
        ),
        fi=(
            "Numerolla {number} on {provider}-ohjelmassa useampi kuin yksi lasku.",
            "Mitään muuta ei lähetetty, emmekä poista siellä mitään.",
            "Poista ylimääräiset siellä ja kerro sitten, mikä lasku on oikea.",
        ),
    ),
    entry(
        "removed_at_provider",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} was removed or invalidated in {provider}.",
            "It was not sent again.",
            "If it belongs in the books, choose to send it again; otherwise leave it.",
        ),
        fi=(
            "Lasku {number} on poistettu tai mitätöity {provider}-ohjelmassa.",
            "Sitä ei lähetetty uudelleen.",
            "Jos se kuuluu kirjanpitoon, lähetä se uudelleen; muuten jätä näin.",
        ),
    ),
    entry(
        "totals_differ",
        Who.ACCOUNTANT,
        Place.INVOICE,
        en=(
            "The invoice's lines add up to {ours}, but the total given is {theirs}.",
            "Neither figure was adjusted.",
            "Compare the invoice, its PDF and {provider}, and correct the one that is wrong.",
        ),
        fi=(
            "Laskun rivien summa on {ours}, mutta ilmoitettu loppusumma on {theirs}.",
            "Kumpaakaan summaa ei muutettu.",
            "Vertaa laskua, sen PDF:ää ja {provider}-ohjelmaa ja korjaa se, joka on väärin.",
        ),
    ),
    entry(
        "booked_otherwise",
        Who.ACCOUNTANT,
        Place.INVOICE,
        en=(
            "{field}: printed as {ours}, {provider} will come to {theirs}.",
            "Neither figure was adjusted; the invoice can be sent.",
            "Send it if the books may differ by that much.",
        ),
        fi=(
            "{field}: laskulla {ours}, {provider} laskee {theirs}.",
            "Kumpaakaan ei muutettu; lasku voidaan lähettää.",
            "Lähetä, jos kirjanpito saa erota tämän verran.",
        ),
    ),
    entry(
        "echo_differs",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{field}: sent as {ours}, in {provider} it is {theirs}.",
            "The invoice is booked; nothing was adjusted.",
            "Correct it in {provider} before approving.",
        ),
        fi=(
            "{field}: lähetettiin {ours}, {provider} näyttää {theirs}.",
            "Lasku on kirjattu; mitään ei muutettu.",
            "Korjaa se {provider}-ohjelmassa ennen hyväksymistä.",
        ),
    ),
)
