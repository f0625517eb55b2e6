"""Links in one save: what is clear is kept apart from what contradicts itself."""

from hypothesis import given
from hypothesis import strategies as st
from trackifi_accounting.domain.partners.links import LinkChoice, conflicts
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId

CHOICES = st.builds(
    LinkChoice,
    partner=st.sampled_from([PartnerId(one) for one in "abcd"]),
    kind=st.sampled_from(PartyKind),
    party=st.sampled_from([None, *(PartyId(one) for one in "123")]),
)


def choice(partner: str, party: str | None, kind: PartyKind = PartyKind.CUSTOMER) -> LinkChoice:
    return LinkChoice(partner=PartnerId(partner), kind=kind, party=PartyId(party) if party else None)


def test_different_parties_for_different_partners_are_no_conflict():
    assert conflicts((choice("a", "1"), choice("b", "2"))) == ()


def test_two_partners_for_one_customer_are_a_conflict_that_names_the_other_row():
    found = conflicts((choice("a", "1"), choice("b", "1")))
    assert found[-1].code == "link_chosen_twice"
    assert (found[-1].choice.partner, found[-1].other) == ("b", "a")


def test_of_two_partners_for_one_customer_neither_is_guessed():
    found = conflicts((choice("a", "1"), choice("b", "1")))
    assert {one.choice.partner for one in found} == {"a", "b"}


def test_a_customer_and_a_freelancer_of_the_same_id_are_two_parties():
    assert conflicts((choice("a", "1"), choice("b", "1", PartyKind.FREELANCER))) == ()


def test_links_taken_away_never_conflict():
    assert conflicts((choice("a", None), choice("b", None))) == ()


@given(st.lists(CHOICES, max_size=8))
def test_without_its_conflicts_a_save_has_every_party_once(choices):
    refused = [one.choice for one in conflicts(tuple(choices))]
    kept = [one for one in choices if one not in refused and one.party is not None]
    partners = {}
    for one in kept:
        partners.setdefault((one.kind, one.party), set()).add(one.partner)
    assert all(len(names) == 1 for names in partners.values())
