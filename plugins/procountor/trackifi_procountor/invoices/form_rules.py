"""What the prose of the API document demands of a new invoice beyond its types (Procountor API 26.04, facts by field).

Nothing here knows how Trackifi's invoices become Procountor's: it looks at the finished body only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeAlias

from stdnum import iban

from trackifi_procountor.codes.checks import decimals_in, in_windows_1252
from trackifi_procountor.codes.emails import is_email
from trackifi_procountor.codes.identifiers import reference_fault
from trackifi_procountor.invoices.form import Path

Body: TypeAlias = dict[str, Any]

SALES: Final = frozenset({"SALES_INVOICE", "SALES_ORDER"})
INVOICES: Final = frozenset({"SALES_INVOICE", "PURCHASE_INVOICE"})
TRADE: Final = INVOICES | {"SALES_ORDER", "PURCHASE_ORDER"}
WITHOUT_VAT: Final = frozenset({"TRAVEL_INVOICE", "BILL_OF_CHARGES"})
POSTAL: Final = ("street", "zip", "city")
FINNISH: Final = (
    "orderNumber", "agreementNumber", "accountingCode", "deliverySite", "tenderReference", "buyerReferenceIdentifier",
    "sellerReferenceIdentifier",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The company that the invoice is for; ``partners`` None means that every partner exists."""

    currency: str = "EUR"
    country: str = "FINLAND"
    partners: frozenset[int] | None = None


def rule_faults(body: Body, environment: Environment) -> tuple[Path, ...]:
    """Where a body of the right shape breaks a rule."""
    return tuple(path for rule in _RULES for path in rule(body, environment))


def meta_faults(meta: Body, *, invoice_type: str, size: int) -> tuple[Path, ...]:
    """Where the upload of a file breaks a rule: its size in bytes, and what may travel along with an invoice."""
    faults = ["file"] if size > 10_000_000 else []  # noqa: PLR2004  # bytes, POST /attachments
    if meta.get("sendWithInvoice") and invoice_type not in SALES | {"PURCHASE_ORDER"}:
        faults.append("sendWithInvoice")
    return tuple(faults)


def _type(body: Body, _: Environment) -> Iterator[Path]:
    if body["type"] == "PERIODIC_TAX_RETURN":
        yield "type"


def _channel(body: Body, _: Environment) -> Iterator[Path]:
    if body["invoiceChannel"] in {"EDIFACT", "PAPER_INVOICE"}:
        yield "invoiceChannel"


def _paper(body: Body, _: Environment) -> Iterator[Path]:
    if body["invoiceChannel"] == "MAIL" and body["type"] in SALES:
        own, billing = _addresses(body)
        yield from (f"billingAddress.{part}" for part in POSTAL if not (billing.get(part) or own.get(part)))


def _e_invoice(body: Body, _: Environment) -> Iterator[Path]:
    if body["invoiceChannel"] != "ELECTRONIC_INVOICE" or body["type"] != "SALES_INVOICE":
        return
    own, billing = _addresses(body)
    yield from (f"counterParty.counterPartyAddress.{part}" for part in POSTAL if not own.get(part))
    yield from (f"billingAddress.{part}" for part in POSTAL if not billing.get(part))
    target = body["counterParty"].get("einvoiceAddress", {})
    if not target.get("address"):
        yield "counterParty.einvoiceAddress.address"
    if not target.get("operator") and own.get("country") == "FINLAND":
        yield "counterParty.einvoiceAddress.operator"


def _email(body: Body, _: Environment) -> Iterator[Path]:
    party = body["counterParty"]
    email, copies = party.get("email"), party.get("bccAddresses", [])
    if body["type"] in SALES and body["invoiceChannel"] == "EMAIL" and not email:
        yield "counterParty.email"
    if body["type"] in SALES | {"PURCHASE_ORDER"} and email and not is_email(email):
        yield "counterParty.email"
    if len(copies) > 4 or any(len(copy) > 256 or copy == email for copy in copies):  # noqa: PLR2004  # CounterParty
        yield "counterParty.bccAddresses"


def _language(body: Body, _: Environment) -> Iterator[Path]:
    if body["type"] in SALES and "language" not in body:
        yield "language"


