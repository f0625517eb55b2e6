"""Read the provider's registers into the store; one that the key may not read stops none but itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.errors import PermissionMissing
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step

Record = TypeVar("Record")

LONGEST = timedelta(minutes=30)
"""A sync is taken for broken off after so long, as far as suggestions are concerned."""
RIGHT: Final = {
    PartnerRole.CUSTOMER: Capability.READ_CUSTOMERS,
    PartnerRole.SUPPLIER: Capability.READ_SUPPLIERS,
}
RIGHT_OF: Final = {
    PartyKind.CUSTOMER: Capability.READ_CUSTOMERS,
    PartyKind.FREELANCER: Capability.READ_SUPPLIERS,
}
"""The right to the register that parties of the kind are linked to."""


@dataclass(slots=True, kw_only=True)
class RegisterReading:
    """One sync's reading: ``since`` None reads everything; ``unread`` fills with missing rights."""

    integration: Integration
    connection: Connection
    since: datetime | None
    started: datetime
    progress: Progress
    unread: set[Capability] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRegisters:
    """The reading of both registers, then of products; what is gone is marked after a complete pass of its own."""

    store: Store

    def partners(self, now: RegisterReading) -> int:
        """Give how many were read."""
        done, provider = 0, now.integration.provider
        stream = _readable(
            lambda: now.connection.accounting.partners(changed_since=now.since), now.unread, tuple(RIGHT.values())
        )
        for chunk in chunks(stream):
            with self.store.write(now.integration.company) as work:
                done += work.partners.upsert(provider, chunk, seen_at=now.started)
                # Should the sync break off, what it has read is matched all the same.
                work.matching.mark(provider, due=now.started + LONGEST, since=now.started)
            now.progress(Step(what="partners", done=done))
        read = [role for role, right in RIGHT.items() if right not in now.unread]
        if now.since is None and read:
            with self.store.write(now.integration.company) as work:
                work.partners.mark_unseen_gone(provider, before=now.started, roles=read)
        return done

    def products(self, now: RegisterReading) -> int:
        """Give how many were read."""
        done, provider = 0, now.integration.provider
        stream = _readable(
            lambda: now.connection.accounting.products(changed_since=now.since),
            now.unread,
            (Capability.READ_PRODUCTS,),
        )
        for chunk in chunks(stream):
            with self.store.write(now.integration.company) as work:
                done += work.products.upsert(provider, chunk, seen_at=now.started)
            now.progress(Step(what="products", done=done))
        if now.since is None and Capability.READ_PRODUCTS not in now.unread:
            with self.store.write(now.integration.company) as work:
                work.products.mark_unseen_gone(provider, before=now.started)
        return done


def _readable(
    stream: Callable[[], Iterable[Record]], unread: set[Capability], rights: tuple[Capability, ...]
) -> Iterator[Record]:
    """What comes of the stream; the rights whose lack ends it are noted, all of them when it does not name one."""
    try:
        yield from stream()
    except PermissionMissing as error:
        named = {one.strip() for one in error.facts.get("rights", "").split(",")}
        unread.update({one for one in rights if one in named} or rights)
