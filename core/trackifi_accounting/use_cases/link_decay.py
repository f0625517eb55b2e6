"""See whether linked partners are still there, active, of the same register and the same business."""

from dataclasses import replace
from datetime import datetime

from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.links import Link
from trackifi_accounting.domain.partners import BusinessPartner
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.plan import unusable


class LinkDecay:
    """Reads every linked partner anew: cheap, for links are few, and the only way to see that one is gone."""

    def __init__(self, *, store: Store) -> None:
        self._store = store

    def __call__(self, integration: Integration, connection: Connection, *, seen_at: datetime) -> int:
        """Mark links stale or good again; gives how many are stale."""
        with self._store.begin(integration.company) as work:
            links = work.links.all(integration.provider)
        if not links:
            return 0
        found = {one.id: one for one in connection.accounting.read_partners([link.partner for link in links])}
        stale = 0
        with self._store.begin(integration.company) as work:
            work.partners.upsert(integration.provider, found.values(), seen_at=seen_at)
            current = {link.partner: link for link in work.links.all(integration.provider)}
            for link in links:
                reason = decay(link, found.get(link.partner))
                stale += reason is not None
                if current.get(link.partner) == link and reason != link.stale:
                    work.links.save(integration.provider, replace(link, stale=reason))
        return stale


def decay(link: Link, partner: BusinessPartner | None) -> str | None:
    """Problem code of a link that no longer holds, or None. The same business ID outlives any change of name."""
    if code := unusable(partner, link.kind):
        return code
    assert partner is not None, "a partner that is gone is unusable"
    if link.partner_business_id and partner.business_id == link.partner_business_id:
        return None
    return None if partner.name.casefold() == link.partner_name.casefold() else "link_partner_renamed"
