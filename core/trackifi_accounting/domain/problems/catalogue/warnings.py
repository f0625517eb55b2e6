"""What an invoice may be sent with all the same, though somebody should look at it."""

from typing import Final

from trackifi_accounting.domain.problems.catalogue.entries import entry
from trackifi_accounting.domain.problems.problems import Entry, Place, Who

_SENT: Final = ("The invoice can be sent all the same.", "Lasku voidaan silti lähettää.")


def _warned(code: str, place: Place, *, en: tuple[str, str], fi: tuple[str, str]) -> Entry:
    """The entry of a warning about a field: happened and todo."""
    return entry(
        code,
        Who.ADMINISTRATOR,
        place,
        en=(f"{{field}}: {en[0]}", _SENT[0], en[1]),
        fi=(f"{{field}}: {fi[0]}", _SENT[1], fi[1]),
    )


WARNINGS: Final[tuple[Entry, ...]] = (
    _warned(
        "countries_differ",
        Place.CUSTOMER,
        en=("{side}: {country}, but {other_side}: {other_country}.", "Check which is right, and correct the other."),
        fi=("{side}: {country}, mutta {other_side}: {other_country}.", "Tarkista, kumpi on oikein, ja korjaa toinen."),
    ),
    _warned(
        "credited_beyond",
        Place.INVOICE,
        en=("{sum} is credited of invoice {number}, which was {ours}.", "Check the sum, and what else credits it."),
        fi=("laskusta {number} hyvitetään {sum}; se oli {ours}.", "Tarkista summa ja muut sitä hyvittävät laskut."),
    ),
    _warned(
        "vat_territory",
        Place.CUSTOMER,
        en=(
            "{category} is taken as of {country}, by the postcode.",
            "Check that the buyer or seller is there; its VAT rules differ from its country's.",
        ),
        fi=(
            "{category} käsitellään postinumeron mukaan, alue: {country}.",
            "Tarkista, että osapuoli on siellä; alueen ALV-säännöt poikkeavat maan omista.",
        ),
    ),
)
"""Causes that are told and stop nothing."""
