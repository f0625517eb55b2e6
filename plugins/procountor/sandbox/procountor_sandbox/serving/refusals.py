"""Why an operation did not happen, and the error envelope that says so."""

from collections.abc import Iterable

from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes

Issue = tuple[str, str]
"""A field path such as ``invoiceRows[0].unit`` (empty: the whole request) and a code or sentence."""

RIGHTS_TEXT = "User rights check failed: Insufficient user rights"


class RefusedError(Exception):
    """The operation is refused with this status and these issues."""

    def __init__(self, status: int, *issues: Issue) -> None:
        super().__init__(status, issues)
        self.status = status
        self.issues = issues


def invalid(field: str, why: str = "") -> Issue:
    """The issue of a value that does not fit, in the words Procountor is seen to use."""
    return field, f"Value of the '{field}' field is invalid: {why}"


def blank(field: str) -> Issue:
    """The issue of a value that is missing."""
    return field, f"Value of the '{field}' cannot be blank."


def bad_parameter(name: str, why: str) -> RefusedError:
    """A query parameter or header that does not fit."""
    return RefusedError(400, invalid(name, why))


def no_rights() -> RefusedError:
    """The user's rights do not suffice."""
    return RefusedError(403, ("", RIGHTS_TEXT))


def not_found(text: str) -> RefusedError:
    """There is no such thing in this company."""
    return RefusedError(404, ("", text))


def envelope(status: int, issues: Iterable[Issue]) -> Answer:
    """The ``errors`` envelope (Procountor API 26.04, ErrorMessages)."""
    errors = [
        {"status": status, "field": field, "message": message} if field else {"status": status, "message": message}
        for field, message in issues
    ]
    return Answer(status=status, body=json_bytes({"errors": errors}))
