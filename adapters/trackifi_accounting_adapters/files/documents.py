"""Documents on disk, known by their content, apart for each company."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.values.references import CompanyId, Digest
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.files import Files

from trackifi_accounting_adapters.storage_trouble import named

FOLDERS = 4  # between a file and the root, the root included: each may have just got a new name in it


class FileStore(Files):
    """Files under ``root``, apart for each company; a file that exists is whole, also after a power cut."""

    def __init__(self, *, root: Path) -> None:
        self._root = root

    def put(self, company: CompanyId, content: bytes) -> Digest:
        # A damaged file is written again: handing the PDF over once more repairs it.
        digest = digest_of(content)
        path = self._path(company, digest)
        if not (path.is_file() and path.read_bytes() == content):
            with named():
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _write_whole(path, content)
        return digest

    def get(self, company: CompanyId, digest: Digest) -> bytes:
        try:
            content = self._path(company, digest).read_bytes()
        except FileNotFoundError as error:
            raise NotFound("document_missing", digest=digest) from error
        if digest_of(content) != digest:
            raise NotFound("document_missing", digest=digest, reason="its content is not what was kept")
        return content

    def _path(self, company: CompanyId, digest: Digest) -> Path:
        # An id may hold anything; its hash is always a safe and short name of a folder.
        folder = hashlib.sha256(company.encode()).hexdigest()[:32]
        return self._root / folder / digest[:2] / digest[2:4] / digest


def _write_whole(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    for folder in path.parents[:FOLDERS]:
        _settle(folder)


def _settle(folder: Path) -> None:
    """Make a new name in the folder survive a power cut; only POSIX lets a folder be opened for it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
