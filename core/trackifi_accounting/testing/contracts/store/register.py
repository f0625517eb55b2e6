"""The part of the store's contract about what was imported."""

# ruff: noqa: D102, PLR2004 -- a test's name is its sentence, its numbers are those of its own data.

from collections.abc import Iterable
from dataclasses import replace

import pytest

from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId, ProductId
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    HOUR,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    link,
    partner,
    product,
)

SUPPLIER = PartnerRole.SUPPLIER


class PartnersContract:
    """Business partners."""

    def test_a_partner_comes_back_as_it_was(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW) == 1
            assert work.partners.get(PROVIDER, [PartnerId("1"), PartnerId("2")]) == {"1": partner("1")}

    def test_a_partner_seen_again_is_replaced(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("1", "Renamed Oy")], seen_at=NOW)
            assert work.partners.get(PROVIDER, [PartnerId("1")]) == {"1": partner("1", "Renamed Oy")}
            assert work.partners.count(PROVIDER, PartnerQuery()) == 1

    def test_thousands_are_written_and_found_in_one_call(self, store: Store) -> None:
        numbers = [PartnerId(str(number)) for number in range(2500)]
        with store.write(ACME) as work:
            assert work.partners.upsert(PROVIDER, (partner(number) for number in numbers), seen_at=NOW) == 2500
            assert len(work.partners.get(PROVIDER, numbers)) == 2500

    def test_a_partner_is_of_one_company_and_one_provider(self, store: Store) -> None:
        _given(store, partner("1"))
        with store.read(ACME) as work:
            assert not work.partners.get(SECOND, [PartnerId("1")])
        with store.write(OTHER) as work:
            work.partners.upsert(PROVIDER, [partner("1", "Their own Oy")], seen_at=NOW)
            assert work.partners.page(PROVIDER, PartnerQuery()) == [partner("1", "Their own Oy")]
        with store.read(ACME) as work:
            assert work.partners.page(PROVIDER, PartnerQuery()) == [partner("1")]

    def test_partners_of_one_name_or_business_id_are_alike(self, store: Store) -> None:
        same = [replace(partner("1"), name="Same Oy", business_id="1"), replace(partner("2"), name="SAME oy")]
        others = [replace(partner("3"), name="Third Oy", business_id="1"), replace(partner("4"), name="Fourth Oy")]
        gone = replace(partner("5"), name="Same Oy", active=False)
        _given(store, *same, *others, gone)
        with store.read(ACME) as work:
            found = {one.id for one in work.partners.alike(PROVIDER, [same[0]])}
            assert (found, work.partners.alike(SECOND, same)) == ({"1", "2", "3"}, [])

    def test_a_partner_not_seen_in_a_complete_pass_is_gone_until_seen_again(self, store: Store) -> None:
        _given(store, partner("1"), partner("2"))
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("2")], seen_at=NOW + HOUR)
            assert work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR) == 1
            assert work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR) == 0
            assert list(work.partners.get(PROVIDER, [PartnerId("1"), PartnerId("2")])) == ["2"]
            assert work.partners.ever(PROVIDER, [PartnerId("1"), PartnerId("3")]) == {"1": partner("1")}
            assert [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER)] == ["2"]
            work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW + HOUR)
            assert work.partners.count(PROVIDER, PartnerQuery()) == 2

    def test_a_pass_of_one_register_leaves_the_other(self, store: Store) -> None:
        _given(store, partner("1"), partner("2", role=SUPPLIER))
        with store.write(ACME) as work:
            assert work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR, roles=[PartnerRole.CUSTOMER]) == 1
            assert list(work.partners.get(PROVIDER, [PartnerId("1"), PartnerId("2")])) == ["2"]

    def test_one_providers_pass_leaves_the_others_partners(self, store: Store) -> None:
        _given(store, partner("1"))
        with store.write(ACME) as work:
            assert work.partners.mark_unseen_gone(SECOND, before=NOW + HOUR) == 0

    def test_every_lists_the_active_of_a_register_by_id(self, store: Store) -> None:
        others = (partner("4", active=False), partner("5", role=SUPPLIER))
        _given(store, partner("3"), partner("10"), partner("2"), *others)
        with store.read(ACME) as work:
            assert [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER)] == ["10", "2", "3"]

    def test_a_page_is_by_name_whatever_its_case_and_then_by_id(self, store: Store) -> None:
        _given(store, partner("1", "beta"), partner("3", "Alfa"), partner("2", "alfa"), partner("4", "Öljy"))
        with store.read(ACME) as work:
            assert _ids(work.partners.page(PROVIDER, PartnerQuery())) == ["2", "3", "1", "4"]
            assert _ids(work.partners.page(PROVIDER, PartnerQuery(limit=2, offset=1))) == ["3", "1"]
            assert work.partners.count(PROVIDER, PartnerQuery(limit=2, offset=1)) == 4

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (PartnerQuery(), ["1", "3"]),
            (PartnerQuery(role=SUPPLIER), ["3"]),
            (PartnerQuery(inactive=True), ["1", "2", "3"]),
            (PartnerQuery(text="ÄÄNI"), ["1"]),
            (PartnerQuery(text="7654321"), ["3"]),
            (PartnerQuery(text="fi7"), ["3"]),
            (PartnerQuery(text="100%"), ["1"]),
            (PartnerQuery(text="_"), []),
            (PartnerQuery(text="x" * 5000), []),
        ],
    )
    def test_a_page_is_filtered(self, store: Store, query: PartnerQuery, found: list[str]) -> None:
        foreign = partner("3", "C", role=SUPPLIER, business_id="FI7654321")
        _given(store, partner("1", "Ääni 100%"), partner("2", "B", active=False, business_id=None), foreign)
        with store.read(ACME) as work:
            assert sorted(_ids(work.partners.page(PROVIDER, query))) == found
            assert work.partners.count(PROVIDER, query) == len(found)

    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (LinkFilter.ALL, ["1", "2", "3", "4", "5"]),
            (LinkFilter.UNLINKED, ["1"]),
            (LinkFilter.LINKED, ["2"]),
            (LinkFilter.STALE, ["3", "4", "5"]),
        ],
    )
    def test_links_filter_a_page_and_keep_their_partners_on_it(
        self, store: Store, wanted: LinkFilter, found: list[str]
    ) -> None:
        _given(store, partner("5"), partner("6"))
        with store.write(ACME) as work:
            seen = [partner("1"), partner("2"), partner("3"), partner("4", active=False), partner("7", active=False)]
            work.partners.upsert(PROVIDER, seen, seen_at=NOW + HOUR)
            work.links.save(PROVIDER, link("2", "a"))
            for number in ("3", "4", "5"):
                work.links.save(PROVIDER, link(number, f"b{number}", stale="link_partner_gone"))
            work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR)
            assert _ids(work.partners.page(PROVIDER, PartnerQuery(linked=wanted))) == found
            assert work.partners.count(PROVIDER, PartnerQuery(linked=wanted)) == len(found)


