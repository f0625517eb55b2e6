"""What Procountor repeats of a new invoice beside what it was sent."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor
from trackifi_procountor.http import strict_json
from trackifi_procountor.invoices.comparison import MOST, differences
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.connecting import KEY, request_for
from tests.procountor.translation import BOOKKEEPING, TODAY, invoice, line, order, partner

SENT = strict_json.read(
    draft_of(
        order(invoice=invoice(lines=(line(comment="Maaliskuu"), line(name="Toinen rivi")), order_reference="T-1")),
        BOOKKEEPING,
        today=TODAY,
    ).payload
)


def told(answer):
    return [(one.code, one.field, one.facts["ours"], one.facts["theirs"]) for one in differences(SENT, answer)]


def changed(path, value):
    answer = json.loads(json.dumps(SENT, default=float), parse_float=Decimal)
    holder = answer
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split("/")]
    for step in steps:
        holder = holder[step]
    holder[last] = value
    return answer


def test_what_came_back_as_it_was_sent_is_no_difference():
    assert told(SENT) == []


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("originalInvoiceNumber", "1", "number"),
        ("date", "2026-01-30", "issued"),
        ("paymentInfo/dueDate", "2026-01-30", "due"),
        ("partnerId", 7, "partner"),
        ("counterParty/counterPartyAddress/name", "Koe", "party.name"),
        ("invoiceRows/0/product", "Kon", "lines[0].name"),
        ("invoiceRows/1/quantity", Decimal("7.4"), "lines[1].quantity"),
        ("invoiceRows/1/unitPrice", Decimal(1), "lines[1].unit_price"),
        ("invoiceRows/0/vatPercent", Decimal(24), "lines[0].vat"),
        ("invoiceRows/0/comment", None, "lines[0].comment"),
        ("orderReference", "", "order_reference"),
        ("paymentInfo/bankAccount/accountNumber", "FI5542345670000081", "company.iban"),
        ("invoiceRows", [], "lines"),
    ],
)
def test_each_field_that_came_back_otherwise_is_told_with_both_values(path, value, field):
    ((code, at, ours, theirs),) = told(changed(path, value))
    assert (code, at) == ("echo_differs", field)
    assert ours != theirs
    assert ours
    assert theirs


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("paymentInfo/bankReferenceCode", "26013"),
        ("invoiceRows/0/quantity", Decimal("7.500000")),
        ("orderReference", "T-1 "),
        ("status", "UNFINISHED"),
        ("billingAddress", {}),
    ],
)
def test_what_only_looks_otherwise_is_no_difference(path, value):
    assert told(changed(path, value)) == []


@pytest.mark.parametrize("answer", [{}, [], None, {"invoiceRows": "odd", "paymentInfo": 7}, {"invoiceRows": None}])
def test_nothing_is_concluded_from_what_the_answer_leaves_out(answer):
    assert told(answer) == []


def test_long_texts_are_shown_where_they_part_ways():
    ours, theirs = "x" * 300 + " loppu", "x" * 300
    sent = {"additionalInformation": ours}
    (problem,) = differences(sent, {"additionalInformation": theirs})
    assert problem.facts["ours"].endswith("x loppu")
    assert max(map(len, problem.facts.values())) <= 26


def test_an_invoice_of_a_thousand_changed_rows_tells_of_the_first_few():
    sent = {"invoiceRows": [{"product": "a"}] * 1_000}
    assert len(differences(sent, {"invoiceRows": [{"product": "b"}] * 1_000})) == MOST


def drafted(accounting, kind, *, today):
    linked = partner(kind, id="1001" if kind is PartyKind.CUSTOMER else "1103")
    dated = invoice(kind, issued=today, due=today + timedelta(days=14))
    return accounting.draft(order(kind, partner=linked, invoice=dated))


@pytest.mark.parametrize("kind", list(PartyKind))
def test_a_new_invoice_of_either_kind_comes_with_its_differences(kind):
    with RunningSandbox(api_key=KEY) as sandbox:
        accounting = Procountor().connect(request_for(sandbox.url)).accounting
        draft = drafted(accounting, kind, today=sandbox.state.clock.today())
        assert accounting.create(draft, fence=open_fence).differences == ()
        sandbox.state.switches.change({"echo": "shortened"})
        found = accounting.create(draft, fence=open_fence).differences
        assert "party.name" in {one.field for one in found}
        assert {one.code for one in found} == {"echo_differs"}


@pytest.mark.parametrize("kind", list(PartyKind))
def test_an_invoice_that_is_found_again_is_compared_like_a_new_one(kind):
    with RunningSandbox(api_key=KEY) as sandbox:
        accounting = Procountor().connect(request_for(sandbox.url)).accounting
        draft = drafted(accounting, kind, today=sandbox.state.clock.today())
        for echo, differs in (("as-sent", False), ("shortened", True)):
            sandbox.state.switches.change({"echo": echo})
            there = accounting.create(draft, fence=open_fence)
            again = accounting.read_back(draft.payload, there.id)
            assert again.differences == there.differences
            assert bool(again.differences) is differs
        sandbox.state.first.invoices.remove(int(there.id))
        assert accounting.read_back(draft.payload, there.id) is None


def test_amounts_are_told_in_plain_figures():
    sent, answered = ({"invoiceRows": [{"unitPrice": Decimal(price)}]} for price in ("10.00", "1000000"))
    (apart,) = differences(sent, answered)
    assert apart.facts == {"ours": "10", "theirs": "1000000"}
