"""The part of the store's contract about matching: what changed since the last time, and when the next one is."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.state import Matched, MatchingState
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    FREELANCER,
    HOUR,
    NOW,
    OTHER,
    PROVIDER,
    SECOND,
    partner,
)

ONE, TWO, THREE = PartnerId("1"), PartnerId("2"), PartnerId("3")
ALL = (ONE, TWO, THREE)
A, B = PartyId("a"), PartyId("b")


class ChangesContract:
    """Which partners changed, and what matching remembers."""

    def test_a_partner_changed_when_it_differs_from_what_it_was(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2"), partner("3")], seen_at=NOW)
            later = [partner("1"), partner("2", "Renamed Oy"), partner("4", role=PartnerRole.SUPPLIER)]
            work.partners.upsert(PROVIDER, later, seen_at=NOW + HOUR)
            assert sorted(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW)) == [*"123"]
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["2"]
            assert list(work.partners.changed(PROVIDER, PartnerRole.SUPPLIER, since=NOW)) == ["4"]

    def test_a_partner_that_goes_or_comes_back_changed(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW)
            work.partners.mark_unseen_gone(PROVIDER, before=NOW + HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["1"]
            work.partners.upsert(PROVIDER, [partner("1")], seen_at=NOW + 2 * HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + 2 * HOUR)) == ["1"]

    def test_a_partner_changed_when_it_is_said_so(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner("1"), partner("2")], seen_at=NOW)
            work.partners.mark_changed(PROVIDER, [ONE, PartnerId("9")], at=NOW + HOUR)
            assert list(work.partners.changed(PROVIDER, PartnerRole.CUSTOMER, since=NOW + HOUR)) == ["1"]

    def test_partners_are_read_so_many_at_a_time(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.partners.upsert(PROVIDER, [partner(one) for one in ("1", "2", "3", "10")], seen_at=NOW)
            first = [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER, limit=2)]
            rest = [one.id for one in work.partners.every(PROVIDER, PartnerRole.CUSTOMER, after=first[-1])]
            assert (first, rest) == (["1", "10"], ["2", "3"])

    def test_parties_come_back_as_they_were_matched(self, store: Store) -> None:
        known = {A: _matched("a", partner=ONE), B: _matched("b")}
        with store.write(ACME) as work:
            work.matching.keep(PROVIDER, CUSTOMER, known)
            assert work.matching.parties(PROVIDER, CUSTOMER, [A, B, PartyId("c")]) == known
            assert work.matching.links(PROVIDER, CUSTOMER) == {"a": "1"}
            work.matching.keep(PROVIDER, CUSTOMER, {A: None, B: _matched("b", partner=TWO)})
            assert work.matching.links(PROVIDER, CUSTOMER) == {"b": "2"}
            assert not work.matching.parties(PROVIDER, FREELANCER, [A, B])
            assert not work.matching.parties(SECOND, CUSTOMER, [A, B])
        with store.read(OTHER) as work:
            assert not work.matching.parties(PROVIDER, CUSTOMER, [A, B])
            assert not work.matching.links(PROVIDER, CUSTOMER)


class MatchingContract:
    """When to match again, and who is at it."""

    def test_nothing_is_due_before_it_is_marked(self, store: Store) -> None:
        with store.read(ACME) as work:
            assert work.matching.state(PROVIDER) == MatchingState()
        assert store.matching_due(NOW) == ()

    def test_the_earliest_of_several_marks_counts(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW + 2 * HOUR)
            work.matching.mark(PROVIDER, due=NOW + HOUR, since=NOW)
            work.matching.mark(PROVIDER, due=NOW + 3 * HOUR, since=NOW - HOUR)
            work.matching.mark(PROVIDER, due=NOW + 3 * HOUR)
            assert work.matching.state(PROVIDER) == MatchingState(due=NOW + HOUR, since=NOW - HOUR)
        assert store.matching_due(NOW) == ()
        assert store.matching_due(NOW + HOUR) == ((ACME, PROVIDER),)

    def test_one_is_at_it_at_a_time_and_tells_how_far_it_is(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            before = work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            assert before == MatchingState(due=NOW, since=NOW)
            assert work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR) is None
            work.matching.go_on(PROVIDER, until=NOW + 2 * HOUR, done=3, total=7)
            expected = MatchingState(since=NOW, claimed_until=NOW + 2 * HOUR, done=3, total=7)
            assert work.matching.state(PROVIDER) == expected
        assert store.matching_due(NOW + HOUR) == ()

    def test_a_claim_of_one_who_died_is_due_again(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
        assert store.matching_due(NOW + HOUR) == ((ACME, PROVIDER),)
        with store.write(ACME) as work:
            assert work.matching.claim(PROVIDER, now=NOW + HOUR, until=NOW + 2 * HOUR) is not None

    def test_what_is_finished_is_not_due(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.finish(PROVIDER, matched_at=NOW)
            assert work.matching.state(PROVIDER) == MatchingState(matched_at=NOW)
        assert store.matching_due(NOW + HOUR) == ()

    def test_what_is_marked_meanwhile_stays_marked(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.finish(PROVIDER, matched_at=NOW)
            assert work.matching.state(PROVIDER) == MatchingState(matched_at=NOW, due=NOW, since=NOW)

    def test_a_matching_from_scratch_that_breaks_off_begins_from_scratch(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR)
            work.matching.keep(PROVIDER, CUSTOMER, {A: _matched("a")})
            work.matching.finish(PROVIDER, matched_at=NOW)
            work.matching.claim(PROVIDER, now=NOW, until=NOW + HOUR, afresh=True)
            assert work.matching.state(PROVIDER).matched_at is None
            assert not work.matching.parties(PROVIDER, CUSTOMER, [A])

    def test_what_is_unmarked_is_not_due_but_not_forgotten(self, store: Store) -> None:
        with store.write(ACME) as work:
            work.matching.mark(PROVIDER, due=NOW, since=NOW)
            work.matching.unmark(PROVIDER)
            assert work.matching.state(PROVIDER) == MatchingState(since=NOW)
        assert store.matching_due(NOW) == ()

    def test_one_companys_mark_is_not_anothers(self, store: Store) -> None:
        with store.write(OTHER) as work:
            work.matching.mark(PROVIDER, due=NOW)
        with store.read(ACME) as work:
            assert work.matching.state(PROVIDER) == MatchingState()


def _matched(party: str, partner: PartnerId | None = None) -> Matched:
    return Matched(record=Record(id=party, name="Näyte Oy", other_names=("Näyte Ab",)), partner=partner)
