"""What the rig sends: customer and freelancer invoices of two companies, each with its own sum and its own PDF."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Address, Party, PartyKind
from trackifi_accounting.domain.values.references import (
    Actor,
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    PartyId,
    ProviderName,
)
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting_adapters.container import Container

from tests.steps.records import COMPANY, LINE, SENDABLE
from tests.steps.values import with_totals

PROVIDER = ProviderName("procountor")
WHO = Actor("rig")
REMOTE = {CompanyId("rig-first"): data.FIRST_COMPANY_ID, CompanyId("rig-second"): data.SECOND_COMPANY_ID}
ACCOUNT = {data.FIRST_COMPANY_ID: COMPANY.iban, data.SECOND_COMPANY_ID: data.SECOND_ACCOUNT}
PARTNER = {PartyKind.CUSTOMER: PartnerId("1001"), PartyKind.FREELANCER: PartnerId("1101")}
DAY = date(2026, 2, 28)
PAGE = 2_000  # bytes of a PDF, about: enough for its upload to be cut in the middle


@dataclass(frozen=True, slots=True)
class Asked:
    """One invoice that is to arrive once."""

    company: CompanyId
    invoice: Invoice
    pdf: bytes


def invoices(number: int) -> Iterator[Asked]:
    """So many invoices: both companies, both kinds, no two with the same sum; companies share numbers."""
    for place in range(number):
        company = list(REMOTE)[place % 2]
        kind = (PartyKind.CUSTOMER, PartyKind.FREELANCER)[place // 2 % 2]
        yield Asked(company, _invoice(kind, place // 2), _pdf(company, kind, place))


def _invoice(kind: PartyKind, place: int) -> Invoice:
    line = replace(LINE, unit_price=Decimal(10) + Decimal(place) / 100)
    number = InvoiceNumber(f"R-{kind[0]}-{place:05}")
    return Invoice(
        kind=kind,
        id=InvoiceId(f"rig-{number}"),
        number=number,
        party=PartyId(f"rig-{kind}"),
        status=SENDABLE[kind],
        issued=DAY,
        due=DAY + timedelta(days=14),
        currency="EUR",
        lines=(line,),
        totals=with_totals(line),
    )


def _pdf(company: CompanyId, kind: PartyKind, place: int) -> bytes:
    head = f"%PDF-1.7\n% {company} {kind} {place}\n".encode()
    return head + b"%" * PAGE + b"\n%%EOF\n"


def hand_over(
    container: Container,
    asked: list[Asked],
    sandbox: RunningSandbox,
    remotes: Mapping[CompanyId, int] = REMOTE,
) -> None:
    """Set the companies up as an administrator would, then hand everything over, nothing sent yet."""
    keep = container.hand_over()
    for company, remote in remotes.items():
        keep.company(replace(COMPANY, id=company, iban=ACCOUNT[remote]))
        for kind in PartyKind:
            keep.party(company, _party(kind))
        container.activate()(company, PROVIDER, _key(sandbox, remote), by=WHO)
        choices = tuple(LinkChoice(partner=PARTNER[kind], kind=kind, party=_party(kind).id) for kind in PartyKind)
        assert not container.save_links()(company, PROVIDER, choices, by=WHO).conflicts
    for one in asked:
        keep.invoice(one.company, one.invoice)
        keep.document(one.company, one.invoice.kind, one.invoice.id, one.pdf)


def press_send(container: Container, asked: list[Asked]) -> None:
    """Ask for all of them; the workers do the rest."""
    now = container.clock().now()
    for company in dict.fromkeys(one.company for one in asked):
        with container.store().write(company) as work:
            for one in asked:
                if one.company == company:
                    assert work.deliveries.add(_wanted(one, now))


def _wanted(one: Asked, now: datetime) -> Delivery:
    return Delivery(
        company=one.company,
        provider=PROVIDER,
        kind=one.invoice.kind,
        invoice=one.invoice.id,
        number=one.invoice.number,
        partner=None,
        state=DeliveryState.READY,
        requested_at=now,
        requested_by=WHO,
        due=now,
    )


def _party(kind: PartyKind) -> Party:
    return Party(
        kind=kind,
        id=PartyId(f"rig-{kind}"),
        name=f"Specimen {kind}",
        address=Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI"),
        email="talous@specimen.example",
        iban="FI6490000092000023" if kind is PartyKind.FREELANCER else None,
    )


def _key(sandbox: RunningSandbox, remote: int) -> Credentials:
    key = sandbox.state.issue_key(
        company_id=remote, client_id=data.CLIENT_ID, user_id=data.TECHNICAL_USER_ID, description="Rig"
    )
    return Credentials(values={"api_key": Secret(key.value)})
