"""The rows of the host's invoice lists, with each provider's view of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId
from trackifi_accounting.plugins.offer import ProviderPlugin
from trackifi_accounting.queries.deliveries import problems_of, sent_totals

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.design.states import Shown, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An invoice's way to one provider."""

    plugin: ProviderPlugin
    link: Link | None
    delivery: Delivery | None
    state: Shown
    sent: Totals | None
    """What was sent, where it is not what stands here now."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What there is to look at."""
        return problems_of(self.delivery) if self.delivery else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceWithWays:
    """One invoice of the host."""

    invoice: Invoice
    party: Party | None
    ways: Sequence[Way]

    @property
    def sent(self) -> Totals | None:
        """What was sent, where that is not what stands here now."""
        return next((way.sent for way in self.ways if way.sent), None)


class InvoiceRows:
    """Invoices of one company beside what the providers know of them; a few reads, however many there are."""

    def __init__(self, container: Container, company: CompanyId) -> None:
        self._container = container
        self._company = company

    def plugins(self) -> list[ProviderPlugin]:
        """The providers whose integration is in use."""
        registry = self._container.registry()
        with self._container.store().read(self._company) as work:
            found = {name: work.integrations.get(name) for name in registry}
        return [registry[name] for name, integration in found.items() if integration and integration.usable]

    def of(self, kind: PartyKind, ids: Sequence[InvoiceId]) -> list[InvoiceWithWays]:
        """These invoices; those that are not there are left out."""
        found = self._container.host().some_invoices(self._company, kind, ids)
        return self.beside([found[one] for one in ids if one in found])

    def beside(self, invoices: Sequence[Invoice]) -> list[InvoiceWithWays]:
        """The rows of these invoices, all of one kind."""
        if not invoices:
            return []
        kind = invoices[0].kind
        ids = {one.party for one in invoices}
        parties = self._container.host().some_parties(self._company, kind, ids)
        ways = self._ways(kind, invoices)
        return [
            InvoiceWithWays(invoice=one, party=parties.get(one.party), ways=[way(one) for way in ways])
            for one in invoices
        ]

    def _ways(self, kind: PartyKind, invoices: Sequence[Invoice]) -> list[Callable[[Invoice], Way]]:
        plugins, made = self.plugins(), []
        with self._container.store().read(self._company) as work:
            for plugin in plugins:
                links = work.links.of_parties(plugin.name, kind, {one.party for one in invoices})
                deliveries = work.deliveries.of_invoices(plugin.name, kind, [one.id for one in invoices])
                made.append(_way(plugin, links.get, deliveries.get))
        return made


def _way(
    plugin: ProviderPlugin, link_of: Callable[..., Link | None], delivery_of: Callable[..., Delivery | None]
) -> Callable[[Invoice], Way]:
    def of(invoice: Invoice) -> Way:
        delivery = delivery_of(invoice.id)
        state = shown(delivery, title=plugin.title)
        sent = sent_totals(delivery, invoice)
        return Way(plugin=plugin, link=link_of(invoice.party), delivery=delivery, state=state, sent=sent)

    return of
