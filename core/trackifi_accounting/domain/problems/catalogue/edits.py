"""What is said of an invoice that is changed after it was sent, here or there, or while it may be there."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import NOTHING_CHANGED, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

EDITED: Final[tuple[Entry, ...]] = (
    entry(
        "changed_since_sent",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "{number} was changed here after sending: {theirs} was sent, it is {ours} now ({difference}).",
            "{provider} keeps what was sent.",
            "Credit it and send a new one, take the change back, or mark it as seen.",
        ),
        fi=(
            "Laskua {number} muutettiin lähetyksen jälkeen: lähetettiin {theirs}, nyt {ours} ({difference}).",
            "{provider} sisältää lähetetyn.",
            "Hyvitä ja lähetä uusi, peru muutos tai merkitse nähdyksi.",
        ),
    ),
    entry(
        "changed_since_sent_otherwise",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} was changed here after sending, the sum is the same. Changed: {fields}.",
            "{provider} keeps what was sent.",
            "Correct it there as well, or mark it as seen.",
        ),
        fi=(
            "Laskua {number} muutettiin lähetyksen jälkeen, summa on sama. Muuttui: {fields}.",
            "{provider} sisältää lähetetyn.",
            "Korjaa se sielläkin tai merkitse nähdyksi.",
        ),
    ),
    entry(
        "changed_there",
        Who.ACCOUNTANT,
        Place.PROVIDER,
        en=(
            "{field}: {ours} was sent, in {provider} it is {theirs} now.",
            "Both sides stay as they are.",
            "Correct it in {provider}, or mark it as seen.",
        ),
        fi=(
            "{field}: lähetettiin {ours}, {provider} näyttää nyt {theirs}.",
            "Kumpikaan puoli ei muuttunut.",
            "Korjaa se {provider}-ohjelmassa tai merkitse nähdyksi.",
        ),
    ),
    entry(
        "question_stands",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} may already be in {provider}: a question about it is open.",
            "The change was not taken over.",
            "Answer the question on the invoice first, then make the change again.",
        ),
        fi=(
            "Lasku {number} saattaa jo olla {provider}-ohjelmassa: siitä on avoin kysymys.",
            "Muutosta ei tallennettu.",
            "Vastaa ensin laskun kysymykseen ja tee muutos sitten uudelleen.",
        ),
    ),
    entry(
        "seen_not_possible",
        Who.ADMINISTRATOR,
        Place.INVOICE,
        en=(
            "Invoice {number} has not arrived yet, so nothing differs.",
            NOTHING_CHANGED[0],
            "Open the invoice: its state shows what can be done now.",
        ),
        fi=(
            "Lasku {number} ei ole vielä perillä, joten eroja ei ole.",
            NOTHING_CHANGED[1],
            "Avaa lasku: sen tila näyttää, mitä nyt voi tehdä.",
        ),
    ),
)
