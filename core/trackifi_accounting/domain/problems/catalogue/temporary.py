"""Problems that waiting solves, and answers that nobody expected."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_SENT, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

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
        "database_busy",
        Who.NOBODY,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "Trackifi's database is busy: what was needed is held by something else.",
            "Nothing was changed or sent.",
            "Try again in a minute; waiting invoices go by themselves.",
        ),
        fi=(
            "Trackifin tietokanta on varattu: tarvittu tieto on toisen käsittelyn lukitsema.",
            "Mitään ei muutettu eikä lähetetty.",
            "Yritä uudelleen minuutin kuluttua; odottavat laskut lähtevät itsestään.",
        ),
    ),
    entry(
        "storage_full",
        Who.TRACKIFI,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "The disk of Trackifi's server is full.",
            "Nothing was kept or sent.",
            "Trackifi's operator makes room on the disk; waiting invoices then go by themselves.",
        ),
        fi=(
            "Trackifin palvelimen levy on täynnä.",
            "Mitään ei tallennettu eikä lähetetty.",
            "Trackifin ylläpito vapauttaa levytilaa; odottavat laskut lähtevät sitten itsestään.",
        ),
    ),
    entry(
        "clock_apart",
        Who.TRACKIFI,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "The clock of Trackifi's computer differs from its database's by {seconds} seconds.",
            NOTHING_SENT[0],
            "Trackifi's operator sets the clock right (NTP); invoices then go by themselves.",
        ),
        fi=(
            "Trackifin palvelimen kello poikkeaa tietokannan kellosta {seconds} sekuntia.",
            NOTHING_SENT[1],
            "Trackifin ylläpito korjaa kellon (NTP); laskut lähtevät sitten itsestään.",
        ),
    ),
    entry(
        "held_up",
        Who.NOBODY,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "Trackifi's computer stood still for a moment right before sending.",
            NOTHING_SENT[0],
            "Nothing to do: it is tried again by itself.",
        ),
        fi=(
            "Trackifin palvelin pysähtyi hetkeksi juuri ennen lähetystä.",
            NOTHING_SENT[1],
            "Mitään ei tarvitse tehdä: lähetystä yritetään uudelleen itsestään.",
        ),
    ),
    entry(
        "restored_lately",
        Who.NOBODY,
        Place.NOWHERE,
        retry_helps=True,
        en=(
            "Trackifi's database was put back from a backup a moment ago.",
            "Nothing new is sent for {minutes} more minutes; we look for what may have arrived.",
            "Please wait; invoices then go by themselves.",
        ),
        fi=(
            "Trackifin tietokanta palautettiin hetki sitten varmuuskopiosta.",
            "Uutta ei lähetetä vielä {minutes} minuuttiin; etsimme jo perille ehtineet.",
            "Odota; laskut lähtevät sitten itsestään.",
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
