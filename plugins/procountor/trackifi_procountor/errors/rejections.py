"""What Procountor complains about, in Trackifi's words: validation codes, field paths, sentences.

Procountor's own table of validation codes is not public; the codes here are those met by its documentation, its release
notes and other integrators (API 26.04 and earlier). An unknown one is shown as it came.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from trackifi_accounting.domain.problems.problems import Problem

from trackifi_procountor.http import strict_json
from trackifi_procountor.http.messages import Answer, AnswerGarbled

Complaint: TypeAlias = tuple[int, str | None, str]
"""HTTP status, Procountor's field path, code or sentence."""

_LONGEST: Final = 300

_CODES: Final[Mapping[str, str]] = {
    "DUE_DATE_BEFORE_BILL_DATE": "due_before_date",
    "ERROR_VATSTATUS_VATPERC": "procountor_vat_combination",
    "ERROR_LEDGERACCOUNT_VATPERCENTAGE_COMBINATION": "procountor_ledger_account",
    "DIMENSION_OR_DIMENSION_ITEM_IDENTIFIERS_DOES_NOT_MATCH_THOSE_STORED_IN_DATABASE": "procountor_dimension_closed",
    "ERROR_BRN_CODE": "business_id_malformed",
    "CLOSED_FISCAL_PERIOD": "period_closed",
    "OVT_NOT_ALLOWED": "procountor_ovt_refused",
    "INVALID_OVT": "procountor_ovt_refused",
}
_SENTENCES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"cannot be blank|must not be (null|blank|empty)", re.IGNORECASE), "text_missing"),
    (re.compile(r"fiscal (year|period)|tracking period|closed period", re.IGNORECASE), "period_closed"),
    (re.compile(r"cash discount", re.IGNORECASE), "procountor_cash_discount"),
)
_NAMED_FIELD: Final = re.compile(r"'([A-Za-z.\[\]0-9]+)'")

_FIELDS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), ours)
    for pattern, ours in (
        (r"invoiceRows\[(\d+)\]\.(vatStatus|vatPercent)", r"lines[\1].vat"),
        (r"invoiceRows\[(\d+)\]\.productId", r"lines[\1].product"),
        (r"invoiceRows\[(\d+)\]\.product", r"lines[\1].name"),
        (r"invoiceRows\[(\d+)\]\.unitPrice", r"lines[\1].unit_price"),
        (r"invoiceRows\[(\d+)\]\.discountPercent", r"lines[\1].discount_percent"),
        (r"invoiceRows\[(\d+)\]\.startDate", r"lines[\1].starts"),
        (r"invoiceRows\[(\d+)\]\.endDate", r"lines[\1].ends"),
        (r"invoiceRows\[(\d+)\]\.(quantity|unit|comment)", r"lines[\1].\2"),
        (r"invoiceRows\[(\d+)\]", r"lines[\1]"),
        (r"invoiceRows", "lines"),
        (r"transactions\[(\d+)\].*", r"lines[\1].vat"),
        (r"date", "issued"),
        (r"paymentInfo\.dueDate", "due"),
        (r"paymentInfo\.currencyRate", "currency_rate"),
        (r"paymentInfo\.currency", "currency"),
        (r"paymentInfo\.bankReferenceCode(Type)?", "payment_reference"),
        (r"paymentInfo\.bankAccount(\.accountNumber)?", "party.iban"),
        (r"originalInvoiceNumber", "number"),
        (r"orderReference", "order_reference"),
        (r"sellerReferenceIdentifier", "project_number"),
        (r"penaltyPercent", "interest_percent"),
        (r"additionalInformation", "message"),
        (r"notes|language", r"\g<0>"),
        (r"vatStatus", "lines[0].vat"),
        (r"orderNumber", "references.order_number"),
        (r"agreementNumber", "references.agreement_number"),
        (r"accountingCode", "references.accounting_code"),
        (r"deliverySite", "references.delivery_site"),
        (r"tenderReference", "references.tender_reference"),
        (r"buyerReferenceIdentifier", "references.buyer_reference"),
        (r"counterParty\.counterPartyAddress\.name|billingAddress\.name", "party.name"),
        (r"(?:counterParty\.counterPartyAddress|billingAddress)\.zip", "party.address.postcode"),
        (r"(?:counterParty\.counterPartyAddress|billingAddress)\.(\w+)", r"party.address.\1"),
        (r"deliveryAddress\.zip", "party.delivery_address.postcode"),
        (r"deliveryAddress\.(\w+)", r"party.delivery_address.\1"),
        (r"counterParty\.identifier", "party.business_id"),
        (r"counterParty\.taxCode", "party.vat_number"),
        (r"counterParty\.email", "partner.email"),
        (r"counterParty\.einvoiceAddress.*", "partner.e_invoice"),
        (r"counterParty\.customerNumber", "party.customer_number"),
        (r"counterParty\.contactPersonName", "party.contact_person"),
        (r"partnerId", "partner"),
    )
)


