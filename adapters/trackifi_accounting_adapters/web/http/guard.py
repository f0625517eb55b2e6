"""Bodies on their way in: never larger than allowed, never a key twice."""

import json
from collections import Counter
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect

from trackifi_accounting_adapters.web.http.refusals import Refusal, named

KILOBYTE: Final = 1024
JSON_LIMIT: Final = 1024 * KILOBYTE
KEY_LIMIT: Final = 64 * KILOBYTE
LIMITS: Final = {"activate_integration": KEY_LIMIT, "update_key": KEY_LIMIT}
"""Bytes of a body by the name of the operation, where it is not JSON_LIMIT."""


class GuardedRequest(Request):
    """A request of which at most ``limit`` bytes are read, and JSON strictly."""

    limit = JSON_LIMIT

    async def body(self) -> bytes:
        """The body. Raises: Refusal (413, 415)."""
        if not hasattr(self, "_body"):
            self._body = await read_body(self, limit=self.limit)
            if self._body and not _says_json(self.headers.get("content-type", "")):
                raise Refusal(415, "media_type_not_supported", expected="application/json")
        return self._body

    async def json(self) -> Any:
        """The body as JSON. Raises: Refusal (400)."""
        return strict_json(await self.body())


class GuardedRoute(APIRoute):
    """A route whose requests are guarded."""

    def get_route_handler(self) -> Any:
        """Wrap FastAPI's own handler."""
        handle = super().get_route_handler()
        limit = LIMITS.get(self.name, JSON_LIMIT)

        async def guarded(request: Request) -> Response:
            own = GuardedRequest(request.scope, request.receive)
            own.limit = limit
            return await handle(own)

        return guarded


async def read_body(request: Request, *, limit: int) -> bytes:
    """Read as it comes and stop as soon as there is too much. Raises: Refusal (400, 413)."""
    announced = request.headers.get("content-length", "0")
    taken = bytearray()
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > limit:
        raise Refusal(413, "body_too_large", limit=str(limit))
    try:
        async for part in request.stream():
            taken += part
            if len(taken) > limit:
                raise Refusal(413, "body_too_large", limit=str(limit))
    except ClientDisconnect:
        raise Refusal(400, "body_cut_off") from None
    return bytes(taken)


def strict_json(content: bytes) -> Any:
    """JSON by RFC 8259, each key once; numbers of any size stay text until a field asks. Raises: Refusal (400)."""
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Refusal(400, "json_malformed") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        [(twice, _)] = Counter(name for name, _ in pairs).most_common(1)
        raise Refusal(400, "json_key_repeated", key=named(twice))
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _says_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"
