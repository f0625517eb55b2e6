"""The part of the store's contract about links."""

# ruff: noqa: D102, PLR2004 -- a test's name is its sentence, its numbers are those of its own data.

import pytest

from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    FREELANCER,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    link,
    partner,
)

ONE, TWO = PartnerId("1"), PartnerId("2")
PARTY = PartyId("a")


class LinksContract:
    """Saved links and rejected pairs; the partners 1 and 2 are there."""

    @pytest.fixture
    def linkable(self, store: Store) -> Store:
        """The store with the two partners."""
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2")], seen_at=NOW)
        return store

    def test_a_link_is_found_from_both_ends(self, linkable: Store) -> None:
        saved = link("1", "a", partner_business_id="1234567-1", stale="link_partner_renamed")
        with linkable.write(ACME) as work:
            work.links.save(PROVIDER, saved)
            assert work.links.of_party(PROVIDER, CUSTOMER, PARTY) == saved
            assert work.links.of_partners(PROVIDER, [ONE, TWO]) == {"1": saved}
            assert work.links.of_parties(PROVIDER, CUSTOMER, [PARTY, PartyId("b")]) == {"a": saved}
            assert work.links.of_parties(PROVIDER, FREELANCER, [PARTY]) == {}
            assert list(work.links.all(PROVIDER)) == [saved]

    def test_a_customer_is_not_the_freelancer_of_the_same_id(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            work.links.save(PROVIDER, link("1", "a"))
            work.links.save(PROVIDER, link("2", "a", kind=FREELANCER))
            assert work.links.of_party(PROVIDER, CUSTOMER, PARTY) == link("1", "a")
            assert len(work.links.all(PROVIDER)) == 2

    def test_a_new_link_takes_the_place_of_the_partys_and_of_the_partners(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            work.links.save(PROVIDER, link("1", "a"))
            work.links.save(PROVIDER, link("2", "b"))
            work.links.save(PROVIDER, link("2", "a"))
            assert list(work.links.all(PROVIDER)) == [link("2", "a")]

    def test_a_link_is_of_one_company_and_one_provider(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            work.links.save(PROVIDER, link("1", "a"))
            work.links.reject(PROVIDER, ONE, PARTY)
            assert work.links.of_party(SECOND, CUSTOMER, PARTY) is None
            assert not work.links.rejected(SECOND)
        with linkable.read(OTHER) as work:
            assert not work.links.all(PROVIDER)
            assert not work.links.of_partners(PROVIDER, [ONE])
            assert not work.links.rejected(PROVIDER)

    def test_a_partner_that_is_not_here_can_not_be_linked(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            with pytest.raises(NotFound):
                work.links.save(PROVIDER, link("9", "a"))
            with pytest.raises(NotFound):
                work.links.reject(PROVIDER, PartnerId("9"), PARTY)
            work.links.save(PROVIDER, link("1", "b"))
        with linkable.read(ACME) as work:
            assert list(work.links.all(PROVIDER)) == [link("1", "b")]

    def test_another_companys_partner_can_not_be_linked(self, linkable: Store) -> None:
        with pytest.raises(NotFound), linkable.write(OTHER) as work:
            work.links.save(PROVIDER, link("1", "a"))

    def test_a_removed_link_is_away_and_removing_it_again_is_fine(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            work.links.save(PROVIDER, link("1", "a"))
            work.links.remove(PROVIDER, ONE)
            work.links.remove(PROVIDER, ONE)
            assert work.links.of_party(PROVIDER, CUSTOMER, PARTY) is None

    def test_a_pair_rejected_twice_is_rejected_once(self, linkable: Store) -> None:
        with linkable.write(ACME) as work:
            work.links.reject(PROVIDER, ONE, PARTY)
            work.links.reject(PROVIDER, ONE, PARTY)
            work.links.reject(PROVIDER, TWO, PARTY)
            assert work.links.rejected(PROVIDER) == {("1", "a"), ("2", "a")}
