"""The list of differences tells amounts, dates and partners as its reader writes and knows them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.web.api.installation import PROVIDER, Installation

PAGE = f"/settings/integrations/{MEMORY}/differences"
NET = Totals(net=Decimal("1234.50"), vat=Decimal("0.00"), gross=Decimal("1234.50"), currency="SEK")


@pytest.fixture
def sent(installation: Installation) -> Installation:
    """An invoice is in the provider, and people have changed much of it there."""
    address = installation.sendable()
    installation.partner("other", "Toinen Malli Oy")
    installation.administrator.post(f"{PROVIDER}/sync")
    assert installation.manager.post(f"{address}/send")["state"] == "sent"
    [(key, booked)] = installation.books.invoices.items()
    changed = replace(booked, totals=NET, issued=date(2026, 3, 9), partner=PartnerId("other"))
    installation.books.invoices[key] = changed
    return installation


@pytest.mark.parametrize(
    ("language", "amounts", "dates"),
    [
        ("en", ("810,00 €", "1 234,50 SEK"), ("1 Feb 2026", "9 Mar 2026")),
        ("fi", ("810,00 €", "1 234,50 SEK"), ("1.2.2026", "9.3.2026")),
    ],
)
def test_each_value_is_written_in_the_readers_way(
    sent: Installation, language: str, amounts: tuple[str, str], dates: tuple[str, str]
) -> None:
    assert values(sent, language) == [amounts, dates, ("Malli customer Oy", "Toinen Malli Oy")]


def test_a_partner_nobody_knows_is_told_by_its_id(sent: Installation) -> None:
    [(key, booked)] = sent.books.invoices.items()
    sent.books.invoices[key] = replace(booked, partner=PartnerId("unheard-of"))

    assert values(sent, "en")[2] == ("Malli customer Oy", "unheard-of")


def values(installation: Installation, language: str) -> list[tuple[str, ...]]:
    """The two last cells of each row, with plain blanks."""
    html = installation.nobody.get(PAGE, headers={"Accept-Language": language}).response.text
    cells = re.findall(r'<td data-label="(?:Trackifi|[^"]*emory[^"]*)">(.*?)(?:<br>.*?)?</td>', html)
    return list(_pairs(" ".join(unescape(one).split()) for one in cells))


def _pairs(cells: Iterable[str]) -> Iterable[tuple[str, ...]]:
    rest = iter(cells)
    return zip(rest, rest, strict=False)
