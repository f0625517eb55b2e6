"""`python -m benchmarks.pages`: what the first Business Partners page and a search in its dropdown cost."""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from dependency_injector import providers
from fastapi.testclient import TestClient
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine, event
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.bodies import PARTY
from trackifi_accounting_adapters.database.sql.folding import fold
from trackifi_accounting_adapters.database.sql.statements import write_many
from trackifi_accounting_adapters.database.sql.transactions import writing
from trackifi_accounting_adapters.database.tables.tables import PartyRow
from trackifi_accounting_adapters.settings import Settings
from trackifi_accounting_adapters.web.app import create_app
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, visitor

from benchmarks.children import child
from benchmarks.matching.generated import registers

COMPANY = CompanyId("bench")
SETTINGS = f"/settings/integrations/{MEMORY}"
REPEAT = 15
PAGES: Final = {
    "first page": f"{SETTINGS}/partners",
    "first page of suggested": f"{SETTINGS}/partners?show=suggested",
    "search of partners": f"{SETTINGS}/partners?text=%(name)s",
    "dropdown, opened": f"{SETTINGS}/parties?kind=customer",
    "dropdown, a name": f"{SETTINGS}/parties?kind=customer&text=%(name)s",
    "dropdown, a text of nobody": f"{SETTINGS}/parties?kind=customer&text=qzxqzx",
}


@dataclass(slots=True)
class Seen:
    """The statements of one answer, with the steps that SQLite's machine took for all of them, in hundreds."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    steps: int = 0

    def step(self) -> int:
        """Count; 0 lets SQLite go on."""
        self.steps += 1
        return 0


def measure(folder: str, size: int) -> dict[str, Any]:
    container = Container(settings=Settings(data_dir=Path(folder)))
    container.registry.override(providers.Object({MEMORY: memory_plugin()}))
    migrate(container.engine())
    name = _fill(container, size)
    app = create_app(container)
    app.dependency_overrides[visitor] = lambda: Visitor(company=COMPANY, actor=Actor("bench"), role=Role.ADMINISTRATOR)
    with TestClient(app) as client:
        return {page: _page(container.engine(), client, address % {"name": name}) for page, address in PAGES.items()}


def _fill(container: Container, size: int) -> str:
    """Registers of this size, a suggestion for nearly every partner; gives one customer's name."""
    known, now = registers(size), container.clock().now()
    container.hand_over().company(Company(id=COMPANY, name="Bench Koeyritys Oy"))
    active = Integration(company=COMPANY, provider=MEMORY, state=IntegrationState.ACTIVE, key_generation=1)
    role, kind = PartnerRole.CUSTOMER, PartyKind.CUSTOMER
    ids = [PartnerId(one.id) for one in known.partners]
    pairs = zip(known.partners, known.customers, strict=False)
    with container.store().write(COMPANY) as work:
        work.integrations.put(active)
        made = (BusinessPartner(id=PartnerId(one.id), role=role, name=one.name) for one in known.partners)
        work.partners.upsert(MEMORY, made, seen_at=now)
        found = (
            Suggestion(left_id=one.id, right_id=other.id, band=Band.CERTAIN, score=100, reason="same_name")
            for one, other in pairs
        )
        work.suggestions.replace(MEMORY, kind, found, partners=ids)
        work.matching.claim(MEMORY, now=now, until=now)
        work.matching.finish(MEMORY, matched_at=now)
    fixed = {"company_id": COMPANY, "kind": kind.value, "archived": False, "changed_at": now}
    with writing(container.engine(), COMPANY) as transaction:
        parties = (Party(kind=kind, id=PartyId(one.id), name=one.name) for one in known.customers)
        rows = (
            {"party_id": one.id, "folded_name": fold(one.name), "business_id": None, "body": PARTY.write(one)}
            for one in parties
        )
        write_many(transaction.connection, PartyRow, rows, fixed=fixed)
    return known.customers[size // 2].name


def _page(engine: Engine, client: TestClient, address: str) -> dict[str, Any]:
    def ask() -> None:
        client.get(address).raise_for_status()

    ask()
    with _watched(engine) as seen:
        ask()
    bare = engine.raw_connection().driver_connection
    scans = [plan for one in seen.statements for plan in _plans(bare, *one) if plan.startswith("SCAN")]
    ours, floor = _median(ask), _median(lambda: _replay(bare, seen.statements))
    return {
        "queries": len(seen.statements),
        "steps": seen.steps * 100,
        "scans": sorted(set(scans)),
        "ms": ours,
        "bare": floor,
    }


@contextmanager
def _watched(engine: Engine) -> Iterator[Seen]:
    seen = Seen()

    def before(connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            seen.statements.append((statement, parameters))
        connection.connection.driver_connection.set_progress_handler(seen.step, 100)

    event.listen(engine, "before_cursor_execute", before)
    yield seen
    event.remove(engine, "before_cursor_execute", before)
    engine.dispose()


def _plans(bare: Any, statement: str, parameters: Any) -> list[str]:
    return [row[3] for row in bare.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]


def _replay(bare: Any, statements: list[tuple[str, Any]]) -> None:
    for statement, parameters in statements:
        bare.execute(statement, parameters).fetchall()


def _median(act: Callable[[], None]) -> float:
    """Milliseconds of processor time: what else the machine does changes them little."""
    taken = []
    for _ in range(REPEAT):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return statistics.median(taken) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000, help="partners, and as many customers")
    sizes = {parser.parse_args().size // 100, parser.parse_args().size}
    shown = Table("", "size", "queries", "SQLite steps", "scans", "CPU ms", "bare SQL ms", "ratio", title=__doc__)
    for size in sorted(sizes):
        with TemporaryDirectory(prefix="trackifi-bench-") as folder:
            got = child("benchmarks.pages", "--child", folder, str(size))
        for page, one in got.items():
            figures = (f"{size:,}", str(one["queries"]), f"{one['steps']:,}", ", ".join(one["scans"]) or "none")
            times = (f"{one['ms']:.1f}", f"{one['bare']:.1f}", f"{one['ms'] / one['bare']:.1f}")
            shown.add_row(page, *figures, *times)
    Console(width=120).print(shown)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main()
