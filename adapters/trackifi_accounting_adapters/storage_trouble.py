"""What a database's or a disk's failure means: a row that is held, a disk that is full, or something else."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from trackifi_accounting.errors import DatabaseBusy, StorageFull

HELD: Final = frozenset({"55P03", "57014", "25P03", "40P01", "53300"})
"""PostgreSQL: no lock, statement or transaction took too long, a deadlock, no connection left."""
FULL: Final = "53100"
HELD_FILE: Final = "database is locked"
FULL_WORDS: Final = ("database or disk is full", "could not extend file", "no space left on device")
FULL_NUMBERS: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
AGAIN: Final = 10.0
"""Seconds after which it is worth trying again."""


def is_busy(error: BaseException) -> bool:
    """Whether somebody else holds what was needed."""
    if isinstance(error, PoolTimeout):
        return True
    return isinstance(error, DBAPIError) and (_state(error) in HELD or HELD_FILE in str(error.orig))


def is_full(error: BaseException) -> bool:
    """Whether there is no room on the disk."""
    if isinstance(error, OSError):
        return error.errno in FULL_NUMBERS
    if not isinstance(error, DBAPIError):
        return False
    return _state(error) == FULL or any(words in str(error.orig).lower() for words in FULL_WORDS)


@contextmanager
def named() -> Iterator[None]:
    """Raises: DatabaseBusy and StorageFull in place of what the database or the disk says; all else as it is."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        if is_busy(error):
            raise DatabaseBusy(retry_after=AGAIN) from error
        if is_full(error):
            raise StorageFull from error
        raise


def _state(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
