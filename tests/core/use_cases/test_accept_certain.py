"""Accepting every certain suggestion at once."""

from dataclasses import replace

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import party
from trackifi_accounting.use_cases.matching import accept_certain
from trackifi_accounting.use_cases.matching.accept_certain import AcceptCertain, AcceptedAll

from tests.core.use_cases.world import ACME, ANNA, World


def accepted(world: World) -> AcceptedAll:
    accept = AcceptCertain(sessions=world.sessions, host=world.host, store=world.store, save_links=world.save_links)
    return accept(ACME, MEMORY, by=ANNA)


def customer(world: World, identity: str, name: str, *, archived: bool = False) -> None:
    made = replace(party(PartyKind.CUSTOMER, identity), name=name, business_id=None, archived=archived)
    world.host.put_party(ACME, made)


def test_what_is_certain_is_linked_and_what_is_likely_is_not(world: World) -> None:
    customer(world, "1", "Koehovi Konsultointi Oy")
    customer(world, "2", "Esimerkila Energia")
    world.add_partner(identity="p1", name="Koehovi Konsultointi Oy")
    world.add_partner(identity="p2", name="Esimerkkilä Energia Oy")
    world.activated()
    assert accepted(world) == AcceptedAll(saved=1, conflicts=(), left=0)
    assert {of: link.party for of, link in world.links().items()} == {"p1": "1"}


def test_freelancers_are_linked_by_the_same_press(world: World) -> None:
    customer(world, "1", "Koehovi Konsultointi Oy")
    freelancer = replace(party(PartyKind.FREELANCER, "7"), name="Studio Hiekkala Oy", business_id="9200024-2")
    world.host.put_party(ACME, freelancer)
    world.add_partner(identity="p1", name="Koehovi Konsultointi Oy")
    world.add_partner(PartyKind.FREELANCER, "s1", name="Studio Hiekkala", business_id="9200024-2")
    world.activated()
    assert accepted(world).saved == 2
    assert {of: link.kind for of, link in world.links().items()} == {"p1": "customer", "s1": "freelancer"}


def test_of_two_partners_like_one_customer_neither_is_guessed(world: World) -> None:
    customer(world, "1", "Koehovi Konsultointi Oy")
    customer(world, "2", "Mallivaara Media Oy")
    world.add_partner(identity="p1", name="Koehovi Konsultointi Oy")
    world.add_partner(identity="p2", name="Koehovi Konsultointi Oy")
    world.add_partner(identity="p3", name="Mallivaara Media Oy")
    world.activated()
    done = accepted(world)
    told = {(one.code, one.choice.partner, one.other) for one in done.conflicts}
    assert (done.saved, told) == (1, {("link_chosen_twice", "p1", "p2"), ("link_chosen_twice", "p2", "p1")})
    assert set(world.links()) == {"p3"}


def test_a_customer_archived_since_the_matching_is_left_alone(world: World) -> None:
    customer(world, "1", "Koehovi Konsultointi Oy")
    world.add_partner(identity="p1", name="Koehovi Konsultointi Oy")
    world.activated()
    customer(world, "1", "Koehovi Konsultointi Oy", archived=True)
    assert accepted(world) == AcceptedAll(saved=0, conflicts=(), left=0)


def test_a_large_register_is_read_to_its_end(world: World) -> None:
    for number in range(accept_certain.CHUNK + 3):
        customer(world, f"{number:05}", f"Koeasiakas {number:05} Oy")
        world.add_partner(identity=f"p{number:05}", name=f"Koeasiakas {number:05} Oy")
    world.activated()
    assert accepted(world).saved == accept_certain.CHUNK + 3
    assert world.host.party(ACME, PartyKind.CUSTOMER, PartyId("01002")).id == world.links()["p01002"].party
