"""All that is known here about the way of invoices to a provider: read at once, without asking the provider."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from trackifi_accounting.domain.activation.access import Access
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries import evidence
from trackifi_accounting.domain.deliveries.deliveries import Delivery, held
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import PartyId, ProductId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.attempts import Attempts
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.gate.beside import known_about
from trackifi_accounting.use_cases.gate.credited import Credited, look_at_credited
from trackifi_accounting.use_cases.gate.defaults import defaults_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One invoice, and what stands around it.

    ``partner`` is None when there is no link or its partner is gone. ``holder`` is another delivery of the number,
    ``holder_day`` the day of its invoice, None when that is not known. ``held`` says that its batch is stopped.
    ``products`` are those that are there now, ``names`` those that ever were, by id; ``default`` is the product of
    lines that name none. ``credited`` is what was found of the invoice that this one credits.
    """

    invoice: Invoice
    party: Party | None
    link: Link | None
    partner: BusinessPartner | None
    delivery: Delivery | None
    holder: Delivery | None
    holder_day: date | None
    held: bool
    products: Mapping[ProductId, Product]
    names: Mapping[ProductId, str]
    default: ProductId | None
    access: Access | None
    credited: Credited = field(default_factory=Credited)


class Knowledge:
    """The reader of what is known of many invoices of one kind: a few queries, and no write."""

    def __init__(self, *, host: Host, store: Store, attempts: Attempts) -> None:
        self._host = host
        self._store = store
        self._attempts = attempts

    def __call__(self, integration: Integration, invoices: Sequence[Invoice]) -> tuple[Known, ...]:
        """In the order of the invoices, which are all of one kind."""
        if not invoices:
            return ()
        company, kind = integration.company, invoices[0].kind
        parties = self._host.some_parties(company, kind, {one.party for one in invoices})
        credited = {one.id: look_at_credited(self._host, company, one) for one in invoices if one.credited}
        with self._store.read(company) as work:
            around = _Around(work, integration, kind, invoices)
            known = [around.known(one, party=parties.get(one.party)) for one in invoices]
        none = Credited()
        return tuple(
            replace(one, holder_day=self._day(one.holder), credited=credited.get(one.invoice.id, none)) for one in known
        )

    def about(
        self, integration: Integration, delivery: Delivery, found: Iterable[RemoteInvoice]
    ) -> evidence.EvidenceContext:
        """What a verdict on what was found takes into account beside the delivery."""
        return known_about(self._store, self._attempts, integration, delivery, found)

    def _day(self, holder: Delivery | None) -> date | None:
        """As it was frozen; of one that never was, or long ago, as Trackifi has it."""
        if holder is None or holder.issued:
            return holder.issued if holder else None
        try:
            return self._host.invoice(holder.company, holder.kind, holder.invoice).issued
        except NotFound:
            return None


class _Around:
    """What several invoices share, within one view of the store."""

    def __init__(
        self, work: UnitOfWork, integration: Integration, kind: PartyKind, invoices: Sequence[Invoice]
    ) -> None:
        provider = integration.provider
        self._work, self._integration = work, integration
        self._deliveries = work.deliveries.of_invoices(provider, kind, [one.id for one in invoices])
        self._links: dict[PartyId, Link] = work.links.of_parties(provider, kind, {one.party for one in invoices})
        self._partners = work.partners.get(provider, {link.partner for link in self._links.values()})
        self._stopped = work.batches.stopped(provider)
        self._default = defaults_of(integration, work.products).get(kind)
        named = {line.product for one in invoices for line in one.lines if line.product}
        wanted = named | ({self._default} if self._default else set())
        found = {one: work.products.get(provider, one) for one in wanted}
        self._products = {one: product for one, product in found.items() if product}
        self._names = {one: product.name for one, product in work.products.ever(provider, wanted).items()}

    def known(self, invoice: Invoice, *, party: Party | None) -> Known:
        delivery, link = self._deliveries.get(invoice.id), self._links.get(invoice.party)
        return Known(
            invoice=invoice,
            party=party,
            link=link,
            partner=self._partners.get(link.partner) if link else None,
            delivery=delivery,
            holder=self._holder(invoice, link, delivery),
            holder_day=None,
            held=delivery is not None and held(delivery, self._stopped),
            products=self._products,
            names=self._names,
            default=self._default,
            access=self._integration.access,
        )

    def _holder(self, invoice: Invoice, link: Link | None, delivery: Delivery | None) -> Delivery | None:
        customers = invoice.kind is PartyKind.CUSTOMER
        if not invoice.number or not (customers or link):
            return None
        partner = None if customers or link is None else link.partner
        apart = delivery.apart if delivery else None
        key = InvoiceKey(kind=invoice.kind, number=invoice.number, partner=partner, apart=apart)
        holder = self._work.deliveries.of_key(self._integration.provider, key)
        return holder if holder and holder.invoice != invoice.id else None
