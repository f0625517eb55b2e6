"""Fields with dates and periods that don't fit."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import refused
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

DATES: Final[tuple[Entry, ...]] = (
    refused(
        "due_before_date",
        Place.INVOICE,
        en=("the due date is before the invoice date.", "Correct one of the two dates."),
        fi=("eräpäivä on ennen laskun päiväystä.", "Korjaa jompikumpi päivämäärä."),
    ),
    refused(
        "due_too_late",
        Place.INVOICE,
        en=(
            "the due date is {days} days after the invoice date; {provider} takes at most {limit}.",
            "Choose an earlier due date.",
        ),
        fi=(
            "eräpäivä on {days} päivää laskun päiväyksen jälkeen; {provider} sallii enintään {limit}.",
            "Valitse aikaisempi eräpäivä.",
        ),
    ),
    refused(
        "date_implausible",
        Place.INVOICE,
        en=("the date {value} is unlikely to be meant.", "Check the year and correct the date."),
        fi=("päivämäärä {value} on epätodennäköinen.", "Tarkista vuosi ja korjaa päivämäärä."),
    ),
    refused(
        "period_closed",
        Place.INVOICE,
        who=Who.ACCOUNTANT,
        en=(
            "the accounting period of {date} is closed in {provider}.",
            "Ask the accountant to open the period, or change the date.",
        ),
        fi=(
            "päivän {date} tilikausi on suljettu {provider}-ohjelmassa.",
            "Pyydä kirjanpitäjää avaamaan kausi tai muuta päivämäärää.",
        ),
    ),
    refused(
        "fiscal_year_missing",
        Place.INVOICE,
        who=Who.ACCOUNTANT,
        en=(
            "{provider} has no fiscal year that {date} is in.",
            "Ask the accountant to open the fiscal year, or change the date.",
        ),
        fi=(
            "{provider}-ohjelmassa ei ole tilikautta, johon {date} kuuluu.",
            "Pyydä kirjanpitäjää avaamaan tilikausi tai muuta päivämäärää.",
        ),
    ),
)
