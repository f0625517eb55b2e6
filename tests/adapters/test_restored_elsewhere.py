"""A restore that another process declares: whoever is running sends nothing from then on, and knows it in seconds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dependency_injector import providers
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import Actor, InvoiceId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_credentials, memory_plugin
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.deliveries.attempts import FRESH
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings

from tests.adapters.cli_runs import COMPANY, specimen_invoice, specimen_pdf
from tests.core.doubles import NOON, TEST_KEY, books_of
from tests.postgresql import fresh_postgresql

__all__ = ["fresh_postgresql"]

BY = Actor("specimen administrator")
CUSTOMER, SIXTEEN_MINUTES = PartyKind.CUSTOMER, 16 * 60.0


class Interrupted(MemoryLimiter):
    """Lets somebody act right before a call of the priority leaves."""

    acts: dict[Priority, Callable[[], None]]

    def wait(self, provider: ProviderName, company: str, priority: Priority, **more: bool) -> None:
        self.acts.get(priority, lambda: None)()
        super().wait(provider, company, priority, **more)


class Fleet:
    """Two processes on one database: a worker that has sent something, and the operator's command."""

    def __init__(self, folder: Path, url: str) -> None:
        self.books, self.clock = books_of(), ManualClock(NOON)
        self.limiter = Interrupted(clock=self.clock)
        self.limiter.acts = {}
        self.worker, self.operator = self._process(folder, url), self._process(folder, url)
        migrate(self.operator.engine())
        self.books.partners[PartnerId("p")] = BusinessPartner(
            id=PartnerId("p"), role=PartnerRole.CUSTOMER, name="Koeasiakas Oy"
        )
        put = self.worker.hand_over()
        put.company(Company(id=COMPANY, name="Specimen Oy", business_id="1234567-1"))
        address = Address(city="Oulu", country="FI")
        put.party(COMPANY, Party(kind=CUSTOMER, id=PartyId("c"), name="Koeasiakas Oy", address=address))
        self.worker.activate()(COMPANY, MEMORY, memory_credentials(TEST_KEY), by=BY)
        link = LinkChoice(partner=PartnerId("p"), kind=CUSTOMER, party=PartyId("c"))
        self.worker.save_links()(COMPANY, MEMORY, (link,), by=BY)

    def _process(self, folder: Path, url: str) -> Container:
        settings = Settings(data_dir=folder, database_url=url)
        made = Container(settings=settings, clock=self.clock, database_time=self.clock)
        made.registry.override(providers.Object({MEMORY: memory_plugin(self.books)}))
        made.limiter.override(providers.Object(self.limiter))
        return made

    def sends(self, name: str) -> Delivery:
        invoice = InvoiceId(name)
        self.worker.hand_over().invoice(COMPANY, specimen_invoice(invoice, PartyId("c")))
        self.worker.hand_over().document(COMPANY, CUSTOMER, invoice, specimen_pdf())
        return self.worker.send_invoice()(COMPANY, MEMORY, CUSTOMER, invoice, by=BY)

    def state_of(self, name: str) -> DeliveryState:
        with self.operator.store().read(COMPANY) as work:
            found = work.deliveries.get(MEMORY, CUSTOMER, InvoiceId(name))
        assert found
        return found.state

    def declares(self) -> None:
        self.operator.restores().declare(self.clock.now())

    @property
    def writes(self) -> tuple[int, int]:
        return self.books.calls["create"], self.books.calls["attach"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def fleet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fleet]:
    made = Fleet(tmp_path, request.getfixturevalue("fresh_postgresql") if request.param == "postgresql" else "")
    assert made.sends("before").pdf_state is PdfState.ATTACHED
    yield made
    let_go(made.worker)
    let_go(made.operator)


def test_the_next_request_of_a_running_process_does_not_leave(fleet: Fleet) -> None:
    before = fleet.writes
    fleet.declares()
    delivery = fleet.sends("after")
    assert (delivery.state, [one.code for one in delivery.problems]) == (DeliveryState.READY, ["restored_lately"])
    assert fleet.writes == before


def test_nor_does_one_whose_intent_was_written_before(fleet: Fleet) -> None:
    before = fleet.writes
    states = []

    def declares() -> None:
        states.append(fleet.state_of("under-way"))
        if states[-1] is DeliveryState.SENDING:
            fleet.declares()

    fleet.limiter.acts[Priority.INVOICE] = declares
    assert [one.code for one in fleet.sends("under-way").problems] == ["restored_lately"]
    assert states[-1] is DeliveryState.SENDING
    assert fleet.writes == before


def test_nor_does_the_pdf_of_an_invoice_that_has_just_arrived(fleet: Fleet) -> None:
    created, attached = fleet.writes
    fleet.limiter.acts[Priority.DOCUMENT] = fleet.declares
    delivery = fleet.sends("under-way")
    assert (delivery.state, delivery.pdf_state) == (DeliveryState.SENT, PdfState.WAITING)
    assert delivery.pdf_problem is not None
    assert delivery.pdf_problem.code == "restored_lately"
    assert fleet.writes == (created + 1, attached)


def test_it_is_ready_to_say_so_at_once_and_verdicts_know_it_within_ten_seconds(fleet: Fleet) -> None:
    fleet.worker.attempts().restored_at()
    fleet.declares()
    found = {one.name: one for one in fleet.worker.readiness()()}["restore"]
    assert "16 more minutes" in found.happened
    assert FRESH == 10  # as the operations page says
    fleet.clock.advance(FRESH + 0.1)
    assert fleet.worker.attempts().restored_at() == NOON


def test_after_sixteen_minutes_the_running_process_sends_again(fleet: Fleet) -> None:
    fleet.declares()
    fleet.sends("after")
    fleet.clock.advance(SIXTEEN_MINUTES)
    fleet.worker.deliver_due()(COMPANY)
    assert fleet.sends("after").pdf_state is PdfState.ATTACHED
