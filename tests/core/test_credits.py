"""A credit note and the invoice that it credits: who may credit what, and how much of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from trackifi_accounting.domain.invoices.credits import credit_reasons, credit_warnings
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId
from trackifi_accounting.testing.examples.records import invoice, line


def of(key, gross, **changes):
    amount = Decimal(gross)
    totals = Totals(net=amount, vat=Decimal("0.00"), gross=amount, currency="EUR")
    made = invoice(PartyKind.CUSTOMER, key, line(), issued=date(2026, 1, 5))
    return replace(made, id=InvoiceId(key), totals=totals, **changes)


FIRST = of("1", "100.00")


@pytest.mark.parametrize(
    ("gross", "others", "told"),
    [
        ("-100.00", [], []),
        ("-100.01", [], ["credited_beyond"]),
        ("-60.00", [("3", "-40.00")], []),
        ("-60.00", [("3", "-40.01")], ["credited_beyond"]),
        ("-60.00", [("2", "-60.00")], []),
        ("-20.00", [("3", "-40.00"), ("4", "-40.00")], []),
        ("-20.01", [("3", "-40.00"), ("4", "-40.00")], ["credited_beyond"]),
        ("50.00", [], []),
    ],
)
def test_what_is_credited_beyond_the_sum_is_told(gross, others, told):
    found = credit_warnings(of("2", gross), FIRST, [of(*one) for one in others])
    assert [one.code for one in found] == told


def test_a_draft_credits_nothing_yet():
    draft = of("3", "-90.00", status=InvoiceStatus.DRAFT)
    assert not list(credit_warnings(of("2", "-50.00"), FIRST, [draft]))


def test_a_credit_note_may_be_credited_itself():
    credit = of("2", "-100.00")
    assert not list(credit_warnings(of("3", "100.00"), credit, []))
    assert [one.code for one in credit_warnings(of("3", "100.01"), credit, [])] == ["credited_beyond"]


@pytest.mark.parametrize(
    ("credited", "code", "parts"),
    [
        (None, "credited_unknown", None),
        (of("1", "100.00", number=InvoiceNumber("")), "credited_unknown", None),
        (of("2", "100.00"), "credited_itself", None),
        (of("1", "100.00", party=PartyId("another")), "credited_differs", "party"),
        (of("1", "100.00", currency="USD"), "credited_differs", "currency"),
        (of("1", "100.00", party=PartyId("another"), currency="USD"), "credited_differs", "party, currency"),
    ],
)
def test_what_can_not_be_credited_is_refused(credited, code, parts):
    [reason] = credit_reasons(of("2", "-100.00"), credited)
    assert (reason.code, reason.field, reason.facts.get("parts")) == (code, "credited", parts)
