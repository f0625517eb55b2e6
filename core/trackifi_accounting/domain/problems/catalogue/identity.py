"""Problems of telling one invoice from another: whose it is, and whether it is there once."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

IDENTITY: Final[tuple[Entry, ...]] = (
    entry(
        "number_taken",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{provider} already has another invoice number {number}, made by {by}.",
            NOTHING_SENT[0],
            "Look at both, then tell us whether that is this invoice or another one.",
        ),
        fi=(
            "{provider}-ohjelmassa on jo toinen lasku numero {number}, tekijä {by}.",
            NOTHING_SENT[1],
            "Katso molemmat ja kerro, onko se tämä lasku vai toinen.",
        ),
    ),
    entry(
        "perhaps_sent",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{provider} has an invoice {number}, perhaps the one we sent at {sent}, but something differs.",
            "Nothing more was sent or attached.",
            "Compare both: is it this one? Keep the number.",
        ),
        fi=(
            "{provider}-ohjelmassa on lasku {number}, ehkä se, jonka lähetimme {sent}; jokin eroaa.",
            "Mitään muuta ei lähetetty eikä liitetty.",
            "Vertaa: onko se tämä lasku? Pidä numero.",
        ),
    ),
    entry(
        "perhaps_ours",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{provider} has an invoice {number}, made with Trackifi's key, that is perhaps this one.",
            "Nothing was sent or attached.",
            "Compare both, then tell us if it is this one. Keep the number.",
        ),
        fi=(
            "{provider}-ohjelmassa on Trackifin avaimella tehty lasku {number}, ehkä juuri tämä.",
            "Mitään ei lähetetty eikä liitetty.",
            "Vertaa molempia ja kerro, onko se tämä lasku. Pidä numero.",
        ),
    ),
    entry(
        "held_already",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} in {provider} is another one that Trackifi sent.",
            "Nothing was attached to it.",
            "See if the same books are used elsewhere, then tell us that this one is to be sent.",
        ),
        fi=(
            "Lasku {number} {provider}-ohjelmassa on toinen Trackifin lähettämä lasku.",
            "Siihen ei liitetty mitään.",
            "Selvitä, käytetäänkö samaa kirjanpitoa muualla, ja kerro, jos tämä lähetetään.",
        ),
    ),
    entry(
        "held_by_two",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{number} and another invoice here name one and the same in {provider}: {remote}.",
            "Nothing was changed.",
            "Look there whose it is, book the other one by hand, then mark this as seen.",
        ),
        fi=(
            "{number} ja toinen lasku täällä viittaavat samaan {provider}-ohjelman laskuun: {remote}.",
            "Mitään ei muutettu.",
            "Katso sieltä, kumpi se on, kirjaa toinen käsin ja merkitse tämä nähdyksi.",
        ),
    ),
    entry(
        "number_of_another_year",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "The freelancer's number {number} is in use since {date}, of another year.",
            NOTHING_SENT[0],
            "If numbers begin anew each year, answer: another invoice of that number.",
        ),
        fi=(
            "Freelancerin numero {number} on jo käytössä toiselta vuodelta, {date}.",
            NOTHING_SENT[1],
            "Jos numerointi alkaa vuosittain alusta, vastaa: toinen lasku samalla numerolla.",
        ),
    ),
    entry(
        "pdf_twice",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "Invoice {number} has its PDF {count} times there: {name}.",
            "The PDF is attached; we remove nothing there.",
            "Remove all but one there, whichever: they are the same bytes.",
        ),
        fi=(
            "Laskulla {number} on PDF siellä {count} kertaa: {name}.",
            "PDF on liitetty; emme poista siellä mitään.",
            "Poista siellä muut kuin yksi, mitkä vain: ne ovat samat tavut.",
        ),
    ),
    entry(
        "books_shared",
        Who.ADMINISTRATOR,
        Place.KEY,
        en=(
            "Another company in Trackifi uses the same books in {provider}.",
            "What the other one sent is never taken for yours.",
            "Check that this key belongs to this company's own books.",
        ),
        fi=(
            "Toinen yritys Trackifissa käyttää samaa {provider}-kirjanpitoa.",
            "Toisen lähettämiä laskuja ei pidetä omina.",
            "Tarkista, että avain kuuluu tämän yrityksen omaan kirjanpitoon.",
        ),
    ),
)
