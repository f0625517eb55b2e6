"""Find business partners that look like duplicates of each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from trackifi_accounting.domain.matching.rules.duplicates import duplicates
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, ProviderName
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.matching.matching_plan import Scope, every_partner
from trackifi_accounting.use_cases.matching.suggest_links import partner_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A partner that repeats another: ``partner`` repeats ``first``; ``reason`` is a code of ``wording.SENTENCES``."""

    partner: PartnerId
    first: PartnerId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindDuplicates:
    """The search for duplicates in a whole register: seconds for a large one, so not for a page."""

    sessions: Connections
    store: Store

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind) -> Iterator[Duplicate]:
        """Give each active partner that repeats an earlier one, by id. Raises: UnknownProvider."""
        self.sessions.plugin(provider)
        scope = Scope(company=company, provider=provider, kind=kind)
        for first, later, reason in duplicates(map(partner_record, every_partner(self.store, scope))):
            yield Duplicate(partner=PartnerId(later), first=PartnerId(first), reason=reason)
