"""JSON text in which a Decimal keeps its digits, as Procountor's answers keep their trailing zeros."""

from collections.abc import Iterable
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

quote = encode_basestring


def json_text(value: Any) -> str:
    """The value as compact JSON; a Decimal is written digit by digit, never through a float."""
    match value:
        case str():
            return quote(value)
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case int() | float():
            return repr(value)
        case Decimal():
            return format(value, "f")
        case dict():
            return "{" + ",".join(f"{quote(name)}:{json_text(item)}" for name, item in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(map(json_text, value)) + "]"
    raise TypeError(f"{type(value).__name__} has no place in JSON.")


def json_bytes(value: Any) -> bytes:
    """As json_text, in UTF-8; a lone surrogate becomes a question mark."""
    return json_text(value).encode("utf-8", "replace")


def text_members(members: Iterable[tuple[str, str]]) -> str:
    """A JSON object of texts; empty ones are left out."""
    return "{" + ",".join(f'"{name}":{quote(value)}' for name, value in members if value) + "}"