def _vat_status(body: Body, _: Environment) -> Iterator[Path]:
    if body["type"] not in WITHOUT_VAT and "vatStatus" not in body:
        yield "vatStatus"


def _delivery(body: Body, _: Environment) -> Iterator[Path]:
    if body["type"] in SALES and body.get("deliveryMethod") == "OTHER":
        yield "deliveryMethod"


def _account(body: Body, _: Environment) -> Iterator[Path]:
    payment = body["paymentInfo"]
    number = payment.get("bankAccount", {}).get("accountNumber")
    if payment["paymentMethod"] == "DKLMPKRE":
        yield "paymentInfo.paymentMethod"
    if number is None and payment["paymentMethod"] == "BANK_TRANSFER" and body["type"] in INVOICES:
        yield "paymentInfo.bankAccount"
    if number is not None and (" " in number or not iban.is_valid(number, check_country=False)):
        yield "paymentInfo.bankAccount.accountNumber"
    if body["type"] in SALES and "bic" in payment.get("bankAccount", {}):
        yield "paymentInfo.bankAccount.bic"


def _reference(body: Body, _: Environment) -> Iterator[Path]:
    code = body["paymentInfo"].get("bankReferenceCode")
    if code and reference_fault(code, finnish=False):
        yield "paymentInfo.bankReferenceCode"


def _currency(body: Body, environment: Environment) -> Iterator[Path]:
    payment = body["paymentInfo"]
    if payment["currency"] == environment.currency and payment["currencyRate"] != 1:
        yield "paymentInfo.currencyRate"


def _due(body: Body, _: Environment) -> Iterator[Path]:
    days = (date.fromisoformat(body["paymentInfo"]["dueDate"]) - date.fromisoformat(body["date"])).days
    if not 0 <= days <= 999:  # noqa: PLR2004  # days, PaymentInfo.dueDate
        yield "paymentInfo.dueDate"


def _only_for(body: Body, environment: Environment) -> Iterator[Path]:
    """Fields that belong to some types of invoice, and to some companies, only."""
    kind = body["type"]
    if "cashDiscount" in body["paymentInfo"] and kind not in TRADE:
        yield "paymentInfo.cashDiscount"
    if "taxCode" in body["counterParty"] and kind not in TRADE:
        yield "counterParty.taxCode"
    yield from (name for name in ("factoringContractId", "factoringText") if name in body and kind not in SALES)
    if body.get("isOffer") and kind != "SALES_ORDER":
        yield "isOffer"
    if kind not in INVOICES or environment.country != "FINLAND":
        yield from (name for name in FINNISH if name in body)


def _rows(body: Body, _: Environment) -> Iterator[Path]:
    if not body["invoiceRows"]:
        yield "invoiceRows"
    if body["type"] not in SALES:
        for place, row in enumerate(body["invoiceRows"]):
            yield from (f"invoiceRows[{place}].{name}" for name in ("headerText", "explanationText") if name in row)


def _scales(body: Body, _: Environment) -> Iterator[Path]:
    for name, scale in (("discountPercent", 4), ("penaltyPercent", 2)):
        if decimals_in(Decimal(body.get(name, 0))) > scale:
            yield name


def _letters(body: Body, _: Environment) -> Iterator[Path]:
    yield from _outside(body, "")


def _partner(body: Body, environment: Environment) -> Iterator[Path]:
    if environment.partners is not None and "partnerId" in body and body["partnerId"] not in environment.partners:
        yield "partnerId"


def _addresses(body: Body) -> tuple[Body, Body]:
    """The other side's address and the billing one, which is a copy of the first when it is left out."""
    own: Body = body["counterParty"]["counterPartyAddress"]
    return own, body.get("billingAddress", own)


def _outside(value: object, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _outside(one, f"{path}.{name}".removeprefix("."))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _outside(one, f"{path}[{place}]")
    elif isinstance(value, str) and not in_windows_1252(value):
        yield path


_RULES: Final[tuple[Callable[[Body, Environment], Iterator[Path]], ...]] = (
    _type, _channel, _paper, _e_invoice, _email, _language, _vat_status, _delivery, _account, _reference, _currency,
    _due, _only_for, _rows, _scales, _letters, _partner,
)  # fmt: skip
