"""The cookies of the pages: sent back to this host only, unreadable to scripts, never from another site's form."""

from typing import Final

from fastapi import Request, Response

SESSION: Final = "trackifi-session"
FORM: Final = "trackifi-form"
LANGUAGE: Final = "trackifi-language"
FLASH: Final = "trackifi-flash"
YEAR: Final = 365 * 24 * 3600
"""Seconds."""


def read(request: Request, name: str) -> str:
    """The cookie's value, empty when there is none."""
    return request.cookies.get(_full(request, name), "")


def put(request: Request, response: Response, name: str, value: str, *, seconds: int | None = None) -> None:
    """Set it, until the browser is closed when ``seconds`` is None."""
    response.set_cookie(
        _full(request, name), value, max_age=seconds, path="/", secure=_secure(request), httponly=True, samesite="lax"
    )


def take(request: Request, response: Response, name: str) -> None:
    """Take it away."""
    response.delete_cookie(_full(request, name), path="/", secure=_secure(request), httponly=True, samesite="lax")


def _full(request: Request, name: str) -> str:
    # The prefix makes browsers refuse it from other hosts and without TLS; plain http is for this machine only.
    return f"__Host-{name}" if _secure(request) else name


def _secure(request: Request) -> bool:
    return request.url.scheme == "https"
