"""Encryption of one value: a key of its own encrypts it, a key of the ring encrypts that key."""

import os
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from trackifi_accounting.errors import CredentialsRejected

from trackifi_accounting_adapters.secrets.key_ring import KEY_SIZE, KeyRing

ALGORITHM = 1
"""AES-256-GCM for both, nonces of 96 random bits."""

_NONCE_SIZE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a value is bound to: it opens nowhere else."""

    installation: str
    company: str
    provider: str
    purpose: str
    generation: int

    def bound(self, *more: str) -> bytes:
        """The associated data; lengths keep neighbouring parts apart."""
        parts = (self.installation, self.company, self.provider, self.purpose, str(self.generation), *more)
        encoded = [part.encode() for part in ("trackifi/vault/1", *parts)]
        return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """An encrypted value as it is stored."""

    kek_id: str
    dek_nonce: bytes
    wrapped_dek: bytes
    nonce: bytes
    ciphertext: bytes
    algorithm: int = ALGORITHM


def seal(plain: bytes, label: Label, keys: KeyRing) -> Sealed:
    """Encrypt with a fresh key, and that one with the ring's newest."""
    dek, nonce = os.urandom(KEY_SIZE), os.urandom(_NONCE_SIZE)
    ciphertext = AESGCM(dek).encrypt(nonce, plain, label.bound())
    return _wrapped(
        dek, Sealed(kek_id="", dek_nonce=b"", wrapped_dek=b"", nonce=nonce, ciphertext=ciphertext), label, keys
    )


def unseal(sealed: Sealed, label: Label, keys: KeyRing) -> bytes:
    """Decrypt.

    Raises:
        CredentialsRejected: ``key_unreadable`` when anything of it was changed or its key is not on the ring.
    """
    return _decrypted(_dek(sealed, label, keys), sealed.nonce, sealed.ciphertext, label.bound())


def rewrap(sealed: Sealed, label: Label, keys: KeyRing) -> Sealed:
    """Encrypt the value's own key with the ring's newest; the value itself stays. Raises what ``unseal`` does."""
    return _wrapped(_dek(sealed, label, keys), sealed, label, keys)


def _wrapped(dek: bytes, sealed: Sealed, label: Label, keys: KeyRing) -> Sealed:
    kek, nonce = keys.current, os.urandom(_NONCE_SIZE)
    wrapped = AESGCM(kek.secret).encrypt(nonce, dek, label.bound(kek.id))
    return replace(sealed, kek_id=kek.id, dek_nonce=nonce, wrapped_dek=wrapped)


def _dek(sealed: Sealed, label: Label, keys: KeyRing) -> bytes:
    kek = keys.find(sealed.kek_id)
    if kek is None or sealed.algorithm != ALGORITHM:
        raise CredentialsRejected("key_unreadable")
    return _decrypted(kek.secret, sealed.dek_nonce, sealed.wrapped_dek, label.bound(kek.id))


def _decrypted(key: bytes, nonce: bytes, ciphertext: bytes, bound: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, bound)
    except (InvalidTag, ValueError, TypeError):  # TypeError: SQLite stores what it is given, whatever the column
        raise CredentialsRejected("key_unreadable") from None