class ProductsContract:
    """Products."""

    def test_a_product_comes_back_as_it_was(self, store: Store) -> None:
        with store.write(ACME) as work:
            assert work.products.upsert(PROVIDER, [product("1")], seen_at=NOW) == 1
            assert work.products.get(PROVIDER, ProductId("1")) == product("1")
            assert str(work.products.page(PROVIDER)[0].price) == "12.3400"
            assert work.products.get(SECOND, ProductId("1")) is None
        with store.read(OTHER) as work:
            assert work.products.get(PROVIDER, ProductId("1")) is None
            assert work.products.count(PROVIDER) == 0

    def test_active_products_are_listed_by_name_and_id(self, store: Store) -> None:
        with store.write(ACME) as work:
            names = [product("1", "b"), product("3", "A"), product("2", "a"), product("4", "c", active=False)]
            work.products.upsert(PROVIDER, names, seen_at=NOW)
            assert [one.id for one in work.products.page(PROVIDER)] == ["2", "3", "1"]
            assert [one.id for one in work.products.page(PROVIDER, limit=1, offset=1)] == ["3"]
            assert work.products.count(PROVIDER) == 3

    def test_a_product_not_seen_in_a_complete_pass_is_gone(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.products.upsert(PROVIDER, [product("1"), product("2")], seen_at=NOW)
            work.products.upsert(PROVIDER, [product("2")], seen_at=NOW + HOUR)
            assert work.products.mark_unseen_gone(PROVIDER, before=NOW + HOUR) == 1
            assert work.products.get(PROVIDER, ProductId("1")) is None
            assert work.products.ever(PROVIDER, [ProductId("1"), ProductId("3")]) == {"1": product("1")}
            assert not work.products.ever(SECOND, [ProductId("1")])
            assert work.products.count(PROVIDER) == 1


def _given(store: Store, *partners: BusinessPartner) -> None:
    with store.write(ACME) as work:
        work.partners.upsert(PROVIDER, partners, seen_at=NOW)


def _ids(partners: Iterable[BusinessPartner]) -> list[str]:
    return [one.id for one in partners]
