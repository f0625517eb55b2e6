"""Invoices over the whole domain: the document accepts every body, and so does the sandbox, which knows nothing of us."""

import json
import os
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.invoice import invoice_issues
from trackifi_accounting.domain.partners.business_partners import SendingChannel
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_procountor.connection import Procountor

from tests.procountor.connecting import KEY, request_for
from tests.procountor.domain_orders import RATES, TREATMENTS, domain_orders, features_of
from tests.procountor.material import ABSENT
from tests.procountor.test_contract import DOCUMENT, validator
from tests.procountor.translation import invoice, order

KINDS = [(kind, treatment) for kind in PartyKind for treatment in TREATMENTS[kind]]
BODIES = int(os.environ.get("PROCOUNTOR_BODIES", "260"))
"""The same ones each time, so many of each kind and VAT treatment; more for a long look."""
SEEN = Counter()


@pytest.fixture(scope="module")
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture(scope="module")
def accounting(sandbox):
    with Procountor().connect(request_for(sandbox.url)) as connection:
        yield connection.accounting


@pytest.fixture(scope="module")
def judges(sandbox):
    """What each judge has against a body: the document, where it is there, and the sandbox's rules of the prose."""
    schema = validator("Invoice") if DOCUMENT.exists() else None
    company, switches = sandbox.state.first, sandbox.state.switches

    def faults(payload):
        yield from (error.message for error in (schema.iter_errors(json.loads(payload)) if schema else ()))
        body = json.loads(payload, parse_float=Decimal)
        yield from invoice_issues(Draft(body=body, company=company, switches=switches))

    return faults


@pytest.mark.parametrize("treated", KINDS, ids=" ".join)
@settings(
    max_examples=BODIES // len(KINDS),
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_body_over_the_whole_domain_is_accepted_by_both_judges(sandbox, accounting, judges, treated, data):
    asked = data.draw(domain_orders(sandbox.state.clock.today(), *treated))
    draft = accounting.draft(asked)
    assert list(judges(draft.payload)) == []
    SEEN.update(["bodies", *set(features_of(asked))])


def test_the_generated_bodies_have_something_of_everything(record_property):
    wanted = {f"{kind} {one}" for kind in PartyKind for one in (*TREATMENTS[kind], *RATES, None, *SendingChannel)}
    wanted |= {"discount", "no discount", "negative row", "positive row", "product", "no product", "longest name"}
    assert wanted - set(SEEN) == set()
    assert SEEN["bodies"] >= BODIES // len(KINDS) * len(KINDS)
    for name, figure in sorted(SEEN.items()):
        record_property(str(name), figure)


def test_a_body_that_breaks_a_rule_is_seen_by_the_judges(accounting, sandbox, judges):
    today = sandbox.state.clock.today()
    body = json.loads(accounting.draft(order(invoice=invoice(issued=today, due=today))).payload)
    for name, value in (("invoiceChannel", "PAPER_INVOICE"), ("vatStatus", 99), ("invoiceRows", [])):
        assert list(judges(json.dumps({**body, name: value}).encode())), name


def test_the_document_is_one_of_the_judges():
    if not DOCUMENT.exists():
        pytest.skip(ABSENT)
    assert list(validator("Invoice").iter_errors({})) != []
