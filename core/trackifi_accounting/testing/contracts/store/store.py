"""What every store must keep to; subclass StoreContract and give the fixture ``store``."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from datetime import datetime

import pytest

from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.contracts.store.batches import BatchesContract
from trackifi_accounting.testing.contracts.store.deliveries import DeliveriesContract
from trackifi_accounting.testing.contracts.store.deliveries_there import DeliveriesThereContract
from trackifi_accounting.testing.contracts.store.links import LinksContract
from trackifi_accounting.testing.contracts.store.matching import ChangesContract, MatchingContract
from trackifi_accounting.testing.contracts.store.register import PartnersContract, ProductsContract
from trackifi_accounting.testing.contracts.store.scheduled_tasks import ScheduledTasksContract
from trackifi_accounting.testing.contracts.store.suggestions import SuggestionsContract
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    HOUR,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    delivery,
    entry,
    integration,
)


class TransactionContract:
    """Units of work, with the small repositories."""

    def test_what_a_finished_unit_of_work_wrote_is_there(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration())
        with store.read(ACME) as work:
            assert work.integrations.get(PROVIDER) == integration()

    def test_what_a_failed_unit_of_work_wrote_is_not_there(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration(epoch=1))
            work.audit.add(entry("first"))
        with pytest.raises(ZeroDivisionError):
            _fail_at_the_end(store)
        with store.read(ACME) as work:
            assert work.integrations.get(PROVIDER) == integration(epoch=1)
            assert [one.action for one in work.audit.page()] == ["first"]

    def test_a_unit_of_work_sees_what_it_wrote(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration())
            work.integrations.put(integration(state=IntegrationState.DISABLED))
            assert work.integrations.get(PROVIDER) == integration(state=IntegrationState.DISABLED)

    def test_an_integration_is_of_one_provider(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration())
            assert work.integrations.get(SECOND) is None

    def test_a_view_shows_what_is_there_and_nothing_of_another_company(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration())
        with store.read(ACME) as work:
            assert work.integrations.get(PROVIDER) == integration()
        with store.read(OTHER) as work:
            assert work.integrations.get(PROVIDER) is None

    def test_nothing_of_another_company_is_seen(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.integrations.put(integration())
            work.audit.add(entry("act"))
        with store.read(OTHER) as work:
            assert work.integrations.get(PROVIDER) is None
            assert not work.audit.page()

    def test_another_companys_record_is_not_taken(self, store: Store) -> None:
        with store.write(OTHER) as work, pytest.raises(ValueError, match="another company"):
            work.integrations.put(integration())

    def test_acts_are_listed_the_newest_first_also_of_the_same_instant(self, store: Store) -> None:
        for action in ("first", "second", "third"):
            with store.write(ACME) as work:
                work.audit.add(entry(action))
        with store.read(ACME) as work:
            assert work.audit.page(limit=2) == [entry("third"), entry("second")]
            assert work.audit.page(limit=2, offset=2) == [entry("first")]

    @pytest.mark.parametrize(("due", "listed"), [(NOW, True), (NOW - HOUR, True), (NOW + HOUR, False), (None, False)])
    def test_a_company_is_due_when_a_delivery_is(self, store: Store, due: datetime | None, *, listed: bool) -> None:
        with store.write(ACME) as work:
            work.deliveries.add(delivery("1", due=due))
            work.deliveries.add(delivery("2", due=due))
        assert store.companies_due(NOW) == ((ACME,) if listed else ())


class StoreContract(
    TransactionContract,
    PartnersContract,
    ProductsContract,
    LinksContract,
    SuggestionsContract,
    ChangesContract,
    MatchingContract,
    DeliveriesContract,
    DeliveriesThereContract,
    BatchesContract,
    ScheduledTasksContract,
):
    """All of it."""


def _fail_at_the_end(store: Store) -> None:
    with store.write(ACME) as work:
        work.integrations.put(integration(epoch=2))
        work.audit.add(entry("second"))
        raise ZeroDivisionError
