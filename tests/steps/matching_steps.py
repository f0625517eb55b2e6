"""Steps about suggestions: customers, one business partner, and what is suggested for it."""

from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, then, when
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.suggestions import Suggestion, words

PARTNER = "the partner"


@dataclass
class MatchingScene:
    customers: list[Record] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    linked: dict[str, str] = field(default_factory=dict)
    others: list[Record] = field(default_factory=list)
    found: list[Suggestion] = field(default_factory=list)

    def match(self, partner: Record) -> None:
        every = suggest([partner, *self.others], self.customers, rejected=self.rejected, linked=self.linked)
        self.found = [one for one in every if one.left_id == PARTNER]


@pytest.fixture
def scene() -> MatchingScene:
    return MatchingScene()


@given(parsers.re(r'the customer "(?P<name>.*)" with business ID "(?P<number>.*)"'))
def _customer(scene: MatchingScene, name: str, number: str) -> None:
    scene.customers.append(Record(id=name, name=name, business_id=number or None))


@given(parsers.parse('the customer "{name}" with customer number "{number}"'))
def _numbered_customer(scene: MatchingScene, name: str, number: str) -> None:
    scene.customers.append(Record(id=name, name=name, customer_number=number))


@given(parsers.parse('the customer "{name}" with e-invoice address "{address}"'))
def _addressed_customer(scene: MatchingScene, name: str, address: str) -> None:
    scene.customers.append(Record(id=name, name=name, einvoice_address=address))


@given(parsers.parse('a person rejected "{customer}" for the business partner "{partner}"'))
def _rejected(scene: MatchingScene, customer: str, partner: str) -> None:
    scene.rejected.append((PARTNER, customer))


@given(parsers.parse('"{customer}" is linked to another business partner'))
def _linked(scene: MatchingScene, customer: str) -> None:
    scene.linked["another partner"] = customer


@given(parsers.re(r'another business partner "(?P<name>.*)" with business ID "(?P<number>.*)"'))
def _another(scene: MatchingScene, name: str, number: str) -> None:
    scene.others.append(Record(id=f"other {len(scene.others)}", name=name, business_id=number or None))


@given(parsers.parse('the customer "{name}" in "{city}"'))
def _customer_in(scene: MatchingScene, name: str, city: str) -> None:
    scene.customers.append(Record(id=name, name=name, city=city))


@when(parsers.parse('the business partner "{name}" in "{city}" is matched'))
def _match_in(scene: MatchingScene, name: str, city: str) -> None:
    scene.match(Record(id=PARTNER, name=name, city=city))


@when(parsers.re(r'the business partner "(?P<name>.*)" with business ID "(?P<number>.*)" is matched'))
def _match(scene: MatchingScene, name: str, number: str) -> None:
    scene.match(Record(id=PARTNER, name=name, business_id=number or None))


@when(parsers.parse('the business partner "{name}" with customer number "{number}" is matched'))
def _match_number(scene: MatchingScene, name: str, number: str) -> None:
    scene.match(Record(id=PARTNER, name=name, customer_number=number))


@when(parsers.parse('the business partner "{name}" with e-invoice address "{address}" is matched'))
def _match_address(scene: MatchingScene, name: str, address: str) -> None:
    scene.match(Record(id=PARTNER, name=name, einvoice_address=address))


@then(parsers.parse('it is suggested as {band} because "{reason}"'))
def _suggested(scene: MatchingScene, band: str, reason: str) -> None:
    assert [(found.band, words(found, "en")) for found in scene.found] == [(band, reason)]


@then("nothing is suggested")
def _nothing(scene: MatchingScene) -> None:
    assert scene.found == []


@then(parsers.parse('the reason in Finnish is "{reason}"'))
def _in_finnish(scene: MatchingScene, reason: str) -> None:
    assert [words(found, "fi") for found in scene.found] == [reason]
