"""Every request the sandbox received; never a secret."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

KEPT = 100_000
"""Entries; the oldest fall out, the counters stay."""


@dataclass(slots=True, kw_only=True)
class Entry:
    """One request and its answer. ``time`` is Finnish wall time, sizes are bytes of the bodies."""

    time: str
    method: str
    path: str
    query: str
    company: int | None
    client: str | None
    key: int | None
    status: int
    received: int
    sent: int
    fault: str | None


class Journal:
    """Entries in the order they came."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self.counts: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def add(self, entry: Entry) -> None:
        """Keeps one more."""
        self._entries.append(entry)
        self.counts[f"{entry.method} {entry.status}"] += 1

    def clear(self) -> None:
        """Forgets everything, the counters too."""
        self._entries.clear()
        self.counts.clear()

    def rows(self, *, limit: int, path: str = "", method: str = "") -> list[dict[str, Any]]:
        """The newest entries that fit, oldest of them first."""
        fitting = [entry for entry in self if path in entry.path and method in {"", entry.method}]
        return [asdict(entry) for entry in fitting[-limit:]] if limit > 0 else []


def without_secrets(query: str) -> str:
    """A query whose secret-looking values are hidden; secrets do not belong there, but clients err."""
    if "key" not in query and "secret" not in query and "token" not in query:
        return query
    return "&".join(_hidden(pair) for pair in query.split("&"))


def _hidden(pair: str) -> str:
    name, equals, value = pair.partition("=")
    secret = any(word in name.lower() for word in ("key", "secret", "token"))
    return f"{name}{equals}{'***' if secret else value}"
