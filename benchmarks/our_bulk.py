"""One process that sends: invoices one by one, then a batch, with the sandbox in another process."""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
from dependency_injector import providers
from sqlalchemy import Connection, Engine, event
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import (
    Actor,
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartyId,
    ProviderName,
)
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.ports.repositories.partners import PartnerQuery
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings

from benchmarks.children import KEY

COMPANY, PROVIDER, BY = CompanyId("bench"), ProviderName("procountor"), Actor("bench")
CUSTOMER = PartyKind.CUSTOMER
PDF = b"%PDF-1.7\n" + b"% bench\n" * 2_500 + b"trailer<<>>\n%%EOF\n"  # 20 kB


def run(url: str, folder: str, singles: int, invoices: int, rate: float = 1e6) -> dict[str, dict[str, float]]:
    """``rate`` is the budget, in calls a second."""
    container = _activated(url, folder, rate)
    one_by_one = [_invoice(container, f"S-{number:05}") for number in range(singles + 1)]
    together = [_invoice(container, f"B-{number:05}") for number in range(invoices)]
    _send_singly(container, one_by_one[:1])  # what is kept for minutes is read once, as in any running worker
    asked = _counted()
    single = _measured(url, singles, lambda: _send_singly(container, one_by_one[1:]), asked)
    bulk = _measured(url, invoices, lambda: _send_together(container, together), asked)
    return {"single": single, "bulk": bulk}


def _send_singly(container: Container, invoices: Sequence[InvoiceId]) -> None:
    for one in invoices:
        assert container.send_invoice()(COMPANY, PROVIDER, CUSTOMER, one, by=BY).settled


def _send_together(container: Container, invoices: Sequence[InvoiceId]) -> None:
    batch = container.send_many()(COMPANY, PROVIDER, CUSTOMER, invoices, by=BY).batch
    while container.deliver_due()(COMPANY):
        pass
    counts = container.report_batch()(COMPANY, PROVIDER, batch.id).counts
    assert counts.with_pdf == len(invoices), counts


def _measured(url: str, many: int, send: Callable[[], None], asked: Counter[str]) -> dict[str, float]:
    httpx.delete(f"{url}/sandbox/journal")
    asked.clear()
    before, began = os.times(), time.perf_counter()
    send()
    seconds, after = time.perf_counter() - began, os.times()
    counts = httpx.get(f"{url}/sandbox/journal", params={"limit": 1}).json()["counts"]
    cpu = after.user - before.user + after.system - before.system
    found = {name: asked[name] / many for name in ("writing", "reading", "statements")}
    requests = sum(counts.values()) / many
    return {"requests": requests, "cpu_ms": cpu / many * 1000, "per_second": many / seconds, **found}


def _counted() -> Counter[str]:
    """What the databases are asked from now on: transactions that may write, those that only read, statements."""
    asked: Counter[str] = Counter()

    def begun(connection: Connection) -> None:
        asked["reading" if connection.get_execution_options().get("read_only") else "writing"] += 1

    def executed(*_: Any) -> None:
        asked["statements"] += 1

    event.listen(Engine, "begin", begun)
    event.listen(Engine, "before_cursor_execute", executed)
    return asked


def _activated(url: str, folder: str, rate: float) -> Container:
    settings = Settings(data_dir=Path(folder), requests_per_second=rate, company_requests_per_second=rate)
    container = Container(settings=settings)
    values = {"environment": "sandbox", "sandbox_url": url, "client_secret": "sandbox"}
    container.provider_settings.override(
        providers.Object({PROVIDER: {name: Secret(value) for name, value in values.items()}})
    )
    migrate(container.engine())
    container.hand_over().company(Company(id=COMPANY, name="Bench Koeyritys Oy", business_id="1234567-1"))
    home = Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI")
    party = Party(kind=CUSTOMER, id=PartyId("c-1"), name="Bench Koeasiakas Oy", address=home)
    container.hand_over().party(COMPANY, party)
    container.activate()(COMPANY, PROVIDER, Credentials(values={"api_key": Secret(KEY)}), by=BY)
    with container.store().write(COMPANY) as work:
        query = PartnerQuery(role=PartnerRole.CUSTOMER, limit=1)
        partner = work.partners.page(PROVIDER, query)[0].id
    choice = LinkChoice(partner=partner, kind=CUSTOMER, party=party.id)
    assert not container.save_links()(COMPANY, PROVIDER, (choice,), by=BY).conflicts
    return container


def _invoice(container: Container, number: str) -> InvoiceId:
    today = datetime.now(UTC).date()
    vat = VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5"))
    work = Line(name="Koetyö", quantity=Decimal("7.5"), unit="hour", unit_price=Decimal("95.00"), vat=vat)
    lines = (work, work)
    made = Invoice(
        kind=CUSTOMER,
        id=InvoiceId(number),
        number=InvoiceNumber(number),
        party=PartyId("c-1"),
        status=InvoiceStatus.FINALIZED,
        issued=today,
        due=today + timedelta(days=14),
        currency="EUR",
        lines=lines,
        totals=totals_of(lines, currency="EUR"),
    )
    container.hand_over().invoice(COMPANY, made)
    container.hand_over().document(COMPANY, CUSTOMER, made.id, PDF + number.encode())
    return made.id


if __name__ == "__main__":
    rate = float(sys.argv[5]) if sys.argv[5:] else 1e6
    print(json.dumps(run(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), rate)))
