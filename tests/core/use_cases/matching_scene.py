"""A register to be matched: some customers of Trackifi and the partners they resemble."""

from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.world import ACME

CUSTOMER, FREELANCER = PartyKind.CUSTOMER, PartyKind.FREELANCER
HOUR = 3600.0


def customer(world, identity, name, **changes):
    changes = {"kind": CUSTOMER, "id": PartyId(identity), "name": name} | changes
    world.host.put_party(ACME, Party(**changes))


def kept(world):
    """Every suggestion as partner and party."""
    with world.store.write(ACME) as work:
        every = [one for kind in PartyKind for one in work.suggestions.page(MEMORY, kind, limit=5000)]
    return {one.left_id: one.right_id for one in every}


def band(world, partner):
    with world.store.write(ACME) as work:
        return work.suggestions.of_partners(MEMORY, [PartnerId(partner)])[PartnerId(partner)].band


def state(world):
    with world.store.write(ACME) as work:
        return work.matching.state(MEMORY)


def updated(world, **options):
    return world.update_suggestions(ACME, MEMORY, **options)


def matched_again(world):
    """Sync, then match what changed; gives how many partners that were."""
    world.synced()
    return updated(world).partners
