"""JSON bodies, with every number kept exact."""

import json
from decimal import Decimal
from typing import Any

from procountor_sandbox.serving.answer import JSON
from procountor_sandbox.serving.refusals import RefusedError
from procountor_sandbox.serving.request import Request

_NO_JSON = RefusedError(400, ("", "Request body is not readable JSON."))


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def parse_json(body: bytes) -> Any:
    """The value; NaN and infinities are no JSON. Raises RefusedError."""
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, ArithmeticError):
        raise _NO_JSON from None


def json_body(request: Request) -> Any:
    """The body of a request that says it is JSON; raises RefusedError."""
    if request.media_type()[0] != JSON:
        raise RefusedError(400, ("", f"Content type {JSON} is expected."))
    return parse_json(request.body)
