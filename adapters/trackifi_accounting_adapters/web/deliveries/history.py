"""The company's trail, with the names of what each act was about."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from trackifi_accounting.domain.partners.business_partners import KIND_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceId,
    PartnerId,
    PartyId,
    ProductId,
    ProviderName,
)
from trackifi_accounting.ports.store import UnitOfWork

from trackifi_accounting_adapters.container import Container

Key = TypeVar("Key", PartnerId, ProductId)
Record = TypeVar("Record", BusinessPartner, Product)
Read = Callable[[UnitOfWork, ProviderName, Collection[Key]], Mapping[Key, Record]]
PAIRING: Final = frozenset({"link", "reject_suggestion"})
"""Acts whose subject is a customer or a freelancer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAct:
    """One entry. A name that nobody knows any more is the id; one that the act does not have is empty."""

    entry: AuditEntry
    partner: str
    party: str
    product: str


def acts(container: Container, company: CompanyId, entries: Sequence[AuditEntry]) -> list[HistoryAct]:
    """The entries with their names: a few reads, however many entries there are."""
    with container.store().read(company) as work:
        partners = _known(work, _ids(entries, _partner_of), lambda work, *which: work.partners.ever(*which))
        products = _known(work, _ids(entries, _product_of), lambda work, *which: work.products.ever(*which))
    parties = _parties(container, company, {PartyId(one.subject) for one in entries if one.action in PAIRING})
    return [_act(entry, partners, products, parties) for entry in entries]


def of_invoice(entries: Sequence[AuditEntry], invoice: InvoiceId) -> list[AuditEntry]:
    """Those about this invoice: a customer or a batch may have the same id."""
    return [one for one in entries if one.subject == invoice and ("number" in one.facts or one.action == "retry_pdf")]


def _provider_of(entry: AuditEntry) -> ProviderName:
    return ProviderName(entry.subject if entry.action == "choose_product" else entry.facts.get("provider", ""))


def _partner_of(entry: AuditEntry) -> PartnerId:
    return PartnerId(entry.facts.get("partner", ""))


def _product_of(entry: AuditEntry) -> ProductId:
    return ProductId(entry.facts.get("product", ""))


def _ids(entries: Sequence[AuditEntry], id_of: Callable[[AuditEntry], Key]) -> dict[ProviderName, set[Key]]:
    found: dict[ProviderName, set[Key]] = {}
    for entry in entries:
        if one := id_of(entry):
            found.setdefault(_provider_of(entry), set()).add(one)
    return found


def _known(
    work: UnitOfWork, wanted: Mapping[ProviderName, set[Key]], read: Read[Key, Record]
) -> dict[tuple[ProviderName, Key], Record]:
    return {
        (provider, one): record for provider, ids in wanted.items() for one, record in read(work, provider, ids).items()
    }


def _parties(
    container: Container, company: CompanyId, ids: Collection[PartyId]
) -> dict[tuple[PartyKind, PartyId], Party]:
    """Both kinds are asked, for an entry does not say which it was."""
    host = container.host()
    return {
        (kind, one): party for kind in PartyKind if ids for one, party in host.some_parties(company, kind, ids).items()
    }


def _act(
    entry: AuditEntry,
    partners: Mapping[tuple[ProviderName, PartnerId], BusinessPartner],
    products: Mapping[tuple[ProviderName, ProductId], Product],
    parties: Mapping[tuple[PartyKind, PartyId], Party],
) -> HistoryAct:
    provider = _provider_of(entry)
    partner = partners.get((provider, _partner_of(entry)))
    product = products.get((provider, _product_of(entry)))
    kinds = sorted(PartyKind, key=lambda kind: partner is None or kind is not KIND_OF[partner.role])
    party = next((found for kind in kinds if (found := parties.get((kind, PartyId(entry.subject))))), None)
    return HistoryAct(
        entry=entry,
        partner=partner.name if partner else _partner_of(entry),
        party=party.name if party else entry.subject,
        product=product.name if product else _product_of(entry),
    )
