"""What Procountor says it has booked, beside what it was sent: a text that was shortened on the way is told."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.catalogue.number_formats import plain
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.text_parts import where_they_part

from trackifi_procountor.codes.checks import normal
from trackifi_procountor.codes.enumerations import TYPES
from trackifi_procountor.errors.rejections import trackifi_field

MOST: Final = 20
"""Differences told of one invoice; more say nothing new."""

SALES: Final = TYPES[PartyKind.CUSTOMER]
_HEAD: Final = (
    "date",
    "partnerId",
    "originalInvoiceNumber",
    "orderReference",
    "additionalInformation",
    "notes",
    "orderNumber",
    "agreementNumber",
    "accountingCode",
    "deliverySite",
    "tenderReference",
    "buyerReferenceIdentifier",
    "sellerReferenceIdentifier",
    "penaltyPercent",
    "counterParty.counterPartyAddress.name",
    "counterParty.customerNumber",
    "paymentInfo.currency",
    "paymentInfo.currencyRate",
    "paymentInfo.dueDate",
    "paymentInfo.bankReferenceCode",
)
_ROW: Final = (
    "product",
    "quantity",
    "unit",
    "unitPrice",
    "discountPercent",
    "vatPercent",
    "comment",
    "startDate",
    "endDate",
)


def differences(sent: object, answered: object) -> tuple[Problem, ...]:
    """The fields that came back otherwise, in the order of the form (POST /invoices answers with the whole Invoice).

    Only what was sent is compared, and only what the answer has a field for: nothing is concluded from a field it
    leaves out. Numbers are compared as numbers. An empty reference asks Procountor to make one up, which is no change.
    """
    return tuple(islice(_differences(sent, answered), MOST))


def _differences(sent: object, answered: object) -> Iterator[Problem]:
    for path in _HEAD:
        yield from _compared(path, _at(sent, path), _at(answered, path))
    yield from _account(sent, answered)
    ours, theirs = _at(sent, "invoiceRows"), _at(answered, "invoiceRows")
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return
    if len(ours) != len(theirs):
        # Rows that moved can't be told from rows that changed.
        yield _problem("invoiceRows", str(len(ours)), str(len(theirs)))
        return
    for place, (row, booked) in enumerate(zip(ours, theirs, strict=True)):
        for name in _ROW:
            yield from _compared(f"invoiceRows[{place}].{name}", _at(row, name), _at(booked, name))


def _account(sent: object, answered: object) -> Iterator[Problem]:
    """The company's own account on a sales invoice, the freelancer's on a purchase invoice."""
    path = "paymentInfo.bankAccount.accountNumber"
    found = _compared(path, _at(sent, path), _at(answered, path))
    yield from (replace(one, field="company.iban") if _at(sent, "type") == SALES else one for one in found)


_ABSENT: Final = object()


def _at(found: Any, path: str) -> Any:
    for step in path.split("."):
        if not isinstance(found, dict) or step not in found:
            return _ABSENT
        found = found[step]
    return found


def _compared(path: str, ours: Any, theirs: Any) -> Iterator[Problem]:
    if _ABSENT in (ours, theirs) or (path.endswith("bankReferenceCode") and ours == ""):
        return
    left, right = _plain(ours), _plain(theirs)
    if left != right:
        yield _problem(path, *where_they_part(plain(left), plain(right)))


def _plain(value: Any) -> str | Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value).normalize()
    return "" if value is None else normal(str(value)).replace("\r\n", "\n").strip()


def _problem(path: str, ours: str, theirs: str) -> Problem:
    facts = {"ours": ours or "-", "theirs": theirs or "-"}
    return Problem(code="echo_differs", facts=facts, field=trackifi_field(path))
