"""One HTTP answer, and how it travels."""

from dataclasses import dataclass, field

REASONS = {
    200: "OK",
    202: "Accepted",
    204: "No Content",
    303: "See Other",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
JSON = "application/json"


@dataclass(slots=True, kw_only=True)
class Answer:
    """Status, headers and body; the length and the date are added on the way out."""

    status: int = 200
    body: bytes = b""
    content_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Delivery:
    """How an answer travels. Times are in seconds.

    ``answer`` None closes the connection without a byte. ``cut_at`` sends that share of the body (0 to 1) and closes;
    ``drip`` sends the body in ten pieces with that pause between them.
    """

    answer: Answer | None
    wait: float = 0.0
    cut_at: float | None = None
    drip: float = 0.0


def head_of(answer: Answer, *, date: str, close: bool) -> bytes:
    """The bytes before the body."""
    lines = [
        f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'Unknown')}",
        f"Date: {date}",
        f"Content-Length: {len(answer.body)}",
    ]
    if answer.body:
        lines.append(f"Content-Type: {answer.content_type}")
    lines.extend(f"{name}: {value}" for name, value in answer.headers.items())
    if close:
        lines.append("Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
