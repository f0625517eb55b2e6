"""Choose the product of invoice lines that name none: the account and the VAT follow it at the provider."""

from dataclasses import replace

from trackifi_accounting.domain.audit import AuditEntry
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.references import Actor, CompanyId, ProductId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.sessions import Sessions


class ChooseProduct:
    """The default product of the Products tab."""

    def __init__(self, *, sessions: Sessions, store: Store, clock: Clock) -> None:
        self._sessions = sessions
        self._store = store
        self._clock = clock

    def __call__(
        self, company: CompanyId, provider: ProviderName, product: ProductId | None, *, by: Actor
    ) -> Integration:
        """Keep the choice; None takes it back. Raises: NotActivated, NotFound when it is not among the imported."""
        self._sessions.integration(company, provider)
        with self._store.begin(company) as work:
            integration = work.integrations.get(provider)
            if integration is None or (product is not None and work.products.get(provider, product) is None):
                raise NotFound(record="product", id=product)
            chosen = replace(integration, default_product=product)
            work.integrations.put(chosen)
            facts = {"product": product or ""}
            work.audit.add(
                AuditEntry(at=self._clock.now(), actor=by, action="choose_product", subject=provider, facts=facts)
            )
        return chosen
