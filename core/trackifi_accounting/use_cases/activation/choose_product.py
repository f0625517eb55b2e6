"""Choose the product of invoice lines that name none: the account and the VAT follow it at the provider."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product, fault_of, fits
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, ProductId, ProviderName
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.gate.defaults import defaults_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseProduct:
    """The choice of the default products: one for customers' invoices, one for freelancers'."""

    sessions: Connections
    store: Store
    clock: Clock

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        product: ProductId | None,
        *,
        by: Actor,
        kind: PartyKind | None = None,
    ) -> Integration:
        """Keep the choice for the kind of invoices; None takes it back.

        Without a ``kind`` a product is for the invoices of its side, and None takes both choices back.

        Raises:
            NotActivated.
            NotFound: it is not among the imported.
            InvoiceRejected: it is inactive, or of the other side (``default_product_unfit``).
        """
        self.sessions.integration(company, provider)
        with self.store.write(company) as work:
            integration = work.integrations.get(provider)
            chosen = _product(work, provider, product)
            if integration is None:
                raise NotFound(record="product", id=product)
            kinds = _kinds(chosen, kind)
            kept = {of: one for of, one in defaults_of(integration, work.products).items() if of not in kinds}
            if chosen:
                kept |= dict.fromkeys(kinds, chosen.id)
            changed = replace(integration, default_product=None, default_products=kept)
            work.integrations.put(changed)
            facts = {"product": product or "", "kinds": ", ".join(kinds)}
            work.audit.add(
                AuditEntry(at=self.clock.now(), actor=by, action="choose_product", subject=provider, facts=facts)
            )
        return changed


def _product(work: UnitOfWork, provider: ProviderName, product: ProductId | None) -> Product | None:
    found = work.products.get(provider, product) if product is not None else None
    if product is not None and found is None:
        raise NotFound(record="product", id=product)
    return found


def _kinds(product: Product | None, kind: PartyKind | None) -> list[PartyKind]:
    """Whose default it becomes."""
    if product is None:
        return [kind] if kind else list(PartyKind)
    kinds = [kind] if kind else [one for one in PartyKind if fits(product, one)]
    if any(fault_of(product, one) for one in kinds):
        raise InvoiceRejected("default_product_unfit", product=product.name)
    return kinds
