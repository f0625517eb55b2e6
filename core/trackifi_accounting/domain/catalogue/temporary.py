"""Problems that waiting solves, and answers that nobody expected."""

from typing import Final

from trackifi_accounting.domain.catalogue.entries import NOTHING_SENT, entry
from trackifi_accounting.domain.problems import Entry, Place, Who

TEMPORARY: Final[tuple[Entry, ...]] = (
    entry(
        "rate_limited",
        Who.NOBODY,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "There are more requests at the moment than {provider} allows.",
            "Nothing was lost.",
            "Try again in a few minutes; waiting invoices go by themselves.",
        ),
        fi=(
            "Pyyntöjä on juuri nyt enemmän kuin {provider} sallii.",
            "Mitään ei kadonnut.",
            "Yritä uudelleen muutaman minuutin kuluttua; odottavat laskut lähtevät itsestään.",
        ),
    ),
    entry(
        "provider_unavailable",
        Who.NOBODY,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "{provider} can't be reached at the moment.",
            "What was done so far stays done; nothing was lost.",
            "Try again later; waiting invoices go by themselves.",
        ),
        fi=(
            "{provider} ei ole juuri nyt tavoitettavissa.",
            "Tähän asti tehty säilyy; mitään ei kadonnut.",
            "Yritä myöhemmin uudelleen; odottavat laskut lähtevät itsestään.",
        ),
    ),
    entry(
        "delivery_in_progress",
        Who.NOBODY,
        Place.INVOICE,
        en=(
            "This invoice is being sent at this moment.",
            "It was not sent a second time.",
            "Wait a moment; its state is shown on the invoice.",
        ),
        fi=(
            "Laskua lähetetään parhaillaan.",
            "Sitä ei lähetetty toista kertaa.",
            "Odota hetki; laskun tila näkyy laskulla.",
        ),
    ),
    entry(
        "outcome_unknown",
        Who.NOBODY,
        Place.INVOICE,
        en=(
            "{provider} gave no clear answer: what was sent may have arrived.",
            "Nothing is sent again before that is known.",
            "Please wait and don't enter it by hand; we are checking.",
        ),
        fi=(
            "{provider} ei antanut selvää vastausta: lähetys on voinut mennä perille.",
            "Mitään ei lähetetä uudelleen, ennen kuin asia selviää.",
            "Odota äläkä syötä laskua käsin; tarkistus on käynnissä.",
        ),
    ),
    entry(
        "unexpected_answer",
        Who.TRACKIFI,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "{provider} answered in a way we did not expect ({code}).",
            "The answer was not used.",
            "Try again; if it happens again, give this code to Trackifi's support.",
        ),
        fi=(
            "{provider} vastasi odottamattomalla tavalla ({code}).",
            "Vastausta ei käytetty.",
            "Yritä uudelleen; jos tämä toistuu, ilmoita koodi Trackifin tukeen.",
        ),
    ),
    entry(
        "unclassified",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "{provider} gave a reason that we don't know yet: {message} ({code}).",
            NOTHING_SENT[0],
            "Put it right if the words tell how; otherwise give the code to Trackifi's support.",
        ),
        fi=(
            "{provider} antoi syyn, jota emme vielä tunne: {message} ({code}).",
            NOTHING_SENT[1],
            "Korjaa asia, jos teksti kertoo miten; muuten ilmoita koodi Trackifin tukeen.",
        ),
    ),
)
