"""Which country counts for VAT: what Trackifi says, else the VAT number's letters, else the provider's register."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trackifi_accounting.domain.partners.parties import Address
from trackifi_accounting.domain.values.territories import country_code, territory_of
from trackifi_accounting.domain.values.territory_table import Territory


class CountrySource(StrEnum):
    """A source of a party's country; the sources stand in the order in which they are believed."""

    HOST = "host"
    NUMBER = "number"
    REGISTER = "register"


class Weight(StrEnum):
    """The weight of a contradiction: it stops everything, only what depends on the country, or nothing."""

    ALWAYS = "always"
    BORDER = "border"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A pair of sources that name different countries; ``side`` is the one that counts."""

    side: CountrySource
    country: str
    other_side: CountrySource
    other_country: str
    weight: Weight

    @property
    def facts(self) -> dict[str, str]:
        """Both sides, for the words of a problem."""
        return {
            "side": self.side.value,
            "country": self.country,
            "other_side": self.other_side.value,
            "other_country": self.other_country,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The place of a party for VAT. ``territory`` None: no source tells; ``clashes`` are what contradicts it.

    ``plain`` is what the territory would be if the postcode told nothing.
    """

    territory: Territory | None
    plain: Territory | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def number_clashes(self) -> bool:
        """Whether the VAT number is known to be another country's."""
        return any(one.other_side is CountrySource.NUMBER for one in self.clashes)


def has_lines(address: Address) -> bool:
    """Whether there is more to the address than a country."""
    return any((part or "").strip() for part in (address.street, address.specifier, address.postcode, address.city))


def whereabouts(*, host: Address, register: Address, number: str | None) -> Whereabouts:
    """Decide. ``number`` is a VAT number that is known to be of the country whose letters it begins with, else None."""
    letters = number[:2].upper() if number else None
    said = {
        CountrySource.HOST: country_code(host.country),
        CountrySource.NUMBER: country_code(letters),
        CountrySource.REGISTER: country_code(register.country),
    }
    side = next((one for one in CountrySource if said[one]), None)
    if side is None:
        return Whereabouts(territory=None)
    territory = territory_of(said[side], postcode=_postcode(host, register, said[side]), vat_number=number)
    assert territory is not None, "a country that is told has a territory"
    clashes = tuple(_clashes(side, territory, letters, host, register))
    plain = territory_of(said[side], vat_number=number)
    return Whereabouts(territory=territory, plain=plain, clashes=clashes)


def _postcode(host: Address, register: Address, country: str | None) -> str | None:
    if has_lines(host):
        return host.postcode
    return register.postcode if country_code(register.country) in {None, country} else None


def _clashes(
    side: CountrySource, territory: Territory, letters: str | None, host: Address, register: Address
) -> Iterator[Clash]:
    if letters and side is not CountrySource.NUMBER and letters not in territory.letters:
        yield _clash(side, territory, CountrySource.NUMBER, letters, Weight.BORDER)
    there = territory_of(register.country, postcode=register.postcode)
    if there is None or side is CountrySource.REGISTER or there.letters & territory.letters:
        return
    if side is CountrySource.NUMBER:
        weight = Weight.BORDER
    else:
        # Without lines of its own the invoice would carry the register's street under another country.
        weight = Weight.TOLD if has_lines(host) or not has_lines(register) else Weight.ALWAYS
    yield _clash(side, territory, CountrySource.REGISTER, there.code, weight)


def _clash(side: CountrySource, territory: Territory, other: CountrySource, country: str, weight: Weight) -> Clash:
    return Clash(side=side, country=territory.code, other_side=other, other_country=country, weight=weight)
