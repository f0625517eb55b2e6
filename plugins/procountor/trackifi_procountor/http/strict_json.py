"""JSON both ways, strictly: no floats, no NaN, no key twice, no endless nesting."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any, Final, TypeAlias

from trackifi_procountor.http.messages import AnswerGarbled

Json: TypeAlias = Mapping[str, "Json"] | Sequence["Json"] | str | int | bool | Decimal

_DEPTH: Final = 100
_BRACKETS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_DIGITS: Final = 40


def read(body: bytes) -> Any:
    """Read one JSON text; every number with a fraction is a Decimal.

    Raises:
        AnswerGarbled: it is not strict JSON.
    """
    _check_depth(body)
    try:
        found = json.loads(
            body.decode("utf-8"),
            parse_float=_decimal,
            parse_int=_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_without_twins,
        )
        if rb"\ud" in body.lower():
            # Half a character can be written in JSON and stored nowhere.
            json.dumps(found, ensure_ascii=False, default=str).encode("utf-8")
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise AnswerGarbled(f"the answer is not strict JSON: {type(error).__name__}") from error
    return found


def write(value: Json) -> bytes:
    """Write in the order given, without spaces; a Decimal becomes a plain number, digit for digit."""
    return _text(value).encode("utf-8")


def _text(value: Json) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join([f"{encode_basestring_ascii(name)}:{_text(one)}" for name, one in value.items()]) + "}"
    return "[" + ",".join(map(_text, value)) + "]"


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError("JSON has no such number")
    plain = format(value.normalize(), "f")
    return "0" if plain == "-0" else plain


def _decimal(text: str) -> Decimal:
    return _sane(text, Decimal(text))


def _integer(text: str) -> int:
    _sane(text, Decimal(text))
    return int(text)


def _sane(text: str, value: Decimal) -> Decimal:
    if len(text) > _DIGITS or value.adjusted() > _DIGITS:
        raise ValueError("a number of absurd size")
    return value


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _check_depth(body: bytes) -> None:
    if body.count(b"[") + body.count(b"{") <= _DEPTH:
        return
    depth = 0
    for mark in _BRACKETS.finditer(body):
        first = mark[0][:1]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > _DEPTH:
            raise AnswerGarbled("the answer is nested too deeply")
