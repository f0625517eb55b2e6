"""Sums to the cent, checked against whole-number arithmetic that shares nothing with the domain."""

from decimal import Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trackifi_accounting.domain.invoices.invoices import Line, VatRounding, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.values.currencies import decimals_of, is_currency
from trackifi_accounting.domain.values.money import to_cents

RATES = st.sampled_from([Decimal(0), Decimal("5.5"), Decimal(12), Decimal("20.5")])


def decimals(places: int, lowest: int, highest: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=lowest, max_value=highest, places=places, allow_nan=False)


LINES = st.builds(
    lambda quantity, price, discount, rate: Line(
        name="Specimen work",
        quantity=quantity,
        unit="HUR",
        unit_price=price,
        discount_percent=discount,
        vat=VatTreatment(category=VatCategory.STANDARD, rate=rate),
    ),
    decimals(4, -1000, 1000),
    decimals(4, 0, 10_000),
    decimals(2, 0, 100),
    RATES,
)


def half_up(amount: Fraction) -> int:
    """Whole cents of an amount in euros, halves away from zero."""
    cents = abs(amount) * 100
    whole = (2 * cents.numerator + cents.denominator) // (2 * cents.denominator)
    return -whole if amount < 0 else whole


def exact(amount: Decimal) -> Fraction:
    return Fraction(amount)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0.005", "0.01"),
        ("0.0049999", "0.00"),
        ("-0.005", "-0.01"),
        ("2.675", "2.68"),
        ("1.115", "1.12"),
        ("-1.125", "-1.13"),
        ("99999999.995", "100000000.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(amount, expected):
    assert to_cents(Decimal(amount)) == Decimal(expected)


@given(decimals(6, -(10**9), 10**9))
def test_rounding_agrees_with_whole_numbers(amount):
    assert to_cents(amount) * 100 == half_up(exact(amount))


@given(decimals(2, -(10**9), 10**9))
def test_an_amount_in_whole_cents_stays_as_it_is(amount):
    assert to_cents(amount) == amount


@given(LINES)
def test_a_line_is_price_times_quantity_less_discount(line):
    net = exact(line.quantity) * exact(line.unit_price) * (100 - exact(line.discount_percent)) / 100
    assert line.amount() * 100 == half_up(net)


@given(st.lists(LINES, max_size=12))
def test_totals_are_the_rounded_lines_and_vat_once_for_each_rate(lines):
    totals = totals_of(lines, currency="EUR")
    cents = {
        rate: sum(int(one.amount() * 100) for one in lines if one.vat.rate == rate)
        for rate in {one.vat.rate for one in lines}
    }
    vat = sum(half_up(Fraction(net, 100) * exact(rate) / 100) for rate, net in cents.items())
    assert (totals.net * 100, totals.vat * 100) == (sum(cents.values()), vat)
    assert totals.gross == totals.net + totals.vat


@given(st.lists(LINES, max_size=8))
def test_the_order_of_lines_changes_no_total(lines):
    assert totals_of(lines, currency="EUR") == totals_of(lines[::-1], currency="EUR")


@given(st.lists(LINES, max_size=8))
def test_every_total_has_two_decimals(lines):
    totals = totals_of(lines, currency="EUR")
    assert {-amount.as_tuple().exponent for amount in (totals.net, totals.vat, totals.gross)} == {2}


def test_three_thirds_of_a_day_keep_their_cents():
    line = Line(
        name="A third of a day",
        quantity=Decimal("33.333"),
        unit="HUR",
        unit_price=Decimal("1.00"),
        vat=VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5")),
    )
    totals = totals_of([line] * 3, currency="EUR")
    assert (totals.net, totals.vat, totals.gross) == (Decimal("99.99"), Decimal("25.50"), Decimal("125.49"))


def costing(price: str, *, quantity="1", rate="25.5", discount="0") -> Line:
    return Line(
        name="Specimen work",
        quantity=Decimal(quantity),
        unit="HUR",
        unit_price=Decimal(price),
        discount_percent=Decimal(discount),
        vat=VatTreatment(category=VatCategory.STANDARD, rate=Decimal(rate)),
    )


def figures(totals):
    return tuple(str(amount) for amount in (totals.net, totals.vat, totals.gross))


@pytest.mark.parametrize(
    ("currency", "expected"),
    [
        ("EUR", ("301.01", "76.76", "377.77")),
        ("JPY", ("301", "77", "378")),
        ("KWD", ("301.005", "76.756", "377.761")),
    ],
)
def test_a_currency_has_its_own_decimals(currency, expected):
    assert figures(totals_of([costing("100.335", quantity="3")], currency=currency)) == expected


def test_vat_rounded_line_by_line_is_another_sum():
    lines = [costing("99.99")] * 3
    assert figures(totals_of(lines, currency="EUR")) == ("299.97", "76.49", "376.46")
    by_line = totals_of(lines, currency="EUR", vat_rounding=VatRounding.LINE)
    assert figures(by_line) == ("299.97", "76.50", "376.47")


@given(st.lists(LINES, max_size=12))
def test_prices_with_vat_keep_the_gross_and_vat_is_the_share_of_it(lines):
    totals = totals_of(lines, currency="EUR", prices_include_vat=True)
    gross = {
        rate: sum(
            half_up(exact(one.quantity) * exact(one.unit_price) * (100 - exact(one.discount_percent)) / 100)
            for one in lines
            if one.vat.rate == rate
        )
        for rate in {one.vat.rate for one in lines}
    }
    vat = sum(half_up(Fraction(part, 100) * exact(rate) / (100 + exact(rate))) for rate, part in gross.items())
    assert (totals.gross * 100, totals.vat * 100) == (sum(gross.values()), vat)


@given(st.lists(LINES, max_size=12))
def test_vat_by_line_is_the_sum_of_the_lines_vat(lines):
    totals = totals_of(lines, currency="EUR", vat_rounding=VatRounding.LINE)
    vat = sum(half_up(exact(one.amount()) * exact(one.vat.rate) / 100) for one in lines)
    assert totals.vat * 100 == vat


def test_a_surcharge_is_a_negative_discount():
    assert costing("95", quantity="7.5", discount="-15").amount() == Decimal("819.38")


def test_the_largest_numbers_that_are_taken_lose_no_cent():
    largest = "9" * 13 + "." + "9" * 12
    line = costing(largest, quantity=largest, discount="-999.999999999999")
    exact_sum = Fraction(largest) ** 2 * (100 + Fraction("999.999999999999")) / 100
    assert line.amount(4) == Decimal(half_up(exact_sum * 100)).scaleb(-4, Context(prec=60))


@pytest.mark.parametrize("code", ["XAU", "XDR", "XXX", "XTS", "DEM", "BTC", "eur", "", "ZZZ"])
def test_what_is_no_money_is_no_currency(code):
    assert not is_currency(code)


@pytest.mark.parametrize(("code", "decimals"), [("EUR", 2), ("ISK", 0), ("TND", 3), ("CLF", 4), ("HRK", 2), ("BGN", 2)])
def test_currencies_of_the_standard_and_those_that_ended_lately(code, decimals):
    assert is_currency(code)
    assert decimals_of(code) == decimals
