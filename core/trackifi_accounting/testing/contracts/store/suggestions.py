"""The part of the store's contract about suggestions."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

import pytest

from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery
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

ONE, TWO, THREE = PartnerId("1"), PartnerId("2"), PartnerId("3")
ALL = (ONE, TWO, THREE)
A, B = PartyId("a"), PartyId("b")


def suggestion(partner: str, party: str, band: Band = Band.CERTAIN) -> Suggestion:
    """A suggestion with facts."""
    return Suggestion(
        left_id=partner, right_id=party, band=band, score=97, reason="same_name", facts={"name": "Näyte Oy"}
    )


class SuggestionsContract:
    """Kept suggestions; the partners 1 to 3 are there, 1 and 2 have one."""

    @pytest.fixture
    def suggested(self, store: Store) -> Store:
        """The store with them."""
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2"), partner("3")], seen_at=NOW)
            given = [suggestion("1", "a"), suggestion("2", "b", Band.LIKELY)]
            work.suggestions.replace(PROVIDER, CUSTOMER, given, partners=ALL)
        return store

    def test_a_suggestion_comes_back_as_it_was(self, suggested: Store) -> None:
        with suggested.read(ACME) as work:
            found = work.suggestions.of_partners(PROVIDER, [ONE, THREE])
            assert found == {"1": suggestion("1", "a")}
            assert dict(found[ONE].facts) == {"name": "Näyte Oy"}

    def test_only_the_named_partners_suggestions_are_replaced(self, suggested: Store) -> None:
        with suggested.write(ACME) as work:
            work.suggestions.replace(PROVIDER, CUSTOMER, [suggestion("3", "a")], partners=[ONE, THREE])
            found = work.suggestions.of_partners(PROVIDER, ALL)
            assert {one: each.right_id for one, each in found.items()} == {"2": "b", "3": "a"}

    def test_a_partner_has_one_suggestion_whatever_its_register_was(self, suggested: Store) -> None:
        with suggested.write(ACME) as work:
            work.suggestions.replace(PROVIDER, FREELANCER, [suggestion("1", "f")], partners=[ONE])
            assert work.suggestions.of_partners(PROVIDER, [ONE]) == {"1": suggestion("1", "f")}
            assert list(work.suggestions.page(PROVIDER, FREELANCER)) == [suggestion("1", "f")]

    def test_thousands_are_replaced_in_one_call(self, store: Store) -> None:
        ids = [PartnerId(str(number)) for number in range(2500)]
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, (partner(one) for one in ids), seen_at=NOW)
            for _ in range(2):
                work.suggestions.replace(PROVIDER, CUSTOMER, (suggestion(one, "a") for one in ids), partners=ids)
            assert work.suggestions.count(PROVIDER) == {Band.CERTAIN: 2500}
            assert len(work.suggestions.of_partners(PROVIDER, ids)) == 2500  # noqa: PLR2004 - as above

    def test_suggestions_are_found_by_party_counted_by_band_and_paged_by_partner(self, suggested: Store) -> None:
        with suggested.read(ACME) as work:
            assert work.suggestions.partners_of(PROVIDER, CUSTOMER, [B, PartyId("nobody")]) == {"2"}
            assert work.suggestions.partners_of(PROVIDER, FREELANCER, [A, B]) == set()
            assert work.suggestions.count(PROVIDER) == {Band.CERTAIN: 1, Band.LIKELY: 1}
            assert [one.left_id for one in work.suggestions.page(PROVIDER, CUSTOMER)] == ["1", "2"]
            assert [one.left_id for one in work.suggestions.page(PROVIDER, CUSTOMER, limit=1, offset=1)] == ["2"]

    def test_a_suggestion_is_of_one_company_and_one_provider(self, suggested: Store) -> None:
        with suggested.read(ACME) as work:
            assert not work.suggestions.of_partners(SECOND, ALL)
        with suggested.write(OTHER) as work:
            assert not work.suggestions.of_partners(PROVIDER, ALL)
            assert not work.suggestions.partners_of(PROVIDER, CUSTOMER, [A])
            assert not work.suggestions.count(PROVIDER)
            work.suggestions.replace(PROVIDER, CUSTOMER, [], partners=ALL)
        with suggested.read(ACME) as work:
            assert len(work.suggestions.page(PROVIDER, CUSTOMER)) == len({A, B})

    @pytest.mark.parametrize(("wanted", "found"), [(LinkFilter.SUGGESTED, ["1", "2"]), (LinkFilter.UNLINKED, [*"123"])])
    def test_a_page_is_filtered_by_suggestion(self, suggested: Store, wanted: LinkFilter, found: list[str]) -> None:
        with suggested.read(ACME) as work:
            query = PartnerQuery(linked=wanted)
            assert [one.id for one in work.partners.page(PROVIDER, query)] == found
            assert work.partners.count(PROVIDER, query) == len(found)

    @pytest.mark.parametrize("saved", [("1", "c"), ("3", "a")], ids=["of the partner", "of the party"])
    def test_a_saved_link_takes_the_suggestion_away(self, suggested: Store, saved: tuple[str, str]) -> None:
        with suggested.write(ACME) as work:
            work.links.save(PROVIDER, link(*saved))
            assert list(work.suggestions.of_partners(PROVIDER, ALL)) == ["2"]

    def test_a_link_of_the_freelancer_of_the_same_id_takes_nothing_away(self, suggested: Store) -> None:
        with suggested.write(ACME) as work:
            work.links.save(PROVIDER, link("3", "a", kind=FREELANCER))
            assert sorted(work.suggestions.of_partners(PROVIDER, ALL)) == ["1", "2"]

    def test_a_rejected_pair_takes_its_suggestion_away_and_no_other(self, suggested: Store) -> None:
        with suggested.write(ACME) as work:
            work.links.reject(PROVIDER, ONE, A)
            work.links.reject(PROVIDER, TWO, A)
            assert list(work.suggestions.of_partners(PROVIDER, ALL)) == ["2"]

    def test_what_was_linked_or_rejected_meanwhile_is_not_kept(self, suggested: Store) -> None:
        with suggested.write(ACME) as work:
            work.links.save(PROVIDER, link("1", "c"))
            work.links.reject(PROVIDER, TWO, B)
            late = [suggestion("1", "a"), suggestion("2", "b"), suggestion("3", "c")]
            work.suggestions.replace(PROVIDER, CUSTOMER, late, partners=ALL)
            assert not work.suggestions.of_partners(PROVIDER, ALL)

    def test_a_suggestion_is_rolled_back_with_its_transaction(self, suggested: Store) -> None:
        with pytest.raises(ZeroDivisionError):
            _fail_after_replacing(suggested)
        with suggested.read(ACME) as work:
            assert sorted(work.suggestions.of_partners(PROVIDER, ALL)) == ["1", "2"]


def _fail_after_replacing(store: Store) -> None:
    with store.write(ACME) as work:
        work.suggestions.replace(PROVIDER, CUSTOMER, [], partners=ALL)
        raise ZeroDivisionError
