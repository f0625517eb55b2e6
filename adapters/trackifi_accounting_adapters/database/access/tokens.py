"""Access tokens of programs that call the REST API: created once, kept as hashes only."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, UniqueConstraint, update
from sqlmodel import Session, col, select
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_accounting.ports.clock import Clock

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.tables.schema import Table, key, text

PREFIX = "tra_"
RANDOM_BYTES = 32
EVERY_COMPANY = ""


class Role(StrEnum):
    """What a caller is. ``web/http/access.py`` says what each may do."""

    HOST = "host"
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"


class TokenRow(Table, table=True):
    """One token; an empty company stands for all of them. Found by its hash before any company is known."""

    __tablename__ = "accounting_token"
    __table_args__: Any = (UniqueConstraint("digest", name="uq_accounting_token_digest"),)

    company_id: str = key()
    token_id: str = key()
    digest: str = text()
    role: str = text()
    label: str = text()
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What is known of a token. ``company`` None means every company; ``label`` is its name in the trail."""

    id: str
    role: Role
    label: Actor
    company: CompanyId | None
    created_at: datetime
    revoked_at: datetime | None = None


class Tokens:
    """The tokens of an installation."""

    def __init__(self, *, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def create(self, *, role: Role, label: str, company: CompanyId | None = None) -> tuple[Token, Secret]:
        """Make a token and give it with its text, which is never shown again.

        Raises:
            ValueError: a host's token is bound to a company, or another's to none; or the label is empty.
        """
        if (role is Role.HOST) != (company is None):
            raise ValueError("a host's token is for every company, any other role's token for exactly one")
        if not label.strip() or not label.isprintable():
            raise ValueError("a token needs a name that can be read in the history")
        token = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        row = TokenRow(
            company_id=company or EVERY_COMPANY,
            token_id=secrets.token_hex(6),
            digest=_digest(token),
            role=role,
            label=label.strip(),
            created_at=self._clock.now(),
            revoked_at=None,
        )
        with Session(self._engine) as session, session.begin():
            session.add(row)
            made = _token(row)
        return made, Secret(token)

    def every(self) -> Sequence[Token]:
        """All tokens, revoked ones too, the newest last."""
        with Session(self._engine.execution_options(**READ_ONLY)) as session:
            rows = session.exec(select(TokenRow).order_by(col(TokenRow.created_at), col(TokenRow.token_id)))
            return [_token(row) for row in rows]

    def revoke(self, token_id: str) -> bool:
        """Put a token out of use at once; False when there is none in use with this id."""
        mine = (col(TokenRow.token_id) == token_id, col(TokenRow.revoked_at).is_(None))
        with Session(self._engine) as session, session.begin():
            changed = session.connection().execute(update(TokenRow).where(*mine).values(revoked_at=self._clock.now()))
        return changed.rowcount > 0

    def find(self, text: str) -> Token | None:
        """The token in use that has this text; searched by hash, so that timing tells nothing of others."""
        if not text.startswith(PREFIX):
            return None
        query = select(TokenRow).where(col(TokenRow.digest) == _digest(text), col(TokenRow.revoked_at).is_(None))
        with Session(self._engine.execution_options(**READ_ONLY)) as session:
            row = session.exec(query).first()
            return _token(row) if row else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _token(row: TokenRow) -> Token:
    return Token(
        id=row.token_id,
        role=Role(row.role),
        label=Actor(row.label),
        company=CompanyId(row.company_id) if row.company_id else None,
        created_at=_aware(row.created_at),
        revoked_at=_aware(row.revoked_at) if row.revoked_at else None,
    )


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite keeps the time, which is UTC, but not the zone
