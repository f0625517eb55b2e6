"""Matching again what changed finds what matching all would find, whatever changed."""

from random import Random

import pytest
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.matching_scene import CUSTOMER, HOUR, customer, updated
from tests.core.use_cases.world import ACME, ANNA

NAMES = (
    "Esimerkki",
    "Esimerkki Oy",
    "Esimerkki Ky",
    "Oy Esimerkki Ab",
    "Malli Oy / Ostolaskut",
    "Malli Oy",
    "Ab Malli",
)
PLACES = ("", " Tampere", " Turku")


def _changed_at_random(world, chance):
    number = chance.randrange(12)
    name = chance.choice(NAMES) + chance.choice(PLACES)
    match chance.randrange(6):
        case 0 | 1:
            customer(world, f"c{number:02}", name, archived=chance.random() < 0.3)
        case 2 | 3:
            world.add_partner(identity=f"p{number:02}", name=name, active=chance.random() < 0.8)
        case 4:
            world.link((f"p{number:02}", chance.choice([None, f"c{chance.randrange(12):02}"])))
        case 5:
            pair = (PartnerId(f"p{number:02}"), PartyId(f"c{chance.randrange(12):02}"))
            world.reject_suggestion(ACME, MEMORY, *pair, by=ANNA)


@pytest.mark.parametrize("seed", range(8))
def test_matching_again_what_changed_finds_what_matching_all_would_find(world, seed):
    chance = Random(seed)
    for number in range(12):
        world.add_partner(identity=f"p{number:02}", name=chance.choice(NAMES))
    world.activated()
    for _ in range(25):
        world.clock.advance(HOUR)
        for _ in range(3):
            _changed_at_random(world, chance)
        world.synced()
        updated(world)
        with world.store.write(ACME) as work:
            found = work.suggestions.page(MEMORY, CUSTOMER)
        assert found == list(world.suggest_links(ACME, MEMORY, CUSTOMER))
