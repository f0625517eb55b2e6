"""One invoice's way from the use case to the wire, counted: python -m benchmarks.one_invoice

Sends an invoice with its PDF to a local Procountor, on the doubles of the core's other ports, and counts what its way
costs a reader: calls within core and plugin, modules, changes from one module to another, reads of the host, and how
often the invoice's body and the answer to it are parsed.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.autowiring import Wiring
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting.testing.doubles.vault import MemoryVault
from trackifi_accounting.testing.examples.records import PDF, company, invoice, line, party
from trackifi_accounting.use_cases.activation.activate import Activate
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.matching.save_links import SaveLinks
from trackifi_procountor.plugin import accounting_provider

ACME, PROCOUNTOR, ANNA = CompanyId("specimen-company"), ProviderName("procountor"), Actor("anna")
KEY = "procountor-test-key.with-three.parts"
CORE, PLUGIN = "trackifi_accounting.", "trackifi_procountor."
USE_CASES = f"{CORE}use_cases."
DOUBLES = f"{CORE}testing."
HOST = f"{DOUBLES}doubles.host"


class Way:
    """What was called, in order."""

    def __init__(self) -> None:
        self.core: Counter[str] = Counter()
        self.changes = 0
        self.host: Counter[str] = Counter()
        self.parsed: Counter[bytes] = Counter()
        self._before = ""

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call":
            return
        module, name = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if module.startswith((CORE, PLUGIN)) and not module.startswith(DOUBLES):
            self.core[module] += 1
        if module.startswith(USE_CASES):
            self.changes += self._before not in {"", module}
            self._before = module
        if module == HOST and not name.startswith(("_", "<")):
            self.host[name] += 1
        if (module, name) == ("json", "loads"):
            body = frame.f_locals["s"]
            self.parsed[body.encode() if isinstance(body, str) else bytes(body)] += 1


@contextmanager
def followed() -> Iterator[Way]:
    way = Way()
    sys.setprofile(way)
    try:
        yield way
    finally:
        sys.setprofile(None)


def main() -> None:
    with RunningSandbox(api_key=KEY) as sandbox:
        clock = ManualClock(datetime.now(UTC))
        host, store = MemoryHost(clock), MemoryStore()
        ports = (store, MemoryFiles(), MemoryVault(), host, MemoryLimiter(clock=clock), clock)
        settings = {
            PROCOUNTOR: {
                name: Secret(value)
                for name, value in (
                    ("environment", "sandbox"), ("sandbox_url", sandbox.url), ("client_secret", "sandbox"),
                )
            }
        }  # fmt: skip
        program = Wiring(
            *ports,
            MemoryAttempts(store=store, time=clock),
            providers={PROCOUNTOR: accounting_provider()},
            settings=settings,
            alarm=lambda *_: None,
        )
        host.put_company(company(ACME))
        program(Activate)(ACME, PROCOUNTOR, Credentials(values={"api_key": Secret(KEY)}), by=ANNA)
        with store.read(ACME) as work:
            partner = next(one for one in work.partners.every(PROCOUNTOR, PartnerRole.CUSTOMER) if one.email)
        host.put_party(ACME, party(PartyKind.CUSTOMER))
        choice = LinkChoice(partner=partner.id, kind=PartyKind.CUSTOMER, party=PartyId("1"))
        program(SaveLinks)(ACME, PROCOUNTOR, (choice,), by=ANNA)
        day = clock.now().date()
        asked = invoice(PartyKind.CUSTOMER, "2026-17", line(), issued=day, due=day)
        host.put_invoice(ACME, asked)
        host.put_document(ACME, PartyKind.CUSTOMER, asked.id, PDF)
        send = program(SendInvoice)
        with followed() as way:
            after = send(ACME, PROCOUNTOR, asked.kind, asked.id, by=ANNA)
    print(after.state, after.pdf_state, [one.code for one in after.problems])
    _tell(way, after.payload)


def _tell(way: Way, payload: bytes | None) -> None:
    core = Counter({module: count for module, count in way.core.items() if module.startswith(CORE)})
    print(f"core: {core.total()} calls, {len(core)} modules, {way.changes} changes between use cases' modules")
    print(f"plugin: {way.core.total() - core.total()} calls, {len(way.core) - len(core)} modules")
    print(f"host: {way.host.total()} reads: {dict(way.host)}")
    answer = next((body for body in way.parsed if b'"creatorId"' in body and b'"invoiceRows"' in body), b"")
    print(f"body parsed {way.parsed[payload or b'']} times, its answer {way.parsed[answer]} times")


if __name__ == "__main__":
    main()
