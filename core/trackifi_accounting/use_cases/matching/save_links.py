"""Save the Business Partners tab: which partner is which customer or freelancer."""

from dataclasses import dataclass

from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.links import Link, LinkChoice, LinkConflict, conflicts
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.gate.rules import unusable
from trackifi_accounting.use_cases.matching.reject_suggestion import SETTLE


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLinks:
    """The result of saving links: what was saved, and the choices that were not, each with its reason."""

    saved: tuple[LinkChoice, ...]
    conflicts: tuple[LinkConflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveLinks:
    """The saving of the Business Partners tab: every clear choice, and neither of two that exclude each other."""

    sessions: Connections
    host: Host
    store: Store
    clock: Clock

    def __call__(
        self, company: CompanyId, provider: ProviderName, choices: tuple[LinkChoice, ...], *, by: Actor
    ) -> SavedLinks:
        """Save in one transaction. Raises: UnknownProvider."""
        self.sessions.plugin(provider)
        refused = {conflict.choice: conflict for conflict in (*conflicts(choices), *self._absent(company, choices))}
        with self.store.write(company) as work:
            partners = work.partners.get(provider, [choice.partner for choice in choices])
            moving = frozenset(choice.partner for choice in choices)
            saved = []
            for choice in choices:
                conflict = refused.get(choice) or _conflict(work, provider, choice, partners, moving)
                if conflict:
                    refused[choice] = conflict
                else:
                    self._save(work, provider, choice, partners, by=by)
                    saved.append(choice)
        return SavedLinks(saved=tuple(saved), conflicts=tuple(refused.values()))

    def _absent(self, company: CompanyId, choices: tuple[LinkChoice, ...]) -> list[LinkConflict]:
        absent = []
        for choice in choices:
            if choice.party is None:
                continue
            try:
                self.host.party(company, choice.kind, choice.party)
            except NotFound:
                absent.append(LinkConflict(choice=choice, code="not_found"))
        return absent

    def _save(
        self,
        work: UnitOfWork,
        provider: ProviderName,
        choice: LinkChoice,
        partners: dict[PartnerId, BusinessPartner],
        *,
        by: Actor,
    ) -> None:
        now = self.clock.now()
        work.partners.mark_changed(provider, _concerned(work, provider, choice), at=now)
        work.matching.mark(provider, due=now + SETTLE, since=now)
        if choice.party is None:
            work.links.remove(provider, choice.partner)
        else:
            partner = partners[choice.partner]
            work.links.save(
                provider,
                Link(
                    kind=choice.kind,
                    party=choice.party,
                    partner=partner.id,
                    partner_name=partner.name,
                    partner_business_id=partner.business_id,
                    saved_at=now,
                    saved_by=by,
                ),
            )
        action = "link" if choice.party else "unlink"
        facts = {"partner": choice.partner, "provider": provider}
        work.audit.add(AuditEntry(at=now, actor=by, action=action, subject=choice.party or "", facts=facts))


def _concerned(work: UnitOfWork, provider: ProviderName, choice: LinkChoice) -> set[PartnerId]:
    """Partners that lose a link or a suggestion with this choice; should it be taken back, they are matched again."""
    concerned = {choice.partner}
    if choice.party is not None:
        concerned |= work.suggestions.partners_of(provider, choice.kind, [choice.party])
        if held := work.links.of_party(provider, choice.kind, choice.party):
            concerned.add(held.partner)
    return concerned


def _conflict(
    work: UnitOfWork,
    provider: ProviderName,
    choice: LinkChoice,
    partners: dict[PartnerId, BusinessPartner],
    moving: frozenset[PartnerId],
) -> LinkConflict | None:
    if choice.party is None:
        return None
    partner = partners.get(choice.partner)
    if code := unusable(partner, choice.kind):
        return LinkConflict(choice=choice, code="link_wrong_register" if code == "link_partner_retyped" else code)
    held = work.links.of_party(provider, choice.kind, choice.party)
    # A party may move to another partner in the same save in which its former partner's row is changed, too.
    if held and held.partner != choice.partner and held.partner not in moving:
        return LinkConflict(choice=choice, code="link_party_taken", other=held.partner)
    return None
