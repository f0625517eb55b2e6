"""A server that answers with exactly the bytes it is given, for answers no decent server gives."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Reply = Callable[[socket.socket], None]


def http(body: bytes, *, status: str = "200 OK", content_type: str = "application/json", extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{extra}\r\n"
    return head.encode() + body


def sending(data: bytes) -> Reply:
    return lambda connection: connection.sendall(data)


TOKEN = sending(http(b'{"access_token":"token-of-the-raw-server","expires_in":3600}'))
SESSION = sending(http(b'{"companyId":11001,"name":"Koeyritys Oy","userId":301}'))


@dataclass
class RawServer:
    """``replies`` maps "METHOD /path" to what is done; ``seen`` keeps the requests' first lines and bodies."""

    port: int
    replies: dict[str, Reply]
    seen: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)

    def reply_to(self, line: str) -> Reply:
        """The reply of exactly this line, else of one that ends in a slash and begins it, else an error."""
        begun = [reply for name, reply in self.replies.items() if name.endswith("/") and line.startswith(name)]
        return self.replies.get(line) or next(iter(begun), sending(http(b"{}", status="500 None")))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api"


@contextmanager
def raw_server(**replies: Reply) -> Iterator[RawServer]:
    """Serve on loopback until the block ends; names are like ``get_invoices``, ``get_users__rights``. The token is given unless replaced."""
    listener = socket.create_server(("127.0.0.1", 0))
    table = {name.replace("_", " /api/", 1).replace("__", "/").upper(): reply for name, reply in replies.items()}
    table.setdefault("POST /API/OAUTH/TOKEN", TOKEN)
    server = RawServer(port=listener.getsockname()[1], replies=table)
    threads: list[threading.Thread] = []

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=_serve, args=(server, connection), daemon=True)
            threads.append(thread)
            thread.start()

    acceptor = threading.Thread(target=accept, daemon=True)
    acceptor.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        acceptor.join(5)
        for thread in threads:
            thread.join(5)


def _serve(server: RawServer, connection: socket.socket) -> None:
    with connection:
        connection.settimeout(5)
        try:
            head, _, rest = _until(connection, b"\r\n\r\n").partition(b"\r\n\r\n")
            text = head.decode("latin-1")
            length = next(
                (int(row.split(":")[1]) for row in text.split("\r\n") if row.lower().startswith("content-l")), 0
            )
            while len(rest) < length:
                rest += connection.recv(65_536)
            line = text.split("\r\n")[0].rsplit(" ", 1)[0]
            server.seen.append(line)
            server.heads.append(text)
            server.bodies.append(rest)
            server.reply_to(line.partition("?")[0].upper())(connection)
        except OSError:
            return


def _until(connection: socket.socket, mark: bytes) -> bytes:
    data = b""
    while mark not in data:
        chunk = connection.recv(65_536)
        if not chunk:
            raise ConnectionError
        data += chunk
    return data
