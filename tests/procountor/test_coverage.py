"""Every operation that the plugin may use is used against the sandbox, and none besides; and the figures of it."""

import json
import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.documents import DocumentStorage
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.examples.records import PDF
from trackifi_procountor.connection import Procountor
from trackifi_procountor.examination.api_changes import OPERATIONS
from trackifi_procountor.http import allow_list

from tests.procountor.connecting import KEY, request_for
from tests.procountor.material import ABSENT, material
from tests.procountor.translation import invoice, order, partner

DOCUMENT, ALL_OPERATIONS = material("openapi-26.04.json"), material("operations.txt")
DESCRIPTION = ("GET", "/openapi.json")
"""What is asked of the API besides its operations: its description of itself."""
OUTSIDE = {("GET", "/status"), ("GET", "/fiscalyears")}
"""Operations whose answers the stored part of the document does not describe."""


def plain(method, path):
    return method, re.sub(r"/[\d,]+$", "/{}", path.removeprefix("/api"))


def send(connection, kind, number):
    role = PartnerRole.CUSTOMER if kind is PartyKind.CUSTOMER else PartnerRole.SUPPLIER
    linked = next(one for one in connection.accounting.partners() if one.role is role and one.active)
    assert list(connection.accounting.read_partners([linked.id]))
    today = datetime.now(UTC).date()
    dated = invoice(kind, number=InvoiceNumber(number), issued=today, due=today + timedelta(days=14))
    draft = connection.accounting.draft(order(kind, partner=partner(kind, id=linked.id), invoice=dated))
    there = connection.accounting.create(draft, fence=open_fence)
    scope = linked.id if kind is PartyKind.FREELANCER else None
    found = connection.accounting.find(InvoiceKey(kind=kind, number=dated.number, partner=scope))
    assert [one.id for one in found] == [there.id]
    connection.documents.attach(invoice_document(dated.number, PDF), to=there, fence=open_fence)
    assert len(connection.documents.attached(there)) == 1
    return there


def journey(connection, now):
    """Everything that any method of the two ports asks of Procountor."""
    accounting = connection.accounting
    assert accounting.company().id == "11001"
    assert not accounting.access().missing
    accounting.examine()
    assert list(accounting.products())
    assert accounting.vat_choices()
    assert connection.documents.available()
    there = [send(connection, kind, "C-1") for kind in PartyKind]
    foreign = invoice(currency="USD", currency_rate=Decimal("1.08"), issued=now.date(), due=now.date())
    assert accounting.draft(order(invoice=foreign))
    since = now - timedelta(hours=1)
    assert len(list(accounting.read_invoices([one.id for one in there]))) == len(there)
    assert len(list(accounting.changed_invoices(since))) == len(there)
    list(accounting.partners(changed_since=since))
    list(accounting.products(changed_since=since))


@pytest.fixture(scope="module")
def journal():
    with RunningSandbox(api_key=KEY) as sandbox:
        clock = ManualClock(datetime.now(UTC))
        with Procountor().connect(request_for(sandbox.url, pinned="11001", clock=clock)) as connection:
            journey(connection, clock.now())
        yield tuple(sandbox.state.journal)


def asked(journal):
    return {plain(entry.method, entry.path) for entry in journal}


def test_every_operation_is_covered_and_no_other_is_asked_for(journal):
    assert asked(journal) == {*OPERATIONS, DESCRIPTION}


def test_every_call_was_answered_as_a_success(journal):
    refused = {plain(entry.method, entry.path) for entry in journal if entry.status != 200}
    assert refused == {DESCRIPTION}, "the sandbox serves no description"


def test_the_journey_calls_every_method_of_the_two_ports():
    called = {*journey.__code__.co_names, *send.__code__.co_names}
    assert AccountingProvider.__abstractmethods__ | DocumentStorage.__abstractmethods__ <= called


def test_the_table_of_calls_allows_these_and_nothing_more():
    allowed = set()
    for rule in allow_list.TABLE:
        allowed.add((rule.method, re.sub(re.escape(allow_list.IDS) + "$", "{}", rule.path)))
    assert allowed == {*OPERATIONS, DESCRIPTION}


def test_every_key_of_every_query_in_the_table_is_used(journal):
    used = {}
    for entry in journal:
        used.setdefault(plain(entry.method, entry.path), set()).update(re.findall(r"(\w+)=", entry.query))
    unused = {
        (path, key)
        for rule in allow_list.TABLE
        for path in [re.sub(re.escape(allow_list.IDS) + "$", "{}", rule.path)]
        for key in set(rule.query) - used.get((rule.method, path), set())
    }
    # The following page is asked for only when there is one.
    assert {one for one in unused if one[1] != "previousId"} == set()


@pytest.mark.skipif(not DOCUMENT.exists(), reason=ABSENT)
def test_the_figures(journal, record_property):
    paths = json.loads(DOCUMENT.read_text())["paths"]
    described = {
        (method.upper(), "/".join("{}" if part.startswith("{") else part for part in path.split("/")))
        for path, item in paths.items()
        for method in item
    }
    figures = {
        "operations of the whole API": len(ALL_OPERATIONS.read_text().split()) // 2,
        "described in the stored document": len(described),
        "used by the plugin": len(OPERATIONS),
        "of those described": len(described & set(OPERATIONS)),
        "covered against the sandbox": len(asked(journal) & set(OPERATIONS)),
    }
    for name, figure in figures.items():
        record_property(name, figure)
    assert set(OPERATIONS) - described == OUTSIDE
    assert figures["covered against the sandbox"] == figures["used by the plugin"] == len(set(OPERATIONS))
