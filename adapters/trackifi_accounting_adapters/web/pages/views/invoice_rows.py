"""The rows of the host's invoice lists, with each provider's view of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.links import Link
from trackifi_accounting.domain.parties import Party, PartyKind
from trackifi_accounting.domain.references import CompanyId, InvoiceId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.plugins.offer import ProviderPlugin

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.pages.views.states import Shown, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """An invoice's way to one provider."""

    plugin: ProviderPlugin
    link: Link | None
    delivery: Delivery | None
    state: Shown

    @property
    def problems(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.delivery and (self.delivery.problems or self.delivery.pdf_problem))


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One invoice of the host."""

    invoice: Invoice
    party: Party | None
    ways: Sequence[Way]


class InvoiceRows:
    """Reads pages of one company's invoices."""

    def __init__(self, container: Container, company: CompanyId) -> None:
        self._container = container
        self._company = company

    def plugins(self) -> list[ProviderPlugin]:
        """The providers whose integration is in use."""
        registry = self._container.registry()
        with self._container.store().begin(self._company) as work:
            found = {name: work.integrations.get(name) for name in registry}
        return [registry[name] for name, integration in found.items() if integration and integration.usable]

    def page(self, kind: PartyKind, *, limit: int, after: InvoiceId | None) -> list[InvoiceRow]:
        """A page, as the host orders them."""
        invoices = self._container.host().invoices(self._company, kind, limit=limit, after=after)
        return list(self._rows(invoices))

    def of(self, kind: PartyKind, ids: Sequence[InvoiceId]) -> list[InvoiceRow]:
        """These invoices; those that are not there are left out."""
        host, found = self._container.host(), []
        for one in ids:
            try:
                found.append(host.invoice(self._company, kind, one))
            except NotFound:
                continue
        return list(self._rows(found))

    def _rows(self, invoices: Sequence[Invoice]) -> Iterator[InvoiceRow]:
        plugins = self.plugins()
        with self._container.store().begin(self._company) as work:
            ways = {
                (invoice.id, plugin.name): (
                    work.links.of_party(plugin.name, invoice.kind, invoice.party),
                    work.deliveries.get(plugin.name, invoice.kind, invoice.id),
                )
                for invoice in invoices
                for plugin in plugins
            }
        for invoice in invoices:
            made = [_way(plugin, *ways[invoice.id, plugin.name]) for plugin in plugins]
            yield InvoiceRow(invoice=invoice, party=self._party(invoice), ways=made)

    def _party(self, invoice: Invoice) -> Party | None:
        try:
            return self._container.host().party(self._company, invoice.kind, invoice.party)
        except NotFound:
            return None


def _way(plugin: ProviderPlugin, link: Link | None, delivery: Delivery | None) -> Way:
    return Way(plugin=plugin, link=link, delivery=delivery, state=shown(delivery, title=plugin.title))
