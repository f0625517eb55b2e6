"""Reasons why a command can't be run at all, in words; problems of an integration are in the catalogue instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError

ROOM = "Make room on the disk and try again; nothing is lost, and what waits goes by itself."


class CommandStopped(Exception):
    """The reason why a command can't be run. ``happened`` is a sentence; ``todo`` says what to do about it."""

    def __init__(self, happened: str, *, todo: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.todo = todo


def setting_stop(error: "ValidationError") -> CommandStopped:
    """Name the settings that can't be right, without their values: one of them may be a secret."""
    names = ", ".join(f"TRACKIFI_ACCOUNTING_{str(one['loc'][0]).upper()}" for one in error.errors() if one["loc"])
    reasons = "; ".join(one["msg"] for one in error.errors())
    return CommandStopped(f"A setting can't be right: {names}. {reasons}.", todo="Correct the variable and try again.")


@contextmanager
def store_stop(url: str) -> Iterator[None]:
    """Say in words that the database, the folder or the key file can't be used."""
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - SQLAlchemy is loaded only where a database is opened
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - as above

    from trackifi_accounting_adapters.storage_trouble import is_busy, is_full  # noqa: PLC0415 - as above

    try:
        shown = make_url(url).render_as_string(hide_password=True)
        yield
    except SQLAlchemyError as error:
        if is_full(error):
            raise CommandStopped("The disk of the database is full.", todo=ROOM) from error
        if is_busy(error):
            raise CommandStopped(
                "The database is busy: something else holds what is needed.", todo="Try again."
            ) from error
        kind = type(getattr(error, "orig", None) or error).__name__
        raise CommandStopped(
            f"The database can't be used ({kind}).", todo="Check TRACKIFI_ACCOUNTING_DATABASE_URL."
        ) from error
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and is_full(error):
            raise CommandStopped("The disk of the data folder is full.", todo=ROOM) from error
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CommandStopped(f"{shown} can't be opened: {reason}.", todo="Check the folder and its rights.") from error
