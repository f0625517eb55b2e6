"""Rounded numbers, surcharges, prices with VAT and exchange rates, judged by the sandbox's books and sums of our own."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.validation.sums import totals_of as sandbox_sums
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.invoices.translate import draft_of

from tests.procountor.booking import connected, today
from tests.procountor.connecting import KEY
from tests.procountor.translation import BOOKKEEPING, TODAY, body, invoice, line, order, partner, reasons, with_invoice

CENT = Decimal("0.01")


def whole(lines, **changes):
    """An invoice whose printed sums are what its lines add up to in the way it says."""
    made = invoice(lines=tuple(lines), **changes)
    return replace(made, totals=made.computed_totals)


def warnings(asked, bookkeeping=BOOKKEEPING):
    return {(one.code, one.field) for one in draft_of(asked, bookkeeping, today=TODAY).warnings}


NUMBERS = st.builds(
    lambda quantity, price, discount, with_vat: (
        line(quantity=quantity, unit_price=price, discount_percent=discount),
        with_vat,
    ),
    st.decimals(-500, 500, places=9),
    st.decimals(0, 2_000, places=7),
    st.sampled_from([Decimal(0), Decimal(10), Decimal("33.333333"), Decimal(-15), Decimal("-2.5")]),
    st.booleans(),
)


@settings(max_examples=300)
@given(NUMBERS)
def test_numbers_are_rounded_only_where_the_books_have_the_very_sum_of_the_unrounded_ones(made):
    priced, with_vat = made
    asked = order(invoice=whole([priced], prices_include_vat=with_vat))
    if found := reasons(asked):
        assert {code for code, _ in found} == {"too_many_decimals"}
        return
    booked = sandbox_sums(body(asked), per_row=False)
    exact = priced.quantity * priced.unit_price * (100 - priced.discount_percent) / 100
    amount = exact.quantize(CENT, rounding=ROUND_HALF_UP)
    assert (booked.gross if with_vat else booked.net) == amount
    assert booked.gross == asked.invoice.totals.gross


@pytest.mark.parametrize(
    ("changes", "row", "warned"),
    [
        ({"quantity": Decimal("0.83333333")}, ("0.833333", "80", "0"), {"procountor_decimals_rounded"}),
        ({"discount_percent": Decimal(-15)}, ("7.5", "92", "0"), {"procountor_surcharge_in_price"}),
        ({"quantity": Decimal("0.833333")}, ("0.833333", "80", "0"), set()),
    ],
)
def test_a_number_that_is_put_right_is_told(changes, row, warned):
    asked = order(invoice=whole([line(**changes)]))
    (sent,) = body(asked)["invoiceRows"]
    assert (sent["quantity"], sent["unitPrice"], sent["discountPercent"]) == tuple(map(Decimal, row))
    assert {code for code, _ in warnings(asked)} == warned


def test_a_surcharge_whose_price_has_too_many_decimals_is_refused_with_the_true_limit():
    asked = order(
        invoice=whole([line(quantity=Decimal(100_000), unit_price=Decimal("1.2345"), discount_percent=Decimal(-3))])
    )
    with pytest.raises(InvoiceRejected) as told:
        draft_of(asked, BOOKKEEPING, today=TODAY)
    (reason,) = told.value.reasons
    assert (reason.code, reason.field, reason.facts["limit"]) == ("too_many_decimals", "lines[0].unit_price", "4")
    assert reason.facts["value"] == "1.271535"


def test_prices_with_vat_are_said_to_be_so():
    assert body(order(invoice=whole([line()], prices_include_vat=True)))["extraInfo"]["unitPricesIncludeVat"] is True


@pytest.mark.parametrize(
    ("rate", "known", "found"),
    [
        ("1.085", "1.085", None),
        ("1.19", "1.085", None),
        ("0.98", "1.085", None),
        ("1.2", "1.085", "procountor_rate_apart"),
        ("1", "1.085", "procountor_rate_apart"),
        ("1", "1", None),
        ("0.0883", "11.32", "currency_rate_inverted"),
        ("0.9216", "1.085", "currency_rate_inverted"),
        ("0.0883", None, None),
        ("0.0883", "0", None),
    ],
)
def test_a_rate_is_compared_with_the_one_that_procountor_knows(rate, known, found):
    bookkeeping = replace(BOOKKEEPING, exchange_rate=Decimal(known) if known else None)
    asked = with_invoice(currency="USD", currency_rate=Decimal(rate))
    refused = reasons(asked, bookkeeping)
    assert {code for code, _ in refused or warnings(asked, bookkeeping)} == ({found} if found else set())
    assert bool(refused) == (found == "currency_rate_inverted")


def asked_for_rates(sandbox):
    return [one for one in sandbox.state.journal if one.path.endswith("/currencies/exchangerate")]


def test_only_a_foreign_invoice_costs_a_look_at_the_rate_and_only_one_for_hours():
    with RunningSandbox(api_key=KEY) as sandbox:
        connection = connected(sandbox)
        linked = partner(id=next(one for one in connection.accounting.partners() if one.active).id)
        dated = {"issued": today(connection), "due": today(connection)}
        connection.accounting.draft(order(partner=linked, invoice=invoice(**dated)))
        assert asked_for_rates(sandbox) == []
        for number in ("A", "B", "C"):
            foreign = invoice(currency="USD", currency_rate=Decimal("1.09"), number=InvoiceNumber(number), **dated)
            connection.accounting.create(
                connection.accounting.draft(order(partner=linked, invoice=foreign)), fence=open_fence
            )
        assert len(asked_for_rates(sandbox)) == 1
        connection.accounting._api.clock.advance(7 * 3600)
        connection.accounting.draft(order(partner=linked, invoice=foreign))
        assert len(asked_for_rates(sandbox)) == 2


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_a_rate_that_is_not_told_gives_no_verdict(status):
    with RunningSandbox(api_key=KEY) as sandbox:
        connection = connected(sandbox)
        sandbox.state.faults.add("error-before-commit", method="GET", path="/currencies/exchangerate", status=status)
        dated = {"issued": today(connection), "due": today(connection)}
        foreign = invoice(currency="SEK", currency_rate=Decimal("0.0883"), **dated)
        linked = partner(id=next(one for one in connection.accounting.partners() if one.active).id)
        assert connection.accounting.draft(order(partner=linked, invoice=foreign)).warnings == ()
