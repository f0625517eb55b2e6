"""A record with some fields otherwise is what dataclasses.replace gives."""

from dataclasses import FrozenInstanceError, dataclass, field
from dataclasses import replace as by_the_book
from datetime import UTC, datetime

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, new_delivery
from trackifi_accounting.domain.limits.budget import Budget
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProviderName
from trackifi_accounting.testing.examples.records import invoice

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One of its fields is none that can be given."""

    given: int
    doubled: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doubled", 2 * self.given)


@dataclass
class Loose:
    """Keeps its fields in a dict."""

    given: int


@pytest.fixture
def delivery():
    return new_delivery(
        CompanyId("acme"), ProviderName("p"), invoice(PartyKind.CUSTOMER, "1"), by=Actor("anna"), now=NOW
    )


def test_every_field_is_as_dataclasses_have_it(delivery):
    changes = {"state": DeliveryState.SENDING, "attempts": 1, "due": None}
    assert replace(delivery, **changes) == by_the_book(delivery, **changes)
    assert replace(Budget(), free_at=3.0) == by_the_book(Budget(), free_at=3.0)


def test_the_record_itself_stays_and_neither_can_be_changed(delivery):
    changed = replace(delivery, tries=3)
    assert (delivery.tries, changed.tries) == (0, 3)
    with pytest.raises(FrozenInstanceError):
        changed.tries = 4


def test_what_a_record_makes_of_its_fields_is_made_of_the_new_ones(delivery):
    assert replace(delivery, number="  20 1 ").number == "20 1"
    assert replace(Counted(given=1), given=4).doubled == 8


def test_a_field_that_is_not_there_is_refused(delivery):
    with pytest.raises(TypeError):
        replace(delivery, colour="blue")


def test_a_record_without_slots_is_copied_all_the_same():
    assert replace(Loose(1), given=2) == Loose(2)
