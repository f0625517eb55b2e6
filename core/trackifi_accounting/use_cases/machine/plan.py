"""Plan a sending: gather the invoice, its partner and its PDF, and translate it. Preview and send share this."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.documents import Document, invoice_document, pdf_fault
from trackifi_accounting.domain.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.parties import Party, PartyKind
from trackifi_accounting.domain.partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.products import SIDE_OF
from trackifi_accounting.domain.references import InvoiceId, ProductId
from trackifi_accounting.errors import InvoiceRejected, PartnerNotLinked
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.machine.credited import look_at_credited


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that a sending is made of."""

    order: InvoiceOrder
    draft: Draft
    document: Document


class Planner:
    """Makes plans; writes nothing anywhere."""

    def __init__(self, *, host: Host, store: Store) -> None:
        self._host = host
        self._store = store

    def __call__(
        self,
        integration: Integration,
        connection: Connection,
        kind: PartyKind,
        invoice_id: InvoiceId,
        *,
        document_limit: int,
    ) -> Plan:
        """Plan, or say everything that stands in the way at once.

        Raises:
            NotFound: no such invoice in this company.
            PartnerNotLinked: the customer or freelancer has no link, or a stale one.
            InvoiceRejected: with every reason.
        """
        company = integration.company
        invoice = self._host.invoice(company, kind, invoice_id)
        if not invoice.sendable:
            raise InvoiceRejected("invoice_not_sendable", number=invoice.number, status=invoice.status)
        party = self._host.party(company, kind, invoice.party)
        credited = look_at_credited(self._host, company, invoice)
        order = InvoiceOrder(
            company=self._host.company(company),
            party=party,
            partner=self._partner(integration, party),
            invoice=invoice,
            product=self._default_product(integration, kind),
            credited=credited.invoice,
        )
        content = self._host.document(company, kind, invoice_id)
        reasons = (*document_reasons(invoice, content, limit=document_limit), *credited.reasons)
        draft = self._draft(connection, order, reasons)
        draft = replace(draft, warnings=(*draft.warnings, *credited.warnings))
        return Plan(order=order, draft=draft, document=invoice_document(invoice.number, content or b""))

    def _default_product(self, integration: Integration, kind: PartyKind) -> ProductId | None:
        """The company's default where it is meant for this kind of invoice. One that is gone is left to be refused."""
        default = integration.default_product
        if default is None:
            return None
        with self._store.view(integration.company) as work:
            product = work.products.get(integration.provider, default)
        return default if product is None or product.side is SIDE_OF[kind] else None

    def _partner(self, integration: Integration, party: Party) -> BusinessPartner:
        with self._store.view(integration.company) as work:
            link = work.links.of_party(integration.provider, party.kind, party.id)
            if link is None:
                raise PartnerNotLinked(party=party.name)
            partner = work.partners.get(integration.provider, [link.partner]).get(link.partner)
        code = link.stale or unusable(partner, party.kind)
        if partner is None or code:
            current = partner.name if partner else link.partner_name
            raise PartnerNotLinked(code, party=party.name, partner=current, before=link.partner_name)
        return partner

    def _draft(self, connection: Connection, order: InvoiceOrder, reasons: tuple[Problem, ...]) -> Draft:
        try:
            draft = connection.accounting.draft(order)
        except InvoiceRejected as error:
            raise InvoiceRejected(reasons=(*error.reasons, *reasons), number=order.invoice.number) from error
        if reasons:
            raise InvoiceRejected(reasons=reasons, number=order.invoice.number)
        return draft


def unusable(partner: BusinessPartner | None, kind: PartyKind) -> str | None:
    """Problem code of a partner that can't be invoiced for this kind of party, or None."""
    if partner is None:
        return "link_partner_gone"
    if partner.role is not ROLE_OF[kind]:
        return "link_partner_retyped"
    return None if partner.active else "link_partner_inactive"


def document_reasons(invoice: Invoice, content: bytes | None, *, limit: int) -> tuple[Problem, ...]:
    """What is wrong with the invoice's sums and its PDF, before anything is sent."""
    reasons = []
    if content is None:
        reasons.append(Problem(code="document_missing", field="document", facts={"number": invoice.number}))
    elif code := pdf_fault(content, limit=limit):
        facts = {"number": invoice.number, "size": str(len(content)), "limit": str(limit)}
        reasons.append(Problem(code=code, field="document", facts=facts))
    if invoice.totals != invoice.computed_totals:
        facts = {"ours": str(invoice.computed_totals.gross), "theirs": str(invoice.totals.gross)}
        reasons.append(Problem(code="totals_differ", field="totals", facts=facts))
    return tuple(reasons)
