"""`python -m benchmarks.suggestions`: match and keep two registers, then only what changed in them."""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dependency_injector import providers
from rich.console import Console
from rich.table import Table
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.bodies import PARTY
from trackifi_accounting_adapters.database.sql.folding import fold
from trackifi_accounting_adapters.database.sql.statements import write_many
from trackifi_accounting_adapters.database.sql.transactions import writing
from trackifi_accounting_adapters.database.tables.tables import PartyRow
from trackifi_accounting_adapters.settings import Settings

from benchmarks.children import child
from benchmarks.matching.generated import Registers, registers

COMPANY = CompanyId("bench")
CHANGED = 50


def measure(folder: str, size: int) -> dict[str, Any]:
    clock, known = ManualClock(), registers(size)
    container = _installed(folder, clock)
    _fill(container, clock, known)
    clock.advance(timedelta(hours=1).total_seconds())
    full = _timed(container)
    clock.advance(timedelta(hours=1).total_seconds())
    _change(container, clock, known)
    some = _timed(container)
    none = _timed(container)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"size": size, "full": full, "some": some, "none": none, "megabytes": megabytes}


def _installed(folder: str, clock: ManualClock) -> Container:
    container = Container(settings=Settings(data_dir=Path(folder)))
    container.clock.override(providers.Object(clock))
    container.database_time.override(providers.Object(clock))
    container.registry.override(providers.Object({MEMORY: memory_plugin()}))
    migrate(container.engine())
    container.hand_over().company(Company(id=COMPANY, name="Bench Koeyritys Oy"))
    active = Integration(company=COMPANY, provider=MEMORY, state=IntegrationState.ACTIVE, key_generation=1)
    with container.store().write(COMPANY) as work:
        work.integrations.put(active)
    return container


def _fill(container: Container, clock: ManualClock, known: Registers) -> None:
    with container.store().write(COMPANY) as work:
        work.partners.upsert(MEMORY, map(_partner, known.partners), seen_at=clock.now())
    fixed = {"company_id": COMPANY, "kind": PartyKind.CUSTOMER.value, "archived": False, "changed_at": clock.now()}
    with writing(container.engine(), COMPANY) as session:
        write_many(session.connection, PartyRow, _party_rows(known), fixed=fixed)


def _party_rows(known: Registers) -> Iterator[dict[str, Any]]:
    for one in map(_party, known.customers):
        body = PARTY.write(one)
        yield {"party_id": one.id, "folded_name": fold(one.name), "business_id": one.business_id, "body": body}


def _change(container: Container, clock: ManualClock, known: Registers) -> None:
    renamed = [replace(one, name=f"Uusi {one.name}") for one in known.partners[:CHANGED]]
    with container.store().write(COMPANY) as work:
        work.partners.upsert(MEMORY, map(_partner, renamed), seen_at=clock.now())
        work.matching.mark(MEMORY, due=clock.now(), since=clock.now())
    for one in known.customers[-CHANGED:]:
        container.hand_over().party(COMPANY, _party(replace(one, name=f"Uusi {one.name}")))


def _timed(container: Container) -> dict[str, Any]:
    began = time.perf_counter()
    updated = container.update_suggestions()(COMPANY, MEMORY)
    seconds = time.perf_counter() - began
    assert updated is not None
    with container.store().write(COMPANY) as work:
        rows = sum(work.suggestions.count(MEMORY).values())
    return {"seconds": seconds, "matched": updated.partners, "rows": rows}


def _partner(one: Record) -> BusinessPartner:
    role = PartnerRole.CUSTOMER
    return BusinessPartner(id=PartnerId(one.id), role=role, name=one.name, business_id=one.business_id)


def _party(one: Record) -> Party:
    return Party(kind=PartyKind.CUSTOMER, id=PartyId(one.id), name=one.name, business_id=one.business_id)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions", description=__doc__)
    parser.add_argument("--size", type=int, default=20_000, help="partners, and as many customers")
    size = parser.parse_args().size
    with TemporaryDirectory(prefix="trackifi-bench-") as folder:
        got = child("benchmarks.suggestions", "--child", folder, str(size))
    title = f"{size:,} partners, {size:,} customers; peak memory {got['megabytes']:.0f} MB"
    shown = Table("", "seconds", "partners matched", "suggestions kept", title=title)
    names = {"full": "all", "some": f"{CHANGED} partners and {CHANGED} customers changed", "none": "nothing changed"}
    for key, name in names.items():
        shown.add_row(name, f"{got[key]['seconds']:.2f}", str(got[key]["matched"]), str(got[key]["rows"]))
    Console().print(shown)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[3]))))
    else:
        main()
