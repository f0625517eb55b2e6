"""Questions that only a person can decide, and what is said to an answer."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

_ASKED: Final[tuple[Entry, ...]] = (
    entry(
        "look_there",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "Is this in {provider} or not: {number}, {party}, {date}, {sum}.",
            "Nothing is sent before you answer.",
            "Search {kinds} of any status there for the number.",
        ),
        fi=(
            "Kysymme, onko {provider}-ohjelmassa: {number}, {party}, {date}, {sum}.",
            "Mitään ei lähetetä ennen vastaustasi.",
            "Hae siellä numerolla, missä tahansa tilassa: {kinds}.",
        ),
    ),
    entry(
        "found_differs",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "{field}: we expected {ours}, in {provider} it is {theirs}.",
            NOTHING_CHANGED[0],
            "Confirm only if it is this invoice all the same.",
        ),
        fi=(
            "{field}: odotimme {ours}, mutta {provider} näyttää {theirs}.",
            NOTHING_CHANGED[1],
            "Vahvista vain, jos kyseessä on silti tämä lasku.",
        ),
    ),
    entry(
        "stands_there",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "{provider} has an invoice {number} (id {id}), made by {by}, {sum}.",
            NOTHING_SENT[0],
            "If that is another invoice, say so; a second one of this number will be sent.",
        ),
        fi=(
            "{provider}-ohjelmassa on lasku {number} (id {id}), tekijä {by}, {sum}.",
            NOTHING_SENT[1],
            "Jos se on eri lasku, vahvista se; silloin lähtee toinen samanumeroinen lasku.",
        ),
    ),
    entry(
        "pdf_by_hand",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "A person made invoice {number} in {provider}; we add nothing to it.",
            "The invoice counts as sent; its PDF was not added.",
            "Add the PDF there by hand, then mark it as done here.",
        ),
        fi=(
            "Laskun {number} on tehnyt ihminen {provider}-ohjelmassa; emme lisää siihen mitään.",
            "Lasku on merkitty lähetetyksi; PDF jäi lisäämättä.",
            "Lisää PDF siellä käsin ja merkitse se tässä tehdyksi.",
        ),
    ),
)
_REFUSED: Final[tuple[Entry, ...]] = (
    entry(
        "answer_not_possible",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Nothing is asked about invoice {number} that this would answer.",
            NOTHING_CHANGED[0],
            "Open the invoice again: its state shows what can be done now.",
        ),
        fi=(
            "Laskusta {number} ei ole kysymystä, johon tämä vastaisi.",
            NOTHING_CHANGED[1],
            "Avaa lasku uudelleen: sen tila näyttää, mitä nyt voi tehdä.",
        ),
    ),
    entry(
        "answer_reason_unfit",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} was removed there: to book it again needs a reason of 1 to {limit} letters.",
            NOTHING_SENT[0],
            "Say shortly why it is booked again.",
        ),
        fi=(
            "Lasku {number} on poistettu siellä: uusi kirjaus tarvitsee syyn, 1-{limit} merkkiä.",
            NOTHING_SENT[1],
            "Kerro lyhyesti, miksi se kirjataan uudelleen.",
        ),
    ),
    entry(
        "answer_not_there",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "{provider} shows no invoice {remote} to this key.",
            NOTHING_CHANGED[0],
            "Check the number there: it is the one {provider} gave, or its id.",
        ),
        fi=(
            "{provider} ei näytä tällä avaimella laskua {remote}.",
            NOTHING_CHANGED[1],
            "Tarkista numero: se on {provider}-ohjelman antama numero tai tunniste.",
        ),
    ),
    entry(
        "answer_other_invoice",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "That one bears our number {theirs}, not {number}, or is of another kind.",
            NOTHING_CHANGED[0],
            "Choose the invoice that bears {number}, or answer that it isn't there.",
        ),
        fi=(
            "Siinä on meidän numeromme {theirs} eikä {number}, tai se on toista lajia.",
            NOTHING_CHANGED[1],
            "Valitse lasku, jossa on {number}, tai vastaa, ettei sitä ole.",
        ),
    ),
    entry(
        "answer_taken",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "That one belongs to invoice {other} already.",
            NOTHING_CHANGED[0],
            "Choose another one for {number}, or answer that it isn't there.",
        ),
        fi=(
            "Se kuuluu jo laskulle {other}.",
            NOTHING_CHANGED[1],
            "Valitse laskulle {number} toinen tai vastaa, ettei sitä ole.",
        ),
    ),
    entry(
        "answer_needs_confirmation",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "What {provider} has for {number} is not clearly this invoice.",
            NOTHING_CHANGED[0],
            "Read what is listed, then give the same answer again and confirm it.",
        ),
        fi=(
            "Se, mitä {provider} näyttää numerolla {number}, ei ole selvästi tämä lasku.",
            NOTHING_CHANGED[1],
            "Lue luetellut asiat, anna sama vastaus uudelleen ja vahvista se.",
        ),
    ),
)
_STOPPED: Final[tuple[Entry, ...]] = (
    entry(
        "connection_stopped",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "Our records of invoice {number} contradict each other.",
            "All calls for this integration stopped; nothing more is sent.",
            "Give Trackifi's support this id: {incident}",
        ),
        fi=(
            "Tietomme laskusta {number} ovat ristiriidassa keskenään.",
            "Integraation kaikki kutsut pysäytettiin; mitään ei enää lähetetä.",
            "Ilmoita Trackifin tukeen tämä tunniste: {incident}",
        ),
    ),
)

QUESTIONS: Final[tuple[Entry, ...]] = (*_ASKED, *_REFUSED, *_STOPPED)
