"""Where the real answer is not known: what the sandbox does instead, one switch each."""

from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args, get_origin


@dataclass(slots=True, kw_only=True)
class Switches:
    """Every default is the reading thought most likely; docs/reference/sandbox.md explains each."""

    charset_status: Literal[400, 415] = 400
    token_error_shape: Literal["errors", "oauth"] = "errors"  # noqa: S105 - the shape of an answer, no password
    token_error_status: Literal[400, 401] = 401
    rate_limit_per_second: int = 0
    rate_limit_answer: Literal["429", "429-bare", "503", "refuse"] = "429"
    number_search: Literal["exact", "ignore-case", "partial"] = "exact"
    total_count: bool = True
    documents_off_status: Literal[400, 403, 404] = 403
    documents_off_refuses_upload: bool = False
    unknown_fields: Literal["ignore", "refuse"] = "ignore"
    empty_invoice_search: Literal[200, 404] = 200
    extra_decimals: Literal["refuse", "round"] = "refuse"
    business_id_check: Literal["off", "form"] = "form"
    purchase_without_account: Literal["refuse", "accept"] = "refuse"
    send_with_invoice_needed: bool = False
    attachment_unknown_reference: Literal[400, 404] = 400
    search_lag_seconds: float = 0.0
    echo: Literal["as-sent", "shortened"] = "as-sent"
    exchange_rate: Literal["per-base", "per-currency"] = "per-base"
    vat_rounding: Literal["per-rate", "per-row"] = "per-rate"
    supported_versions: list[str] = field(default_factory=lambda: ["2508", "2511", "2602", "2604"])

    def change(self, changes: dict[str, Any]) -> None:
        """Sets several at once; raises ValueError and changes nothing when one does not fit."""
        known = {entry.name: entry.type for entry in fields(self)}
        for name, value in changes.items():
            if name not in known:
                raise ValueError(f"There is no switch {name!r}.")
            if not _fits(value, known[name]):
                raise ValueError(f"{value!r} does not fit the switch {name!r}.")
        for name, value in changes.items():
            setattr(self, name, value)


def _fits(value: Any, wanted: Any) -> bool:
    if get_origin(wanted) is Literal:
        return value in get_args(wanted)
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if wanted is bool:
        return isinstance(value, bool)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
