"""The body of a request while it arrives."""

from typing import Protocol

from procountor_sandbox.serving.request import MalformedRequestError, Request

BODY_LIMIT = 32_000_000
"""Bytes; far above the 10,000,000 an attachment may have, so that the API itself can refuse those."""


class Body(Protocol):
    """Takes bytes from a buffer until the body is whole."""

    def take(self, buffer: bytearray) -> bytes | None:
        """Removes what belongs to the body; the whole body once it has arrived, None before."""


class SizedBody:
    """A body whose length the request names."""

    def __init__(self, length: int) -> None:
        self._length = length

    def take(self, buffer: bytearray) -> bytes | None:
        """The first bytes of the buffer once there are enough."""
        if len(buffer) < self._length:
            return None
        whole = bytes(buffer[: self._length])
        del buffer[: self._length]
        return whole


class ChunkedBody:
    """A body in chunks (RFC 9112, 7.1); trailers are read and dropped."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._last = False

    def take(self, buffer: bytearray) -> bytes | None:
        """Removes every whole chunk of the buffer."""
        while not self._last:
            line_end = buffer.find(b"\r\n")
            if line_end < 0:
                return None
            length = _chunk_length(bytes(buffer[:line_end]))
            self._last = length == 0
            if self._last:
                del buffer[:line_end]
                break
            if len(buffer) < line_end + 2 + length + 2:
                return None
            self._keep(bytes(buffer[line_end + 2 : line_end + 2 + length]))
            del buffer[: line_end + 2 + length + 2]
        trailer_end = buffer.find(b"\r\n\r\n")
        if trailer_end < 0:
            return None
        del buffer[: trailer_end + 4]
        return b"".join(self._parts)

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > BODY_LIMIT:
            raise MalformedRequestError(413, "The body is too large.")
        self._parts.append(part)


def _chunk_length(line: bytes) -> int:
    try:
        return int(line.split(b";")[0], 16)
    except ValueError:
        raise MalformedRequestError(400, "A chunk size is not readable.") from None


def body_of(request: Request) -> Body:
    """How this request's body will arrive; raises MalformedRequestError."""
    if "chunked" in request.headers.get("transfer-encoding", "").lower():
        return ChunkedBody()
    length = request.headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        raise MalformedRequestError(400, "The content length is not readable.")
    if int(length) > BODY_LIMIT:
        raise MalformedRequestError(413, "The body is too large.")
    return SizedBody(int(length))