def complaints(answer: Answer) -> tuple[Complaint, ...]:
    """All errors of an error body, in any shape that was ever seen; none when it is no JSON."""
    try:
        found = strict_json.read(answer.body)
    except AnswerGarbled:
        return ()
    return tuple(_complaints(found, answer.status)) if isinstance(found, dict) else ()


def reasons_of(answer: Answer, payload: object) -> tuple[Problem, ...]:
    """Each complaint as a problem; ``payload`` is what was sent, for the values that the words name."""
    problems = tuple(_problem(complaint, payload) for complaint in complaints(answer))
    return problems or (Problem(code="unclassified", facts={"code": str(answer.status), "message": ""}),)


def trackifi_field(path: str | None) -> str | None:
    """Our name of Procountor's field; one we have no name for keeps Procountor's."""
    for pattern, ours in _FIELDS:
        found = pattern.fullmatch(path or "")
        if found:
            return found.expand(ours)
    return path


def _complaints(body: dict[str, object], status: int) -> Iterator[Complaint]:
    for kind, text in (("errors", "message"), ("constraintViolations", "errorCode")):
        listed = body.get(kind)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                yield status, _text(one.get("field")) or None, _text(one.get(text))
    if "error" in body:
        yield status, None, _text(body["error"])


def _text(value: object) -> str:
    shown = value if isinstance(value, str) else "" if value is None else str(value)
    return "".join(sign for sign in shown if sign.isprintable())[:_LONGEST]


def _problem(complaint: Complaint, payload: object) -> Problem:
    status, path, message = complaint
    if path is None and (named := _NAMED_FIELD.search(message)):
        path = named[1]
    field = trackifi_field(path)
    code = _CODES.get(message) or _of_field(path) or _of_sentence(message)
    facts = _facts(code, path, payload) | {"message": message}
    if code is None:
        return Problem(code="unclassified", facts={"code": str(status), "message": message}, field=field)
    return Problem(code=code, facts=facts, field=field or _HOME.get(code))


_HOME: Final[Mapping[str, str]] = {
    "due_before_date": "due",
    "period_closed": "issued",
    "business_id_malformed": "party.business_id",
    "procountor_vat_combination": "lines[0].vat",
    "procountor_ovt_refused": "partner.e_invoice",
}
"""The field a code is about when the complaint names none."""


def _of_field(path: str | None) -> str | None:
    if path == "partnerId":
        return "link_partner_gone"
    return "product_gone" if path and path.endswith(".productId") else None


def _of_sentence(message: str) -> str | None:
    return next((code for pattern, code in _SENTENCES if pattern.search(message)), None)


def _facts(code: str | None, path: str | None, payload: object) -> dict[str, str]:
    value = _value_at(payload, path or "")
    dated = _value_at(payload, "date")
    facts: dict[str, Callable[[], dict[str, str]]] = {
        "period_closed": lambda: {"date": dated},
        "business_id_malformed": lambda: {"value": value or _value_at(payload, "counterParty.identifier")},
        "link_partner_gone": lambda: {"partner": _value_at(payload, "counterParty.counterPartyAddress.name")},
        "product_gone": lambda: {"product": value},
    }
    return facts[code]() if code in facts else {}


def _value_at(payload: object, path: str) -> str:
    found = payload
    for step in re.findall(r"\w+", path):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
        else:
            return ""
    return str(found) if isinstance(found, str | int) else ""
