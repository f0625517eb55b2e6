"""Names made comparable, and the search for a part of one."""

import unicodedata

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import Mapped

LONGEST_SEARCH = 200  # characters; SQLite refuses patterns that are very long


def fold(text: str) -> str:
    """Make text comparable: case and width folded. PostgreSQL takes no NUL."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\0", "")


def mentions(text: str, *, name: Mapped[str], business_id: Mapped[str | None]) -> ColumnElement[bool]:
    """Whether a folded name or a business id contains the text."""
    part = fold(text)[:LONGEST_SEARCH]
    return or_(name.contains(part, autoescape=True), func.lower(business_id).contains(part, autoescape=True))
