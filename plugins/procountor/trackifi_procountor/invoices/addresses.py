"""Postal addresses on an invoice, from Trackifi first, else from the register (Procountor API 26.04, 22.11 rules)."""

from dataclasses import dataclass, replace
from typing import Final

from trackifi_accounting.domain.partners.parties import Address
from trackifi_accounting.domain.values.territories import country_code

from trackifi_procountor.codes import countries
from trackifi_procountor.codes.checks import Findings, normal
from trackifi_procountor.http.strict_json import Json

_LIMITS: Final = {"specifier": 80, "street": 80, "postcode": 20, "city": 40}
_NAMES: Final = {"specifier": "specifier", "street": "street", "postcode": "zip", "city": "city"}
_POSTAL: Final = ("street", "postcode", "city")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedAddress:
    """An address and the field path it came from."""

    address: Address
    at: str

    @property
    def given(self) -> bool:
        """Whether any line of it is there; a country alone is no address."""
        return any(getattr(self.address, part) for part in _LIMITS)

    @property
    def country(self) -> str | None:
        """The country in capitals, or None."""
        return country_code(self.address.country)


def place_of(party: Address, partner: Address, *, party_at: str, partner_at: str) -> LocatedAddress:
    """The party's own address, or the partner's as a whole; the country is the party's own wherever it names one."""
    own, registered = LocatedAddress(address=party, at=party_at), LocatedAddress(address=partner, at=partner_at)
    chosen = own if own.given or not registered.given else registered
    return within(chosen, own.country or registered.country)


def within(place: LocatedAddress, country: str | None) -> LocatedAddress:
    """The same place in this country, ISO 3166; None leaves it as it is."""
    if country in {None, place.country}:
        return place
    moved = Address(**{part: getattr(place.address, part) for part in _LIMITS}, country=country)
    return LocatedAddress(address=moved, at=place.at)


def delivery_place(address: Address | None, other: LocatedAddress, *, findings: Findings) -> LocatedAddress | None:
    """Where goods go, or None when nothing is said of it; a country alone is no address.

    The country, which Procountor demands, is taken from the ``other`` address where it is missing; of the rest nothing
    is guessed.
    """
    at = "party.delivery_address"
    place = LocatedAddress(address=address or Address(), at=at)
    if not place.given:
        return None
    if place.country is None:
        if other.country is None:
            findings.warn("delivery_address_left_out", at=at)
            return None
        findings.warn("delivery_country_added", at=at, country=other.country)
        place = LocatedAddress(address=replace(place.address, country=other.country), at=at)
    if missing := [part for part in _POSTAL if not getattr(place.address, part)]:
        findings.warn("delivery_address_incomplete", at=at, missing=", ".join(missing))
    return place


def written(name: str, place: LocatedAddress, *, findings: Findings) -> dict[str, Json]:
    """The address as Procountor takes it; its country must be named as soon as anything of it is."""
    parts: dict[str, Json] = {"name": name}
    for part, limit in _LIMITS.items():
        text = findings.text(getattr(place.address, part), at=f"{place.at}.{part}", limit=limit)
        if text is not None:
            parts[_NAMES[part]] = text
    if place.country is not None and place.country not in countries.NAMES:
        findings.refuse("country_unknown", at=f"{place.at}.country", country=normal(place.country))
    elif place.country is not None:
        parts["country"] = countries.NAMES[place.country]
    elif place.given:
        findings.refuse("address_incomplete", at=place.at, missing="country")
    return parts


def check_complete(place: LocatedAddress, *, findings: Findings) -> None:
    """Paper, e-invoices and payments abroad need the whole address."""
    missing = [part for part in _POSTAL if not (getattr(place.address, part) or "").strip()]
    if missing:
        findings.refuse("address_incomplete", at=place.at, missing=", ".join(missing))
