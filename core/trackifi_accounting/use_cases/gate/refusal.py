"""The error that says why an invoice may not go, by the remedy of its reasons."""

from collections.abc import Sequence
from typing import Final

from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import AccountingError, InvoiceRejected, PartnerNotLinked, PermissionMissing

_ABOUT_LINK: Final = (PartnerNotLinked.default, "link_")


def refusal(reasons: Sequence[Problem], *, number: InvoiceNumber) -> AccountingError:
    """A reason that stands alone and is about no field is the error itself; otherwise the invoice is rejected for all.

    A missing right alone is a setting: the invoice waits for it and goes on by itself.
    """
    first = reasons[0]
    if len(reasons) > 1 or first.field is not None:
        return InvoiceRejected(reasons=tuple(reasons), number=number)
    return _leaf(first.code)(first.code, **dict[str, object](first.facts))


def _leaf(code: str) -> type[AccountingError]:
    if code == PermissionMissing.default:
        return PermissionMissing
    return PartnerNotLinked if code.startswith(_ABOUT_LINK) else InvoiceRejected
