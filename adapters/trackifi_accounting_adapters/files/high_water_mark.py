"""The time of the last intent, kept in a file beside the PDFs: by it a database that was put back is recognised."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from trackifi_accounting.domain.values.references import CompanyId

try:
    import fcntl
except ImportError:  # no POSIX: processes may then overwrite each other's mark by a moment
    fcntl = None  # type: ignore[assignment]

LONGEST = 10_000
"""Bytes of the file: a time and a company's id."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The instant of an intent, and its company."""

    moment: datetime
    company: CompanyId


class HighWaterMark:
    """One mark that only rises, shared by all processes that have the folder. It is not settled for a power cut.

    Every method may raise OSError.
    """

    def __init__(self, *, file: Path) -> None:
        self._file = file
        self._lock = Lock()

    def raise_to(self, mark: Mark) -> None:
        """Remember it unless a later one is known."""
        with self._lock, self._opened() as handle:
            found = _read(handle)
            if found is None or mark.moment > found.moment:
                _write(handle, mark)

    def read(self) -> Mark | None:
        """The latest one; None when there is none, or when the file can't be read as one."""
        if not self._file.exists():
            return None
        with self._opened() as handle:
            return _read(handle)

    def forget(self) -> None:
        """Begin anew."""
        with self._lock, suppress(FileNotFoundError):
            self._file.unlink()

    @contextmanager
    def _opened(self) -> Iterator[int]:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield handle
        finally:
            os.close(handle)


def _write(handle: int, mark: Mark) -> None:
    content = f"{mark.moment.isoformat(timespec='microseconds')} {mark.company}".encode()
    os.ftruncate(handle, os.pwrite(handle, content, 0))


def _read(handle: int) -> Mark | None:
    moment, _, company = os.pread(handle, LONGEST, 0).decode(errors="replace").partition(" ")
    try:
        return Mark(datetime.fromisoformat(moment), CompanyId(company))
    except ValueError:
        return None
