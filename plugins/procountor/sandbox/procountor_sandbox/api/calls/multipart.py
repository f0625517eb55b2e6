"""Forms of several parts, in and out (RFC 7578, RFC 2046)."""

import re
from dataclasses import dataclass

from procountor_sandbox.serving.refusals import RefusedError

_BOUNDARY = re.compile(r'boundary="?([^";]{1,70})"?', re.IGNORECASE)
_NAME = re.compile(r'[;\s]name="?([^";]*)"?')


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part; the content type is in lower case without parameters, empty when there is none."""

    name: str
    content_type: str
    body: bytes


def parts_of(body: bytes, parameters: str) -> dict[str, Part]:
    """The parts by name; ``parameters`` are those of the content type. Raises RefusedError."""
    found = _BOUNDARY.search(parameters)
    if found is None:
        raise RefusedError(400, ("", "The multipart boundary is missing."))
    mark = b"\r\n--" + found.group(1).encode("latin-1")
    pieces = (b"\r\n" + body).split(mark)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):  # noqa: PLR2004 - before, at least one part, after
        raise RefusedError(400, ("", "The multipart body is not readable."))
    parts = [_part(piece) for piece in pieces[1:-1]]
    return {part.name: part for part in parts}


def _part(piece: bytes) -> Part:
    head, blank, body = piece.partition(b"\r\n\r\n")
    if not blank:
        raise RefusedError(400, ("", "A part of the multipart body is not readable."))
    headers = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    named = _NAME.search(headers.get("content-disposition", ""))
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Part(name=named.group(1) if named else "", content_type=content_type, body=body)


def mixed_body(boundary: str, meta: bytes, content: bytes, content_type: str, name: str) -> bytes:
    """Two parts: the JSON first, the file second."""
    safe = name.replace('"', "'").replace("\r", " ").replace("\n", " ")
    head = f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode()
    disposition = f'Content-Disposition: attachment; filename="{safe}"'
    middle = f"\r\n--{boundary}\r\nContent-Type: {content_type}\r\n{disposition}\r\n\r\n".encode()
    return head + meta + middle + content + f"\r\n--{boundary}--\r\n".encode()
