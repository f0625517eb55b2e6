"""What is told of sides that name different countries: a reason against the invoice, or a warning."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from trackifi_accounting.domain.invoices.vat import VatCategory
from trackifi_accounting.domain.invoices.vat_meaning import BORDER
from trackifi_accounting.domain.invoices.whereabouts import Clash, CountrySource, Weight, Whereabouts
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.territories import letters_of

_FIELDS = {CountrySource.NUMBER: "party.vat_number", CountrySource.REGISTER: "party.address.country"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A clash of countries as a problem, and whether it stops the invoice."""

    problem: Problem
    stops: bool


def contradictions(where: Whereabouts, categories: Collection[VatCategory], *, home: str) -> Iterator[Contradiction]:
    """Judge each clash for an invoice whose lines have these categories. ``home`` is the member state of the books.

    Where no line's VAT depends on the country, a number of the home state is in order anywhere: foreign businesses
    register for VAT here.
    """
    crossing = not BORDER.isdisjoint(categories)
    for clash in where.clashes:
        stops = clash.weight is Weight.ALWAYS or (clash.weight is Weight.BORDER and crossing)
        if stops or not _registered_here(clash, home):
            code = "countries_contradict" if stops else "countries_differ"
            problem = Problem(code=code, facts=clash.facts, field=_FIELDS[clash.other_side])
            yield Contradiction(problem=problem, stops=stops)


def _registered_here(clash: Clash, home: str) -> bool:
    return clash.other_side is CountrySource.NUMBER and clash.other_country == letters_of(home)
