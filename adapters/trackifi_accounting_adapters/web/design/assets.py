"""Style, script and icon: named after their content, so that browsers may keep them for good."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Final

from fastapi import Path, Response
from fastapi.exceptions import HTTPException

from trackifi_accounting_adapters.web.http.operations import Operations

_TYPES: Final = {
    "pages.css": "text/css; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
FOREVER: Final = "public, max-age=31536000, immutable"

served = Operations()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file; ``version`` changes with its content."""

    content: bytes
    version: str
    media_type: str


@lru_cache
def asset(name: str) -> Asset:
    """The file. Raises: KeyError when there is none."""
    media_type = _TYPES[name]
    content = (files("trackifi_accounting_adapters.web.design") / "static" / name).read_bytes()
    return Asset(content=content, version=hashlib.sha256(content).hexdigest()[:16], media_type=media_type)


def address(name: str) -> dict[str, str]:
    """The parts of the file's address."""
    return {"version": asset(name).version, "name": name}


@served.get("/assets/{version}/{name}", name="page_asset")
def give(version: Annotated[str, Path(pattern="^[0-9a-f]{16}$")], name: str) -> Response:
    """Give the file; an address from before an update has nothing."""
    if name not in _TYPES or asset(name).version != version:
        raise HTTPException(404)
    found = asset(name)
    return Response(found.content, media_type=found.media_type, headers={"Cache-Control": FOREVER})
