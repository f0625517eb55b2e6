"""Warnings: what was put right, left out or filled in on the way, so that nobody has to be asked for its spelling."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import Phrases, entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

_GOES = ("The invoice can be sent all the same.", "Lasku voidaan silti lähettää.")
_LOOK = ("Look it over.", "Tarkista se.")
_TEXT = ("Write it into the message if the buyer needs it.", "Kirjoita se viestiin, jos ostaja tarvitsee sen.")
_COMPLETE = ("Complete the address or remove it.", "Täydennä osoite tai poista se.")


def _warned(code: str, *, en: tuple[str, str], fi: tuple[str, str], place: Place = Place.INVOICE) -> Entry:
    """Make the entry of a field that doesn't stop the invoice: happened and todo."""
    who = Who.NOBODY if place is Place.INVOICE else Who.ADMINISTRATOR
    english: Phrases = (f"{{field}}: {en[0]}", _GOES[0], en[1])
    finnish: Phrases = (f"{{field}}: {fi[0]}", _GOES[1], fi[1])
    return entry(code, who, place, en=english, fi=finnish)


CORRECTIONS: Final[tuple[Entry, ...]] = (
    _warned(
        "text_put_right",
        en=("signs were replaced: {changes}.", _LOOK[0]),
        fi=("merkkejä korvattiin: {changes}.", _LOOK[1]),
    ),
    _warned(
        "value_put_right",
        en=("{value} goes as {written}.", _LOOK[0]),
        fi=("{value} lähtee muodossa {written}.", _LOOK[1]),
    ),
    _warned(
        "value_left_out",
        en=("{provider} does not take {value}; it is left out.", _TEXT[0]),
        fi=("{provider} ei ota vastaan arvoa {value}; se jää pois.", _TEXT[1]),
    ),
    _warned(
        "unit_replaced",
        en=("{provider} has no unit {unit}; {written} goes, and the word in the line's text.", _LOOK[0]),
        fi=("yksikköä {unit} ei ole; lähtee {written}, ja sana rivin tekstissä.", _LOOK[1]),
    ),
    _warned(
        "unit_word_left_out",
        en=("{provider} has no unit {unit}; {written} goes, and the word fits nowhere.", _LOOK[0]),
        fi=("yksikköä {unit} ei ole; lähtee {written}, eikä sana mahdu.", _LOOK[1]),
    ),
    _warned(
        "emails_several",
        place=Place.CUSTOMER,
        en=("{value} gets the invoice, a blind copy each: {copies}.", "Change it if you like."),
        fi=("lasku: {value}, piilokopiot: {copies}.", "Muuta, jos haluat."),
    ),
    _warned(
        "delivery_country_added",
        place=Place.CUSTOMER,
        en=("the country is missing; {country} of the other address is used.", _COMPLETE[0]),
        fi=("maa puuttuu; käytetään toisen osoitteen maata {country}.", _COMPLETE[1]),
    ),
    _warned(
        "delivery_address_incomplete",
        place=Place.CUSTOMER,
        en=("it lacks {missing} and goes as it is.", _COMPLETE[0]),
        fi=("puuttuu {missing}; osoite lähtee sellaisenaan.", _COMPLETE[1]),
    ),
    _warned(
        "delivery_address_left_out",
        place=Place.CUSTOMER,
        en=("it has no country, and none is known; it is left out.", _COMPLETE[0]),
        fi=("maa puuttuu, eikä sitä tiedetä; osoite jää pois.", _COMPLETE[1]),
    ),
)
"""Every entry names its field and what was done."""
