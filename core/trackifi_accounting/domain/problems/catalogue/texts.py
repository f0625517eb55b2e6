"""Fields with texts, numbers and lines that the provider can't take."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place

TEXTS: Final[tuple[Entry, ...]] = (
    refused(
        "text_too_long",
        Place.INVOICE,
        en=(
            "the text has {length} characters; {provider} takes at most {limit}.",
            "Shorten the text; nothing is cut without your knowing.",
        ),
        fi=(
            "tekstissä on {length} merkkiä; {provider} ottaa vastaan enintään {limit}.",
            "Lyhennä tekstiä; sitä ei katkaista huomaamattasi.",
        ),
    ),
    refused(
        "text_not_allowed",
        Place.INVOICE,
        en=("{provider} does not take these characters: {characters}", "Replace or remove them."),
        fi=("{provider} ei ota vastaan näitä merkkejä: {characters}", "Korvaa tai poista ne."),
    ),
    refused(
        "text_missing",
        Place.INVOICE,
        en=("{provider} needs a text here.", "Fill in the field, then send again."),
        fi=("{provider} vaatii tähän tekstin.", "Täytä kenttä ja lähetä uudelleen."),
    ),
    refused(
        "value_out_of_range",
        Place.INVOICE,
        en=("{value} is outside the allowed range from {lowest} to {highest}.", "Correct the value."),
        fi=("{value} ei ole sallitulla välillä {lowest}...{highest}.", "Korjaa arvo."),
    ),
    refused(
        "too_many_decimals",
        Place.INVOICE,
        en=(
            "{value} has too many decimals; {provider} takes at most {limit}.",
            "Round the value so that the total stays right.",
        ),
        fi=(
            "luvussa {value} on liikaa desimaaleja; {provider} ottaa vastaan enintään {limit}.",
            "Pyöristä luku niin, että loppusumma pysyy oikeana.",
        ),
    ),
    refused(
        "lines_missing",
        Place.INVOICE,
        en=("the invoice has no lines.", "Add at least one line."),
        fi=("laskulla ei ole rivejä.", "Lisää vähintään yksi rivi."),
    ),
    refused(
        "lines_too_many",
        Place.INVOICE,
        en=("the invoice has {count} lines; {provider} takes at most {limit}.", "Divide it into several invoices."),
        fi=("laskulla on {count} riviä; {provider} ottaa vastaan enintään {limit}.", "Jaa se useaksi laskuksi."),
    ),
    refused(
        "product_gone",
        Place.INVOICE,
        en=(
            "the product {product} is no longer in {provider}.",
            "Choose another product, or restore it there and press Sync Data.",
        ),
        fi=(
            "tuotetta {product} ei enää ole {provider}-ohjelmassa.",
            "Valitse toinen tuote, tai palauta se ja valitse Synkronoi tiedot.",
        ),
    ),
    refused(
        "product_inactive",
        Place.INVOICE,
        en=(
            "the product {product} is inactive in {provider}.",
            "Choose another product, or make it active there and press Sync Data.",
        ),
        fi=(
            "tuote {product} ei ole aktiivinen {provider}-ohjelmassa.",
            "Valitse toinen tuote, tai aktivoi se ja valitse Synkronoi tiedot.",
        ),
    ),
    refused(
        "product_other_side",
        Place.INVOICE,
        en=(
            "{product} is of the other side: sales products are for customers, purchase products for freelancers.",
            "Choose one of this side.",
        ),
        fi=(
            "{product} on toisen puolen tuote: myyntituotteet ovat asiakkaiden, ostotuotteet freelancerien laskuille.",
            "Valitse tämän puolen tuote.",
        ),
    ),
)
