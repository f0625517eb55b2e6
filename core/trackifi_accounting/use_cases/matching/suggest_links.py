"""Suggest which customer or freelancer a business partner is; a person reviews before anything is saved."""

from collections.abc import Iterator
from dataclasses import dataclass

from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.suggestions import Suggestion
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestLinks:
    """The comparison of a register's partners with the parties they may be."""

    sessions: Connections
    host: Host
    store: Store

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind) -> Iterator[Suggestion]:
        """Give at most one suggestion for each unlinked partner, as they are found; left is the partner.

        Raises: UnknownProvider.
        """
        self.sessions.plugin(provider)
        with self.store.read(company) as work:
            links = {str(link.partner): str(link.party) for link in work.links.all(provider) if link.kind is kind}
            rejected = {(str(partner), str(party)) for partner, party in work.links.rejected(provider)}
            partners = [partner_record(one) for one in work.partners.every(provider, ROLE_OF[kind])]
        parties = Index(party_record(one) for one in self.host.parties(company, kind))
        yield from suggest(partners, parties, rejected=rejected, linked=links)


def partner_record(partner: BusinessPartner) -> Record:
    """What matching is told of a partner."""
    return Record(
        id=partner.id,
        name=partner.name,
        business_id=partner.business_id,
        vat_number=partner.vat_number,
        customer_number=partner.customer_number,
        einvoice_address=partner.e_invoice.address if partner.e_invoice else None,
        email=partner.email,
        city=partner.address.city,
        other_names=partner.other_names,
    )


def party_record(party: Party) -> Record:
    """What matching is told of a customer or freelancer."""
    return Record(
        id=party.id,
        name=party.name,
        business_id=party.business_id,
        vat_number=party.vat_number,
        customer_number=party.customer_number,
        einvoice_address=party.e_invoice.address if party.e_invoice else None,
        email=party.email,
        city=party.address.city,
        other_names=party.other_names,
        person=party.kind is PartyKind.FREELANCER and party.business_id is None,
    )
