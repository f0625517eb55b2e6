"""What is written is JSON, sign for sign as the standard library writes it, and every number keeps its digits."""

import json
from decimal import Decimal
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st
from trackifi_procountor.http import strict_json

PLAIN = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text('aäß"\\\n\u2028', max_size=3), inner, max_size=4)
    ),
    max_leaves=20,
)


class Word(StrEnum):
    """Text with a name of its own."""

    SPECIMEN = "specimen"


@given(PLAIN)
def test_it_writes_as_the_standard_library_does(value: strict_json.Json) -> None:
    assert json.loads(strict_json.write(value)) == value
    assert strict_json.write([value]) == b"[" + strict_json.write(value) + b"]"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_written_sign_for_sign_as_the_standard_library_does(text: str) -> None:
    assert strict_json.write(text) == json.dumps(text, ensure_ascii=False).encode()


@given(st.decimals(-(10**12), 10**12, places=4))
def test_every_digit_of_an_amount_is_kept(amount: Decimal) -> None:
    written = strict_json.write({"amount": amount})
    assert Decimal(json.loads(written, parse_float=str, parse_int=str)["amount"]) == amount


def test_a_word_is_written_as_its_value() -> None:
    assert (
        strict_json.write({"word": Word.SPECIMEN, "on": True, "count": 3}) == b'{"word":"specimen","on":true,"count":3}'
    )
