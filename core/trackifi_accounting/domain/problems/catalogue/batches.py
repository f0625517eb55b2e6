"""Problems of sending many, and of invoices that are not to be sent."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

BATCHES: Final[tuple[Entry, ...]] = (
    entry(
        "default_product_unfit",
        Who.ADMINISTRATOR,
        Place.NOWHERE,
        en=(
            "{product} can't be the default here: it is inactive, or of the other side.",
            NOTHING_CHANGED[0],
            "Choose an active sales product for customers, a purchase product for freelancers.",
        ),
        fi=(
            "{product} ei käy tähän oletustuotteeksi: se ei ole aktiivinen tai on toisenlaisille laskuille.",
            NOTHING_CHANGED[1],
            "Valitse asiakaslaskuille aktiivinen myyntituote, freelancerien laskuille ostotuote.",
        ),
    ),
    entry(
        "batch_empty",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=("No invoice was chosen.", NOTHING_SENT[0], "Choose at least one invoice."),
        fi=("Yhtään laskua ei ole valittu.", NOTHING_SENT[1], "Valitse vähintään yksi lasku."),
    ),
    entry(
        "batch_too_large",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=("{count} invoices were chosen; at most {limit} go at once.", NOTHING_SENT[0], "Choose fewer at a time."),
        fi=(
            "Laskuja valittiin {count}; kerralla voi lähettää enintään {limit}.",
            NOTHING_SENT[1],
            "Valitse vähemmän kerrallaan.",
        ),
    ),
    entry(
        "batch_id_used",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "This batch's id stands for other invoices already.",
            NOTHING_SENT[0],
            "Give each new batch an id of its own.",
        ),
        fi=("Tämä erän tunnus on jo toisilla laskuilla.", NOTHING_SENT[1], "Anna kullekin uudelle erälle oma tunnus."),
    ),
    entry(
        "batch_stopped",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "The batch that {number} belongs to was stopped.",
            NOTHING_SENT[0],
            "Resume the batch, or choose the invoice and send it in a new batch.",
        ),
        fi=(
            "Erä, johon {number} kuuluu, on pysäytetty.",
            NOTHING_SENT[1],
            "Jatka erää, tai valitse lasku ja lähetä se uudessa erässä.",
        ),
    ),
    entry(
        "invoice_excluded",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{by} excluded invoice {number}: {message}.",
            "It was not sent.",
            "If it is to be sent, take the exclusion back.",
        ),
        fi=(
            "Laskun {number} jätti lähettämättä {by}: {message}.",
            "Laskua ei lähetetty.",
            "Jos se on lähetettävä, peru poisjättö.",
        ),
    ),
    entry(
        "exclusion_too_late",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "Invoice {number} is in {provider} already.",
            NOTHING_CHANGED[0],
            "If it does not belong in the books, have it invalidated there.",
        ),
        fi=(
            "Lasku {number} on jo {provider}-ohjelmassa.",
            NOTHING_CHANGED[1],
            "Jos se ei kuulu kirjanpitoon, mitätöi se siellä.",
        ),
    ),
    entry(
        "exclusion_reason_unfit",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "An exclusion needs a reason of 1 to {limit} letters.",
            NOTHING_CHANGED[0],
            "Say shortly why it is not sent.",
        ),
        fi=(
            "Poisjättö tarvitsee syyn, 1-{limit} merkkiä.",
            NOTHING_CHANGED[1],
            "Kerro lyhyesti, miksi sitä ei lähetetä.",
        ),
    ),
)
