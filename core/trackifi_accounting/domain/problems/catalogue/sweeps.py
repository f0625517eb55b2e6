"""What sweeps of the provider find."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

SWEEPS: Final[tuple[Entry, ...]] = (
    entry(
        "duplicate_at_provider",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{provider} has invoice {number} twice: {first} and {second}.",
            "We sent no third one, and we remove nothing there.",
            "Remove the surplus one there; this disappears by itself.",
        ),
        fi=(
            "Lasku {number} on {provider}-ohjelmassa kahdesti: {first} ja {second}.",
            "Kolmatta ei lähetetty, emmekä poista siellä mitään.",
            "Poista ylimääräinen siellä; tämä ilmoitus katoaa itsestään.",
        ),
    ),
    entry(
        "copy_at_provider",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{provider} has {number} twice: ours is {first}; a person made {second}.",
            "We change neither of the two.",
            "Remove the surplus one there, or give the other its own number; else mark it as seen.",
        ),
        fi=(
            "Lasku {number} on {provider}-ohjelmassa kahdesti: meidän on {first}, käsin tehty {second}.",
            "Emme muuta kumpaakaan.",
            "Poista ylimääräinen siellä tai anna sille oma numero; muuten merkitse nähdyksi.",
        ),
    ),
    entry(
        "orphan_at_provider",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{provider} has {number} ({remote}), made with our key, but here it is not sent.",
            "Nothing was sent because of it.",
            "Tell us whether that is this invoice.",
        ),
        fi=(
            "{provider}-ohjelmassa on {number} ({remote}), tehty avaimellamme, mutta täällä sitä ei ole lähetetty.",
            "Sen vuoksi ei lähetetty mitään.",
            "Kerro, onko se tämä lasku.",
        ),
    ),
    entry(
        "orphans_at_provider",
        Who.ADMINISTRATOR,
        Place.PROVIDER,
        en=(
            "The key's user made {count} invoices in {provider}, not sent from here: {numbers}.",
            NOTHING_CHANGED[0],
            "Look at them there; if a person works as this user, give Trackifi one of its own.",
        ),
        fi=(
            "Avaimen käyttäjä on tehnyt {provider}-ohjelmassa {count} muualta tullutta laskua: {numbers}.",
            NOTHING_CHANGED[1],
            "Tarkista ne siellä; luo Trackifille oma käyttäjä, jos joku työskentelee tällä.",
        ),
    ),
    entry(
        "late_commit",
        Who.TRACKIFI,
        Place.NOWHERE,
        en=(
            "Invoice {number} appeared in {provider} {minutes} minutes after it was sent.",
            "It was found; half of our waiting time is {limit} minutes.",
            "Trackifi looks into it: the waiting time may be too short.",
        ),
        fi=(
            "Lasku {number} ilmestyi {provider}-ohjelmaan {minutes} minuuttia lähetyksen jälkeen.",
            "Se löytyi; puolet odotusajastamme on {limit} minuuttia.",
            "Trackifi selvittää asian: odotusaika voi olla liian lyhyt.",
        ),
    ),
)
