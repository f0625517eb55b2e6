"""The three sides as a rig has them, for the checker of accounts: the sandbox's books, and what is to be in them."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.activation.access import FIND
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import digest_of, invoice_document
from trackifi_accounting.domain.invoices.snapshots import snapshot_of
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.checker import Accounts, ProviderSide, check
from trackifi_accounting.domain.reconciliation.findings import Finding
from trackifi_accounting.domain.values.references import CompanyId, RemoteCompanyId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting_adapters.container import Container
from trackifi_procountor.invoices.remote_invoices import INVOICE, booked_as, remote_invoices

from tests.resilience.rig.stock import PARTNER, PROVIDER, REMOTE, WHO, Asked

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def books_of(sandbox: RunningSandbox, remote: int) -> list[RemoteInvoice]:
    """Everything in one company's books, as the plugin would read it; the sandbox's clock is the installation's."""
    book = sandbox.state.companies[remote].invoices
    return list(remote_invoices([INVOICE.validate_json(one.encoded()) for one in book], ahead=timedelta(0)))


def accounts_of(container: Container, sandbox: RunningSandbox, company: CompanyId) -> Accounts:
    """The installation's own records and deliveries of a company, and the sandbox's books, all of them whole."""
    host = container.host()
    with container.store().read(company) as work:
        integration = work.integrations.get(PROVIDER)
        deliveries = [one for kind in PartyKind for one in work.deliveries.page(PROVIDER, kind=kind, limit=1_000_000)]
        linked = {(one.kind, one.party) for one in work.links.all(PROVIDER)}
    assert integration is not None, "it was activated"
    assert integration.remote is not None, "a remote company is pinned"
    granted = integration.access.granted if integration.access else frozenset()
    return Accounts(
        side=ProviderSide(
            user=integration.remote.user,
            pinned=integration.remote.id,
            hidden=frozenset(kind for kind in PartyKind if FIND[kind] not in granted),
        ),
        invoices=[one for kind in PartyKind for one in host.invoices(company, kind, limit=1_000_000)],
        deliveries=deliveries,
        books=books_of(sandbox, int(integration.remote.id)),
        linked=linked,
        asked=lambda one: booked_as(one.payload) if one.payload else None,
    )


def unbalanced(sandbox: RunningSandbox, asked: Iterable[Asked]) -> Iterator[tuple[CompanyId, Finding]]:
    """What differs between the papers and the sandbox's books, whatever the installation says of itself."""
    papers = list(asked)
    for company, remote in REMOTE.items():
        books = books_of(sandbox, remote)
        mine = [one for one in papers if one.company == company]
        user = next((one.created_by for one in books), RemoteUserId(""))
        accounts = Accounts(
            side=ProviderSide(user=user, pinned=RemoteCompanyId(str(remote))),
            invoices=[one.invoice for one in mine],
            deliveries=[arrived for one in mine if (arrived := _arrived(one, books))],
            books=books,
        )
        yield from ((company, one) for one in check(accounts) if one.differs)


def _arrived(asked: Asked, books: list[RemoteInvoice]) -> Delivery | None:
    """What a delivery has to say of an invoice that is there: of the first one, where there are more."""
    invoice = asked.invoice
    first = next((one for one in books if (one.kind, one.own_number) == (invoice.kind, invoice.number)), None)
    if first is None:
        return None
    return Delivery(
        company=asked.company,
        provider=PROVIDER,
        kind=invoice.kind,
        invoice=invoice.id,
        number=invoice.number,
        partner=PARTNER[invoice.kind],
        state=DeliveryState.SENT,
        requested_at=LONG_AGO,
        requested_by=WHO,
        pdf_state=PdfState.ATTACHED,
        pdf_digest=digest_of(asked.pdf),
        pdf_name=invoice_document(invoice.number, asked.pdf).name,
        totals=invoice.totals,
        remote=RemoteInvoiceId(first.id),
        remote_number=first.number,
        paper=snapshot_of(invoice),
    )
