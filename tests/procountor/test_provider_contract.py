"""The Procountor plugin keeps the provider contract, against the sandbox over HTTP."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count
from zoneinfo import ZoneInfo

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.partners import Partner
from procountor_sandbox.state.rights import rights_of, with_changes
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import Document, digest_of
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole, SendingChannel
from trackifi_accounting.domain.partners.parties import Address
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin
from trackifi_accounting.testing.contracts.provider.provider import ProviderContract
from trackifi_accounting.testing.contracts.provider.provider_controls import ProviderControls
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.codes.enumerations import KINDS, TYPES
from trackifi_procountor.connection import Procountor
from trackifi_procountor.plugin import accounting_provider

from tests.procountor.connecting import KEY, request_for

RIGHTS = {
    Capability.READ_COMPANY: [("management", "basicCompanyInfo")],
    Capability.READ_CUSTOMERS: [("sales", "customerRegister")],
    Capability.READ_SUPPLIERS: [("purchases", "supplierRegister")],
    Capability.READ_PRODUCTS: [("sales", "productRegister"), ("purchases", "productRegister")],
    Capability.CREATE_CUSTOMER_INVOICES: [("sales", "salesOrGroupInvoices")],
    Capability.FIND_CUSTOMER_INVOICES: [("sales", "salesInvoiceSearch")],
    Capability.CREATE_FREELANCER_INVOICES: [("purchases", "purchaseInvoices")],
    Capability.FIND_FREELANCER_INVOICES: [("purchases", "purchaseInvoiceSearch")],
}


class SandboxOtherSide(ProviderControls):
    def __init__(self, sandbox: RunningSandbox, running: ExitStack) -> None:
        self.sandbox = sandbox
        self._running = running
        self.key = KEY
        self._numbers = count(1)

    @property
    def company(self):
        return self.sandbox.state.first

    def add_partner(self, role: PartnerRole) -> BusinessPartner:
        number = next(self._numbers)
        stamp = self.sandbox.state.clock.stamp()
        identity = self.company.partners.next_id()
        self.company.partners.add(
            Partner(
                id=identity,
                type="CUSTOMER" if role is PartnerRole.CUSTOMER else "SUPPLIER",
                name=f"Koekumppani {number} Oy",
                version=stamp,
                street="Koekatu 1",
                zip="00100",
                city="Helsinki",
                email="koe@kumppani.example",
                channel="EMAIL",
            )
        )
        return BusinessPartner(
            id=PartnerId(str(identity)),
            role=role,
            name=f"Koekumppani {number} Oy",
            email="koe@kumppani.example",
            address=Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI"),
            channel=SendingChannel.EMAIL,
            language="fi",
            payment_days=14,
            version=datetime.fromisoformat(stamp).replace(tzinfo=ZoneInfo("Europe/Helsinki")).astimezone(UTC),
        )

    def deactivate(self, partner: PartnerId) -> None:
        taken = self.company.partners.remove(int(partner))
        taken.active, taken.version = False, self.sandbox.state.clock.stamp()
        self.company.partners.add(taken)

    def remove_partner(self, partner: PartnerId) -> None:
        self.company.partners.remove(int(partner))

    def invoices(self) -> Sequence[RemoteInvoice]:
        return tuple(_told(invoice.id, invoice.document) for invoice in self.company.invoices)

    def enter_by_hand(self, key: InvoiceKey) -> RemoteInvoiceId:
        role = PartnerRole.SUPPLIER if key.partner else PartnerRole.CUSTOMER
        partner = key.partner or self.add_partner(role).id
        issued = self.sandbox.state.clock.today().isoformat()
        body = {
            "type": TYPES[key.kind],
            "date": issued,
            "partnerId": int(partner),
            "counterParty": {"counterPartyAddress": {"name": "Entered by hand"}},
            "paymentInfo": {"paymentMethod": "CASH", "currency": "EUR", "dueDate": issued, "currencyRate": 1},
            "extraInfo": {"accountingByRow": False, "unitPricesIncludeVat": False},
            "discountPercent": 0,
            "invoiceRows": [
                {
                    "product": "Work",
                    "quantity": 1,
                    "unit": "HOUR",
                    "unitPrice": 9,
                    "discountPercent": 0,
                    "vatPercent": 0,
                }
            ],
            "vatStatus": 1,
            "language": "FINNISH",
            "invoiceChannel": "NO_SENDING",
            "originalInvoiceNumber": key.number,
        }
        form = {"grant_type": "client_credentials", "client_id": "trackifiClient", "client_secret": "sandbox"}
        with httpx.Client(base_url=f"{self.sandbox.url}/api", timeout=5) as person:
            token = person.post("/oauth/token", data=form | {"api_key": self._key_of_another_user()}).json()
            bearer = {"Authorization": f"Bearer {token['access_token']}"}
            answer = person.post("/invoices", json=body, headers=bearer)
        assert answer.status_code == 200, answer.text
        return RemoteInvoiceId(str(answer.json()["id"]))

    def _key_of_another_user(self) -> str:
        mine = self.sandbox.state.keys[KEY].user_id
        other = next(user for user in self.company.users.values() if user.id != mine)
        other.rights = rights_of("ALL_RIGHTS")
        state = self.sandbox.state
        return state.issue_key(
            company_id=self.company.id, client_id="trackifiClient", user_id=other.id, description="by hand"
        ).value

    def remove_invoice(self, invoice: RemoteInvoiceId) -> None:
        found = self.company.invoices.get(int(invoice))
        assert found is not None
        found.changed(version=self.sandbox.state.clock.stamp(), status="INVALIDATED")

    def files(self, invoice: RemoteInvoiceId) -> Sequence[Document]:
        return tuple(
            Document(name=one.name, content=one.content, digest=digest_of(one.content))
            for one in self.company.attachments
            if one.reference_id == int(invoice)
        )

    def turn_documents(self, *, on: bool) -> None:
        self.company.settings.documents = on

    def withdraw(self, right: Capability) -> None:
        user = self.company.users[self.sandbox.state.keys[KEY].user_id]
        for group, name in RIGHTS[right]:
            user.rights = with_changes(user.rights, {group: {name: "NO_ACCESS"}})

    def revoke_key(self) -> None:
        self.sandbox.state.revoke(self.sandbox.state.keys[KEY])

    def lose_next_answer(self, *, after_booking: bool) -> None:
        kind = "drop-after-commit" if after_booking else "drop-before-commit"
        for path in ("/invoices", "/attachments"):
            self.sandbox.state.faults.add(kind, method="POST", path=path)

    def go_down(self) -> None:
        self._running.close()

    def writes(self) -> int:
        return sum(
            entry.method == "POST" and entry.path.endswith(("/invoices", "/attachments"))
            for entry in self.sandbox.state.journal
        )


def _told(identity: int, document: dict) -> RemoteInvoice:
    states = {"UNFINISHED": RemoteState.UNFINISHED, "INVALIDATED": RemoteState.REMOVED}
    return RemoteInvoice(
        id=RemoteInvoiceId(str(identity)),
        kind=KINDS[document["type"]],
        own_number=InvoiceNumber(document["originalInvoiceNumber"]),
        state=states[document["status"]],
        number=str(document["invoiceNumber"]),
        partner=PartnerId(str(document["partnerId"])),
        created_by=RemoteUserId(str(document["creatorId"])),
    )


class TestProcountor(ProviderContract):
    @pytest.fixture
    def provider_controls(self) -> Iterator[ProviderControls]:
        with ExitStack() as running:
            yield SandboxOtherSide(running.enter_context(RunningSandbox(api_key=KEY)), running)

    @pytest.fixture
    def connection(self, provider_controls: SandboxOtherSide) -> Iterator[Connection]:
        clock = ManualClock(datetime.now(UTC))
        with Procountor().connect(request_for(provider_controls.sandbox.url, clock=clock)) as opened:
            yield opened

    @pytest.fixture
    def offer(self) -> ProviderPlugin:
        return accounting_provider()
