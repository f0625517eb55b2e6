"""See whether linked partners are still there, active, in the same register and the same business."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.stale_links import PartnerState, stale_reason
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkStaleLinks:
    """The check of saved links: every linked partner is read anew, the only way to see that one is gone."""

    store: Store

    def __call__(
        self,
        integration: Integration,
        connection: Connection,
        *,
        seen_at: datetime,
        unread: Collection[PartyKind] = (),
    ) -> int:
        """Mark links stale or good again; gives how many are stale.

        Those of ``unread`` kinds stay as they are: the key may not read their register, where all would look gone.
        """
        with self.store.read(integration.company) as work:
            every = work.links.all(integration.provider)
        links = [link for link in every if link.kind not in unread]
        if not links:
            return 0
        found = {one.id: one for one in connection.accounting.read_partners([link.partner for link in links])}
        reasons = {link.partner: stale_code(link, found.get(link.partner)) for link in links}
        with self.store.write(integration.company) as work:
            work.partners.upsert(integration.provider, found.values(), seen_at=seen_at)
            current = {link.partner: link for link in work.links.all(integration.provider)}
            for link in links:
                # A link that was saved anew while the partners were read is judged at the next sync.
                if current.get(link.partner) == link and reasons[link.partner] != link.stale:
                    work.links.save(integration.provider, replace(link, stale=reasons[link.partner]))
        return sum(code is not None for code in reasons.values())


def stale_code(link: Link, partner: BusinessPartner | None) -> str | None:
    """Problem code of a link whose partner is no longer what it was when the link was saved, or None."""
    saved = Record(id=link.partner, name=link.partner_name, business_id=link.partner_business_id)
    reason = stale_reason(PartnerState(record=saved, role=ROLE_OF[link.kind]), _state(partner) if partner else None)
    return f"link_{reason}" if reason else None


def _state(partner: BusinessPartner) -> PartnerState:
    record = Record(id=partner.id, name=partner.name, business_id=partner.business_id)
    return PartnerState(record=record, role=partner.role, active=partner.active)
