"""Credit notes whose credited invoice can't be the one that is meant."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place

_CORRECT: Final = ("Correct which invoice it credits.", "Korjaa, mitä laskua tämä hyvittää.")

CREDITS: Final[tuple[Entry, ...]] = (
    refused(
        "credited_unknown",
        Place.INVOICE,
        en=("the invoice is not in Trackifi, or has no number yet.", _CORRECT[0]),
        fi=("laskua ei ole Trackifissa, tai sillä ei ole vielä numeroa.", _CORRECT[1]),
    ),
    refused(
        "credited_itself",
        Place.INVOICE,
        en=("it is this very invoice.", _CORRECT[0]),
        fi=("se on tämä sama lasku.", _CORRECT[1]),
    ),
    refused(
        "credited_differs",
        Place.INVOICE,
        en=("invoice {number} differs in: {parts}.", _CORRECT[0]),
        fi=("laskussa {number} on eri tieto: {parts}.", _CORRECT[1]),
    ),
)
