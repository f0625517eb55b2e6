"""One HTTP request as it arrived."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote


@dataclass(slots=True, kw_only=True)
class Request:
    """A request whose body has arrived in full.

    ``path`` is percent-decoded, ``query`` is raw, header names are in lower case and the last of equal names wins.
    """

    method: str
    path: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: str = "127.0.0.1"
    keep_alive: bool = True

    def parameters(self) -> dict[str, str]:
        """The query parameters, decoded; the last of equal names wins."""
        return dict(parse_qsl(self.query, keep_blank_values=True, errors="replace")) if self.query else {}

    def media_type(self) -> tuple[str, str]:
        """The content type in lower case without its parameters, and the parameters as they were written."""
        name, _, parameters = self.headers.get("content-type", "").partition(";")
        return name.strip().lower(), parameters.strip()


class MalformedRequestError(Exception):
    """The bytes are no HTTP request this server reads; ``status`` says which answer fits."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def parse_head(head: bytes, peer: str) -> Request:
    """Reads a request line and its headers; raises MalformedRequestError."""
    lines = head.decode("latin-1").split("\r\n")
    try:
        method, target, version = lines[0].split(" ")
    except ValueError:
        raise MalformedRequestError(400, "The request line is not readable.") from None
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon:
            raise MalformedRequestError(400, "A header line is not readable.")
        headers[name.lower()] = value.strip()
    path, _, query = target.partition("?")
    connection = headers.get("connection", "").lower()
    keep_alive = connection != "close" and (version != "HTTP/1.0" or connection == "keep-alive")
    if "%" in path:
        path = unquote(path, errors="replace")
    return Request(method=method, path=path, query=query, headers=headers, peer=peer, keep_alive=keep_alive)
