"""The keys that encrypt keys: a ring whose first one writes and whose others still read."""

import hmac
import os
import secrets
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

KEY_SIZE = 32  # bytes: AES-256
_ID_SIZE = 8
_OTHERS = 0o077


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEncryptionKey:
    """One key; ``id`` names it and tells nothing of it."""

    id: str
    secret: bytes = field(repr=False)


class KeyRing:
    """Keys, the newest first: it encrypts, all of them decrypt."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self._keys = {key.id: key for key in map(_named, keys)}
        if not self._keys:
            raise ValueError("a key ring needs at least one key")

    @classmethod
    def from_file(cls, path: Path) -> "KeyRing":
        """Read a file of keys, one a line in hexadecimal, the newest first; make it with one new key if there is none.

        Raises:
            ValueError: others than its owner may read the file, or a line is no key.
        """
        if not path.exists():
            _write(path, [secrets.token_bytes(KEY_SIZE)])
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise ValueError(f"the key file {path} can be read by others: set its mode to 0400")
        return cls(_read(path))

    @property
    def current(self) -> KeyEncryptionKey:
        """The key that encrypts."""
        return next(iter(self._keys.values()))

    @property
    def oldest(self) -> KeyEncryptionKey:
        """The key that has been here longest."""
        return list(self._keys.values())[-1]

    def find(self, key_id: str) -> KeyEncryptionKey | None:
        """The key of this id, or None when the ring has lost it."""
        return self._keys.get(key_id)


def add_key(path: Path) -> KeyRing:
    """Put a new key before the others of the file and give the new ring. Running processes keep the old one."""
    _write(path, [secrets.token_bytes(KEY_SIZE), *_read(path)], replace=True)
    return KeyRing.from_file(path)


def derived(key: KeyEncryptionKey, purpose: str) -> bytes:
    """A key for another purpose, from which the first can't be found."""
    return hmac.digest(key.secret, purpose.encode(), "sha256")


def _named(secret: bytes) -> KeyEncryptionKey:
    if len(secret) != KEY_SIZE:
        raise ValueError(f"a key has {KEY_SIZE} bytes, not {len(secret)}")
    return KeyEncryptionKey(id=hmac.digest(secret, b"id", "sha256")[:_ID_SIZE].hex(), secret=secret)


def _read(path: Path) -> list[bytes]:
    lines = path.read_text(encoding="ascii", errors="replace").split()
    try:
        return [bytes.fromhex(line) for line in lines]
    except ValueError:
        raise ValueError(f"the key file {path} has a line that is no key") from None  # the cause would quote it


def _write(path: Path, keys: list[bytes], *, replace: bool = False) -> None:
    """Write the whole file or nothing; without ``replace`` the first of several processes wins."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    new = Path(name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.writelines(f"{key.hex()}\n" for key in keys)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(0o400)
    if replace:
        new.replace(path)
        return
    with suppress(FileExistsError):
        path.hardlink_to(new)
    new.unlink()
