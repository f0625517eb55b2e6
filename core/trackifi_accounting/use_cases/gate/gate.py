"""The gate: whether an invoice may go to a provider, with every reason why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trackifi_accounting.domain.activation.access import CREATE
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries import evidence
from trackifi_accounting.domain.deliveries.deliveries import Delivery, new_delivery
from trackifi_accounting.domain.deliveries.evidence import AskPerson, Nothing, Ours, judge
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices import printed_sums
from trackifi_accounting.domain.invoices.documents import invoice_document, pdf_fault
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.invoices.snapshots import snapshot_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import SYSTEM, CompanyId, InvoiceId
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.gate import rules
from trackifi_accounting.use_cases.gate.beside import in_books_of
from trackifi_accounting.use_cases.gate.known import Knowledge, Known
from trackifi_accounting.use_cases.gate.plan import Plan, planned

Find = Callable[[InvoiceKey], Sequence[RemoteInvoice]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the invoice may go: it may when there are no ``reasons``.

    ``plan`` is None when something stands in the way that was found without a look at the books. ``delivery`` is the
    invoice's with all of the plan in it; ``there`` is what the look for its number meant, None without a look, in the
    light of what is ``known``.
    """

    reasons: tuple[Problem, ...]
    plan: Plan | None = None
    delivery: Delivery | None = None
    there: Ours | AskPerson | Nothing | None = None
    known: evidence.EvidenceContext = field(default_factory=lambda: evidence.EvidenceContext(user=None))


class Gate:
    """One place, asked by the list, the preview, the batch and the sending; it writes nothing.

    What the list is told is a part of what the others are told, for it is found by the same rules.
    """

    def __init__(self, *, host: Host, clock: Clock, knowledge: Knowledge) -> None:
        self._host = host
        self._clock = clock
        self._knowledge = knowledge

    def here(self, integration: Integration, invoices: Sequence[Invoice]) -> dict[InvoiceId, tuple[Problem, ...]]:
        """For invoices of one kind, every reason that is known without asking the provider; () when there is none."""
        if not invoices:
            return {}
        ids = [one.id for one in invoices]
        with_pdf = self._host.with_document(integration.company, invoices[0].kind, ids)
        known = self._knowledge(integration, invoices)
        return {one.invoice.id: rules.here(one, has_pdf=one.invoice.id in with_pdf) for one in known}

    def __call__(self, books: OpenIntegration, invoice: Invoice, *, find: Find | None = None) -> Verdict:
        """The whole verdict. The books are looked at last, by one request, when nothing else stands in the way.

        ``find`` stands for that request where something was looked up before. Raises: NotFound, and what the provider's
        methods raise.
        """
        integration, connection = books.integration, books.connection
        [known] = self._knowledge(integration, [invoice])
        if known.party is None:
            raise NotFound(record="party", id=known.invoice.party)
        if decided := rules.decided(known):
            return Verdict(reasons=decided)
        known = _with_rights(known, connection)
        plan, reasons = self._plan(integration, connection, known, limit=books.plugin.document_limit)
        if plan is None:
            return Verdict(reasons=reasons)
        return self._looked(integration, known, plan, find or connection.accounting.find)

    def _plan(
        self, integration: Integration, connection: Connection, known: Known, *, limit: int
    ) -> tuple[Plan | None, tuple[Problem, ...]]:
        content, fault = self._document(integration.company, known, limit=limit)
        before, beside = rules.before_draft(known), (*fault, *rules.beside_draft(known, has_pdf=bool(content or fault)))
        order = self._order(integration, known)
        draft, refused = _drafted(connection, order) if order else (None, ())
        reasons = rules.first_of_each((*before, *refused, *beside))
        if reasons or order is None or draft is None:
            return None, reasons
        document = invoice_document(known.invoice.number, content)
        otherwise = printed_sums.booked_otherwise(known.invoice, draft)
        warnings = (*rules.warnings(known), *otherwise, *draft.warnings)
        paper = snapshot_of(known.invoice)
        return Plan(order=order, draft=draft, document=document, paper=paper, warnings=warnings), ()

    def _order(self, integration: Integration, known: Known) -> InvoiceOrder | None:
        """What is asked of the provider; None without a partner to ask it for."""
        usable = known.link and not known.link.stale and not rules.unusable(known.partner, known.invoice.kind)
        if known.party is None or known.partner is None or not usable:
            return None
        return InvoiceOrder(
            company=self._host.company(integration.company),
            party=known.party,
            partner=known.partner,
            invoice=known.invoice,
            product=known.default,
            credited=known.credited.invoice,
        )

    def _document(self, company: CompanyId, known: Known, *, limit: int) -> tuple[bytes, tuple[Problem, ...]]:
        """The PDF, and what is wrong with it; that there is none is told by the rules."""
        invoice = known.invoice
        try:
            content = self._host.document(company, invoice.kind, invoice.id)
        except NotFound as error:  # its file is gone or damaged
            return b"", (replace(error.problem, field="document"),)
        code = None if content is None else pdf_fault(content, limit=limit)
        facts = {"number": invoice.number, "size": str(len(content or b"")), "limit": str(limit)}
        return content or b"", (Problem(code=code, field="document", facts=facts),) if code else ()

    def _looked(self, integration: Integration, known: Known, plan: Plan, find: Find) -> Verdict:
        """Look for the number, unless a request for this very invoice may have left."""
        invoice, now = known.invoice, self._clock.now()
        fresh = new_delivery(integration.company, integration.provider, invoice, by=SYSTEM, now=now)
        delivery = planned(in_books_of(integration, known.delivery or fresh), plan)
        if rules.asked_before(known.delivery):
            return Verdict(reasons=(), plan=plan, delivery=delivery)
        found = find(delivery.key)
        beside = self._knowledge.about(integration, delivery, found)
        there = judge(delivery, found, known=beside)
        if isinstance(there, Ours):
            taken_over = Problem(code="already_there", facts={"number": invoice.number})
            plan = replace(plan, warnings=(taken_over, *plan.warnings))
        reasons = (there.problem,) if isinstance(there, AskPerson) else ()
        return Verdict(reasons=reasons, plan=plan, delivery=delivery, there=there, known=beside)


def _drafted(connection: Connection, order: InvoiceOrder) -> tuple[Draft | None, tuple[Problem, ...]]:
    try:
        return connection.accounting.draft(order), ()
    except InvoiceRejected as error:
        return None, error.reasons


def _with_rights(known: Known, connection: Connection) -> Known:
    """A right that was missing may have been granted since: asked anew before it stops anything."""
    if known.access and CREATE[known.invoice.kind] in known.access.missing:
        return replace(known, access=connection.accounting.access())
    return known
