"""HTTP messages as the bytes they are: where one ends, and whom it is about."""

import asyncio
import base64
import json
import re
from dataclasses import dataclass

HEAD_END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BEARER = re.compile(rb"\r\nauthorization: *bearer [^.\r]*\.([^.\r]*)\.", re.IGNORECASE)
NO_CACHE = re.compile(rb"\r\ncache-control: *[^\r]*no-(?:cache|store)", re.IGNORECASE)
NUMBER = re.compile(rb'"originalInvoiceNumber": *"([^"]*)"')
TYPE = re.compile(rb'"type": *"(SALES|PURCHASE)_INVOICE"')
REFERENCE = re.compile(rb'"referenceId": *"?(\d+)')
ID = re.compile(rb'^\{"id": *(\d+)')
READ_SIZE = 65_536


@dataclass(frozen=True, slots=True)
class Request:
    """One whole request. ``company`` is the remote company of its token, 0 without one."""

    head: bytes
    body: bytes

    @property
    def bytes(self) -> bytes:
        return self.head + self.body

    @property
    def method(self) -> str:
        return self.head.split(b" ", 1)[0].decode()

    @property
    def target(self) -> str:
        """Path and query, as they were written."""
        return self.head.split(b" ", 2)[1].decode()

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def what(self) -> str:
        """What it is about: invoice or file (written), search, read or files (read), token, or other."""
        below = self.path.partition("/api")[2]
        if self.method == "POST":
            return {"/invoices": "invoice", "/attachments": "file", "/oauth/token": "token"}.get(below, "other")
        if below == "/invoices":
            return "search"
        return "read" if below.startswith("/invoices/") else "files" if below == "/attachments" else "other"

    @property
    def company(self) -> int:
        found = BEARER.search(self.head)
        if found is None:
            return 0
        padded = found[1] + b"=" * (-len(found[1]) % 4)
        return int(json.loads(base64.urlsafe_b64decode(padded)).get("companyId", 0))

    @property
    def subject(self) -> str:
        """The number of an invoice that is written, the invoice of a file that is, else the target."""
        if self.what == "invoice":
            kind, number = TYPE.search(self.body), NUMBER.search(self.body)
            return f"{kind[1].decode() if kind else ''} {number[1].decode() if number else ''}"
        if self.what == "file":
            found = REFERENCE.search(self.body)
            return found[1].decode() if found else ""
        return self.target

    @property
    def fresh_only(self) -> bool:
        """Whether it asks that no cache answers it."""
        return NO_CACHE.search(self.head) is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """One whole answer."""

    bytes: bytes

    @property
    def status(self) -> int:
        return int(self.bytes.split(b" ", 2)[1])

    @property
    def id(self) -> int | None:
        """The id of what was written or read; None when there is none."""
        found = ID.search(self.bytes.partition(HEAD_END)[2])
        return int(found[1]) if found and self.status < 300 else None


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection; None when it was closed."""
    found = await _message(reader)
    return Request(*found) if found else None


async def read_answer(reader: asyncio.StreamReader) -> Answer | None:
    """The answer of a connection; None when it was closed before all of it came."""
    found = await _message(reader)
    return Answer(found[0] + found[1]) if found else None


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes] | None:
    try:
        head = await reader.readuntil(HEAD_END)
        length = LENGTH.search(head)
        return head, await reader.readexactly(int(length[1])) if length else b""
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
