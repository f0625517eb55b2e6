"""The part of the store's contract about suggestions and what was matched."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

import pytest

from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.state import Matched, MatchingState
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.partners import PartnerRole
from trackifi_accounting.domain.references import PartnerId, PartyId
from trackifi_accounting.ports.partners import LinkFilter, PartnerQuery
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.stored_specimens import (
    ACME,
    CUSTOMER,
    FREELANCER,
    HOUR,
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
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2"), partner("3")], seen_at=NOW)
            given = [suggestion("1", "a"), suggestion("2", "b", Band.LIKELY)]
            work.suggestions.replace(PROVIDER, CUSTOMER, given, partners=ALL)
        return store

    def test_a_suggestion_comes_back_as_it_was(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            found = work.suggestions.of_partners(PROVIDER, [ONE, THREE])
            assert found == {"1": suggestion("1", "a")}
            assert dict(found[ONE].facts) == {"name": "Näyte Oy"}

    def test_only_the_named_partners_suggestions_are_replaced(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            work.suggestions.replace(PROVIDER, CUSTOMER, [suggestion("3", "a")], partners=[ONE, THREE])
            found = work.suggestions.of_partners(PROVIDER, ALL)
            assert {one: each.right_id for one, each in found.items()} == {"2": "b", "3": "a"}

    def test_a_partner_has_one_suggestion_whatever_its_register_was(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            work.suggestions.replace(PROVIDER, FREELANCER, [suggestion("1", "f")], partners=[ONE])
            assert work.suggestions.of_partners(PROVIDER, [ONE]) == {"1": suggestion("1", "f")}
            assert list(work.suggestions.page(PROVIDER, FREELANCER)) == [suggestion("1", "f")]

    def test_thousands_are_replaced_in_one_call(self, store: Store) -> None:
        ids = [PartnerId(str(number)) for number in range(2500)]
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, (partner(one) for one in ids), seen_at=NOW)
            for _ in range(2):
                work.suggestions.replace(PROVIDER, CUSTOMER, (suggestion(one, "a") for one in ids), partners=ids)
            assert work.suggestions.count(PROVIDER) == {Band.CERTAIN: 2500}
            assert len(work.suggestions.of_partners(PROVIDER, ids)) == 2500  # noqa: PLR2004 - as above

    def test_suggestions_are_found_by_party_counted_by_band_and_paged_by_partner(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            assert work.suggestions.partners_of(PROVIDER, CUSTOMER, [B, PartyId("nobody")]) == {"2"}
            assert work.suggestions.partners_of(PROVIDER, FREELANCER, [A, B]) == set()
            assert work.suggestions.count(PROVIDER) == {Band.CERTAIN: 1, Band.LIKELY: 1}
            assert [one.left_id for one in work.suggestions.page(PROVIDER, CUSTOMER)] == ["1", "2"]
            assert [one.left_id for one in work.suggestions.page(PROVIDER, CUSTOMER, limit=1, offset=1)] == ["2"]

    def test_a_suggestion_is_of_one_company_and_one_provider(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            assert not work.suggestions.of_partners(SECOND, ALL)
        with suggested.begin(OTHER) as work:
            assert not work.suggestions.of_partners(PROVIDER, ALL)
            assert not work.suggestions.partners_of(PROVIDER, CUSTOMER, [A])
            assert not work.suggestions.count(PROVIDER)
            work.suggestions.replace(PROVIDER, CUSTOMER, [], partners=ALL)
        with suggested.begin(ACME) as work:
            assert len(work.suggestions.page(PROVIDER, CUSTOMER)) == len({A, B})

    @pytest.mark.parametrize(("wanted", "found"), [(LinkFilter.SUGGESTED, ["1", "2"]), (LinkFilter.UNLINKED, [*"123"])])
    def test_a_page_is_filtered_by_suggestion(self, suggested: Store, wanted: LinkFilter, found: list[str]) -> None:
        with suggested.begin(ACME) as work:
            query = PartnerQuery(linked=wanted)
            assert [one.id for one in work.partners.page(PROVIDER, query)] == found
            assert work.partners.count(PROVIDER, query) == len(found)

    @pytest.mark.parametrize("saved", [("1", "c"), ("3", "a")], ids=["of the partner", "of the party"])
    def test_a_saved_link_takes_the_suggestion_away(self, suggested: Store, saved: tuple[str, str]) -> None:
        with suggested.begin(ACME) as work:
            work.links.save(PROVIDER, link(*saved))
            assert list(work.suggestions.of_partners(PROVIDER, ALL)) == ["2"]

    def test_a_link_of_the_freelancer_of_the_same_id_takes_nothing_away(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            work.links.save(PROVIDER, link("3", "a", kind=FREELANCER))
            assert sorted(work.suggestions.of_partners(PROVIDER, ALL)) == ["1", "2"]

    def test_a_rejected_pair_takes_its_suggestion_away_and_no_other(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            work.links.reject(PROVIDER, ONE, A)
            work.links.reject(PROVIDER, TWO, A)
            assert list(work.suggestions.of_partners(PROVIDER, ALL)) == ["2"]

    def test_what_was_linked_or_rejected_meanwhile_is_not_kept(self, suggested: Store) -> None:
        with suggested.begin(ACME) as work:
            work.links.save(PROVIDER, link("1", "c"))
            work.links.reject(PROVIDER, TWO, B)
            late = [suggestion("1", "a"), suggestion("2", "b"), suggestion("3", "c")]
            work.suggestions.replace(PROVIDER, CUSTOMER, late, partners=ALL)
            assert not work.suggestions.of_partners(PROVIDER, ALL)

    def test_a_suggestion_is_rolled_back_with_its_transaction(self, suggested: Store) -> None:
        with pytest.raises(ZeroDivisionError):
            _fail_after_replacing(suggested)
        with suggested.begin(ACME) as work:
            assert sorted(work.suggestions.of_partners(PROVIDER, ALL)) == ["1", "2"]


class ChangesContract:
    """Which partners changed, and what matching remembers."""

    def test_a_partner_changed_when_it_differs_from_what_it_was(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2"), partner("3")], seen_at=NOW)
            later = [partner("1"), partner("2", "Renamed Oy"), partner("4", role=PartnerRole.SUPPLIER)]
            work.partners.upsert(PROVIDER, later, seen_at=NOW + HOUR)
            assert sorted(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW)) == [*"123"]
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["2"]
            assert list(work.partners.changed(PROVIDER, PartnerRole.SUPPLIER, since=NOW)) == ["4"]

    def test_a_partner_that_goes_or_comes_back_changed(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW)
            work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["1"]
            work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW + 2 * HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + 2 * HOUR)) == ["1"]

    def test_a_partner_changed_when_it_is_said_so(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2")], seen_at=NOW)
            work.partners.mark_changed(PROVIDER, [ONE, PartnerId("9")], at=NOW + HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["1"]

    def test_partners_are_read_so_many_at_a_time(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.partners.upsert(PROVIDER, [partner(one) for one in ("1", "2", "3", "10")], seen_at=NOW)
            first = [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER, limit=2)]
            rest = [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER, after=first[-1])]
            assert (first, rest) == (["1", "10"], ["2", "3"])

    def test_parties_come_back_as_they_were_matched(self, store: Store) -> None:
        known = {A: _matched("a", partner=ONE), B: _matched("b")}
        with store.begin(ACME) as work:
            work.matching.keep(PROVIDER, CUSTOMER, known)
            assert work.matching.parties(PROVIDER, CUSTOMER, [A, B, PartyId("c")]) == known
            assert work.matching.links(PROVIDER, CUSTOMER) == {"a": "1"}
            work.matching.keep(PROVIDER, CUSTOMER, {A: None, B: _matched("b", partner=TWO)})
            assert work.matching.links(PROVIDER, CUSTOMER) == {"b": "2"}
            assert not work.matching.parties(PROVIDER, FREELANCER, [A, B])
            assert not work.matching.parties(SECOND, CUSTOMER, [A, B])
        with store.begin(OTHER) as work:
            assert not work.matching.parties(PROVIDER, CUSTOMER, [A, B])
            assert not work.matching.links(PROVIDER, CUSTOMER)


class MatchingContract:
    """When to match again, and who is at it."""

    def test_nothing_is_due_before_it_is_marked(self, store: Store) -> None:
        with store.begin(ACME) as work:
            assert work.matching.state(PROVIDER) == MatchingState()
        assert store.matching_due(NOW) == ()

    def test_the_earliest_of_several_marks_counts(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW + 2 * HOUR)
            work.matching.mark(PROVIDER, due=NOW + HOUR, since=NOW)
            work.matching.mark(PROVIDER, due=NOW + 3 * HOUR, since=NOW - HOUR)
            work.matching.mark(PROVIDER, due=NOW + 3 * HOUR)
            assert work.matching.state(PROVIDER) == MatchingState(due=NOW + HOUR, since=NOW - HOUR)
        assert store.matching_due(NOW) == ()
        assert store.matching_due(NOW + HOUR) == ((ACME, PROVIDER),)

    def test_one_is_at_it_at_a_time_and_tells_how_far_it_is(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            before = work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            assert before == MatchingState(due=NOW, since=NOW)
            assert work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR) is None
            work.matching.go_on(PROVIDER, until=NOW + 2 * HOUR, done=3, total=7)
            expected = MatchingState(since=NOW, claimed_until=NOW + 2 * HOUR, done=3, total=7)
            assert work.matching.state(PROVIDER) == expected
        assert store.matching_due(NOW + HOUR) == ()

    def test_a_claim_of_one_who_died_is_due_again(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
        assert store.matching_due(NOW + HOUR) == ((ACME, PROVIDER),)
        with store.begin(ACME) as work:
            assert work.matching.claim(PROVIDER, now=NOW + HOUR, until=NOW + 2 * HOUR) is not None

    def test_what_is_finished_is_not_due(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.finish(PROVIDER, matched_at=NOW)
            assert work.matching.state(PROVIDER) == MatchingState(matched_at=NOW)
        assert store.matching_due(NOW + HOUR) == ()

    def test_what_is_marked_meanwhile_stays_marked(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.finish(PROVIDER, matched_at=NOW)
            assert work.matching.state(PROVIDER) == MatchingState(matched_at=NOW, due=NOW, since=NOW)

    def test_a_matching_from_scratch_that_breaks_off_begins_from_scratch(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.keep(PROVIDER, CUSTOMER, {A: _matched("a")})
            work.matching.finish(PROVIDER, matched_at=NOW)
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR, afresh=True)
            assert work.matching.state(PROVIDER).matched_at is None
            assert not work.matching.parties(PROVIDER, CUSTOMER, [A])

    def test_what_is_unmarked_is_not_due_but_not_forgotten(self, store: Store) -> None:
        with store.begin(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.unmark(PROVIDER)
            assert work.matching.state(PROVIDER) == MatchingState(since=NOW)
        assert store.matching_due(NOW) == ()

    def test_one_companys_mark_is_not_anothers(self, store: Store) -> None:
        with store.begin(OTHER) as work:
            work.matching.mark(PROVIDER, due=NOW)
        with store.begin(ACME) as work:
            assert work.matching.state(PROVIDER) == MatchingState()


def _matched(party: str, partner: PartnerId | None = None) -> Matched:
    return Matched(record=Record(id=party, name="Näyte Oy", other_names=("Näyte Ab",)), partner=partner)


def _fail_after_replacing(store: Store) -> None:
    with store.begin(ACME) as work:
        work.suggestions.replace(PROVIDER, CUSTOMER, [], partners=ALL)
        raise ZeroDivisionError
