"""One id for each request, from the click to the last call it causes; and a line about each request."""

import logging
import re
import time
import uuid
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from trackifi_accounting.domain.values import log_context

from trackifi_accounting_adapters.logs import lines

HEADER: Final = "X-Request-ID"
LENGTH: Final = 100  # characters of a name from an address that are logged
QUIET: Final = frozenset({"/health", "/health/ready"})
"""Asked every few seconds by machines; told at the level DEBUG."""
_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


class Correlation:
    """ASGI middleware. An id that comes along is taken over if it is well-formed, and goes back in any case."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with an id."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request, began, status = _id_of(scope), time.monotonic(), 500

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = request
            await send(message)

        with log_context.about(request=request):
            try:
                await self._app(scope, receive, with_id)
            finally:
                _tell(scope, status, time.monotonic() - began)


def _id_of(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex


def _tell(scope: Scope, status: int, seconds: float) -> None:
    route = getattr(scope.get("route"), "path", None)
    named = {name: str(value)[:LENGTH] for name, value in scope.get("path_params", {}).items()}
    lines.event(
        "request answered",
        level=logging.DEBUG if route in QUIET else logging.INFO,
        method=scope["method"],
        path=route,
        status=status,
        milliseconds=round(seconds * 1000),
        **{name: named.get(name) for name in ("company", "provider", "invoice")},
    )
