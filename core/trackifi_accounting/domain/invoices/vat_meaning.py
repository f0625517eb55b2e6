"""What a VAT category means between two territories: the same for every provider, who has a code of its own for it."""

from enum import StrEnum

from trackifi_accounting.domain.invoices.vat import VatCategory
from trackifi_accounting.domain.values.territory_table import Territory


class VatMeaning(StrEnum):
    """A kind of sale for VAT, or of the purchase that mirrors it."""

    DOMESTIC = "domestic"
    WITHOUT = "without"
    DOMESTIC_REVERSE = "domestic_reverse"
    UNION_GOODS = "union_goods"
    UNION_SERVICES = "union_services"
    OUTSIDE_GOODS = "outside_goods"
    OUTSIDE_SERVICES = "outside_services"


BORDER = frozenset({VatCategory.REVERSE_CHARGE, VatCategory.INTRA_COMMUNITY, VatCategory.EXPORT})
"""Categories whose meaning depends on where the other party is."""

_ANYWHERE = {
    VatCategory.STANDARD: VatMeaning.DOMESTIC,
    VatCategory.ZERO: VatMeaning.DOMESTIC,
    VatCategory.EXEMPT: VatMeaning.WITHOUT,
    VatCategory.OUTSIDE_SCOPE: VatMeaning.WITHOUT,
}


def meaning_of(category: VatCategory, territory: Territory | None, *, home: str) -> VatMeaning | None:
    """The meaning, or None when the category does not fit the territory or nobody knows where the other party is.

    ``home`` is the member state of the books, ISO 3166. Reverse charge is of services, or at home of building.
    """
    if category in _ANYWHERE:
        return _ANYWHERE[category]
    if territory is None:
        return None
    if category is VatCategory.REVERSE_CHARGE:
        return _reversed(territory, home)
    if category is VatCategory.INTRA_COMMUNITY:
        return VatMeaning.UNION_GOODS if territory.goods not in {None, home} else None
    return VatMeaning.OUTSIDE_GOODS if territory.goods is None else None


def _reversed(territory: Territory, home: str) -> VatMeaning:
    if territory.services is None:
        return VatMeaning.OUTSIDE_SERVICES
    return VatMeaning.DOMESTIC_REVERSE if territory.services == home else VatMeaning.UNION_SERVICES


def member_of(meaning: VatMeaning | None, territory: Territory | None) -> str | None:
    """The member state of whose VAT numbers the buyer's has to be; None where no number is needed."""
    if territory is None or meaning is None:
        return None
    if meaning is VatMeaning.UNION_GOODS:
        return territory.goods
    if meaning in {VatMeaning.UNION_SERVICES, VatMeaning.DOMESTIC_REVERSE}:
        return territory.services
    return None
