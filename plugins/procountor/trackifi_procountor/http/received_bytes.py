"""What a connection has given since the last request, and whether it was more than the answer."""

import re
from typing import Final

HEAD_END: Final = b"\r\n\r\n"
LINE_END: Final = b"\r\n"
INFORMATION: Final = re.compile(rb"HTTP/1\.[01] 1\d\d")
LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
CHUNKED: Final = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)


class ReceivedBytes:
    """The bytes that a connection has given since the last request.

    Bytes beyond an answer answer nothing: whoever sent the next request over them would take them for its answer.
    """

    def __init__(self) -> None:
        self._bytes = bytearray()

    def begin(self) -> None:
        """A request leaves: what comes from now on is its answer."""
        self._bytes.clear()

    def take(self, data: bytes) -> None:
        """More has come."""
        self._bytes += data

    def surplus(self) -> bool:
        """Whether more has come than one answer and what announced it; False while it is not whole."""
        end = _end(self._bytes)
        if end == len(self._bytes):
            self._bytes.clear()  # nothing is left to be compared, and answers may be large
        return end is not None and len(self._bytes) > end


def _end(data: bytearray) -> int | None:
    """Where the answer ends; None when it has not, or ends only with its connection."""
    start = 0
    while (head := data.find(HEAD_END, start)) >= 0:
        if not INFORMATION.match(data, start):
            return _end_of_body(data, start, head)
        start = head + len(HEAD_END)
    return None


def _end_of_body(data: bytearray, start: int, head: int) -> int | None:
    body = head + len(HEAD_END)
    if CHUNKED.search(data, start, body):
        return _end_of_chunks(data, body)
    length = LENGTH.search(data, start, body)
    return body + int(length[1]) if length else None


def _end_of_chunks(data: bytearray, at: int) -> int | None:
    while (line := data.find(LINE_END, at)) >= 0:
        try:
            size = int(data[at:line].split(b";")[0], 16)
        except ValueError:
            return None  # the HTTP library refuses it, too
        if size == 0:
            return _end_of_trailers(data, line)
        at = line + len(LINE_END) + size + len(LINE_END)
    return None


def _end_of_trailers(data: bytearray, last_chunk: int) -> int | None:
    end = data.find(HEAD_END, last_chunk)
    return end + len(HEAD_END) if end >= 0 else None
