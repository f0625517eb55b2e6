"""Credentials in the database, encrypted; the keys are elsewhere."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import hmac
import json
from contextlib import suppress
from dataclasses import asdict, fields, replace

from sqlalchemy import ColumnElement, Engine, delete, update
from sqlalchemy import select as sql
from sqlalchemy.dialects.sqlite import Insert
from sqlmodel import col, select
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import ConfigurationError, CredentialsRejected, NotActivated
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.vault import CredentialVault

from trackifi_accounting_adapters.database.sql.statements import insert_or_ignore, insert_or_replace
from trackifi_accounting_adapters.database.sql.transactions import reading, surveying, writing
from trackifi_accounting_adapters.database.tables.tables import SecretRow
from trackifi_accounting_adapters.secrets.envelope import Label, Sealed, rewrap, seal, unseal
from trackifi_accounting_adapters.secrets.key_ring import KeyRing, derived

CREDENTIALS = "credentials"
CANARY = "canary"
NOBODY = CompanyId("")
NO_PROVIDER = ProviderName("")
LONGEST = 4096  # bytes of one field


class EncryptedVault(CredentialVault):
    """One row for each company, provider and key generation.

    ``installation`` sets this system apart from others that run on a copy of its database.
    """

    def __init__(self, *, engine: Engine, keys: KeyRing, clock: Clock, installation: str = "trackifi") -> None:
        self._engine = engine
        self._keys = keys
        self._clock = clock
        self._installation = installation

    def check(self, credentials: Credentials) -> Credentials:
        return Credentials(values={name: _cleaned(secret) for name, secret in credentials.values.items()})

    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        plain = json.dumps({name: secret.reveal() for name, secret in sorted(credentials.values.items())}).encode()
        label = self._label(company, provider, generation=generation)
        self._keep(label, plain, insert_or_replace(SecretRow, self._engine.dialect))
        return self._fingerprint(label, plain)

    def fetch(self, company: CompanyId, provider: ProviderName, *, generation: int) -> Credentials:
        label = self._label(company, provider, generation=generation)
        sealed = self._stored(label)
        if sealed is None:
            raise self._missing(label)
        values = json.loads(unseal(sealed, label, self._keys))
        return Credentials(values={name: Secret(value) for name, value in values.items()})

    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        everything = delete(SecretRow).where(*_of(self._label(company, provider)))
        others = everything if keep is None else everything.where(col(SecretRow.generation) != keep)
        with writing(self._engine, company) as transaction:
            transaction.execute(others)

    def self_test(self) -> None:
        """Open a value known to be there; run it at each start, before any call.

        Raises:
            CredentialsRejected: ``key_unreadable``: the key ring is not the one this database was written with.
        """
        label = self._label(NOBODY, NO_PROVIDER, purpose=CANARY)
        sealed = self._stored(label)
        if sealed is None:
            self._keep(label, b"canary", insert_or_ignore(SecretRow, self._engine.dialect))
            sealed = self._stored(label)
        assert sealed is not None
        unseal(sealed, label, self._keys)

    def rewrap(self) -> int:
        """Put every stored value under the newest key; gives how many were. Safe to stop, repeat and run beside use.

        A value that can't be opened stays as it is.
        """
        place = (SecretRow.company_id, SecretRow.provider, SecretRow.purpose, SecretRow.generation)
        with surveying(self._engine) as transaction:
            old = transaction.exec(select(*place).where(col(SecretRow.kek_id) != self._keys.current.id)).all()
        labels = [
            self._label(CompanyId(company), ProviderName(provider), purpose=purpose, generation=generation)
            for company, provider, purpose, generation in old
        ]
        return sum(map(self._rewrap, labels))

    def _rewrap(self, label: Label) -> bool:
        before = self._stored(label)
        if before is None:
            return False
        with suppress(CredentialsRejected):
            after = rewrap(before, label, self._keys)
            change = update(SecretRow).where(*_row_of(label), col(SecretRow.wrapped_dek) == before.wrapped_dek)
            change = change.values(kek_id=after.kek_id, dek_nonce=after.dek_nonce, wrapped_dek=after.wrapped_dek)
            with writing(self._engine, CompanyId(label.company)) as transaction:
                return transaction.connection.execute(change).rowcount == 1
        return False

    def _keep(self, label: Label, plain: bytes, statement: Insert) -> None:
        row = asdict(label) | asdict(seal(plain, label, self._keys)) | {"created_at": self._clock.now()}
        row["company_id"] = row.pop("company")
        del row["installation"]
        with writing(self._engine, CompanyId(label.company)) as transaction:
            transaction.execute(statement, row)

    def _stored(self, label: Label) -> Sealed | None:
        columns = [col(getattr(SecretRow, part.name)) for part in fields(Sealed)]
        try:
            with reading(self._engine, CompanyId(label.company)) as transaction:
                row = transaction.execute(sql(*columns).where(*_row_of(label))).mappings().first()
        except TypeError:  # SQLite gave something else than bytes, which nobody here has written
            raise CredentialsRejected("key_unreadable") from None
        return None if row is None else Sealed(**row)

    def _missing(self, label: Label) -> ConfigurationError:
        with reading(self._engine, CompanyId(label.company)) as transaction:
            other = transaction.exec(select(SecretRow.generation).where(*_of(label))).first()
        return NotActivated(provider=label.provider) if other is None else CredentialsRejected("key_unreadable")

    def _label(
        self, company: CompanyId, provider: ProviderName, *, purpose: str = CREDENTIALS, generation: int = 0
    ) -> Label:
        return Label(
            installation=self._installation,
            company=company,
            provider=provider,
            purpose=purpose,
            generation=generation,
        )

    def _fingerprint(self, label: Label, plain: bytes) -> str:
        # The oldest key, so that a new one on the ring does not change what people compare.
        place = replace(label, generation=0).bound("fingerprint")
        digits = hmac.digest(derived(self._keys.oldest, "fingerprint"), place + plain, "sha256").hex().upper()
        return f"{digits[:4]}-{digits[4:8]}"


def _of(label: Label) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SecretRow.company_id) == label.company,
        col(SecretRow.provider) == label.provider,
        col(SecretRow.purpose) == label.purpose,
    )


def _row_of(label: Label) -> tuple[ColumnElement[bool], ...]:
    return (*_of(label), col(SecretRow.generation) == label.generation)


def _cleaned(secret: Secret) -> Secret:
    text = secret.reveal().strip().strip("\ufeff\u200b")
    if not text:
        raise CredentialsRejected("key_malformed", reason="it is empty")
    if len(text.encode(errors="replace")) > LONGEST:
        raise CredentialsRejected("key_malformed", reason=f"it is longer than {LONGEST} bytes")
    if not text.isprintable():
        raise CredentialsRejected(
            "key_malformed", reason="it holds a line break or another character that can't be seen"
        )
    return Secret(text)
