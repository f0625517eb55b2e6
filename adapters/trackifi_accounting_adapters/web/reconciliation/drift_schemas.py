"""The drift report, as it goes out."""

from typing import Annotated

from pydantic import Field
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.findings import FindingKind

from trackifi_accounting_adapters.web.http.values import Outgoing


class DriftOut(Outgoing):
    """One difference between Trackifi and the provider; `ours` and `theirs` are empty where there is nothing."""

    what: FindingKind
    kind: PartyKind
    number: str
    invoice: Annotated[str | None, Field(description="Trackifi's id; null when no delivery has the number.")]
    remote: str
    remote_number: str | None
    ours: str
    theirs: str
    difference: Annotated[str, Field(description="The one sum less the other, where both are sums of one currency.")]
    field: Annotated[str, Field(description="The part of the record, or several with commas; the creator of a copy.")]
    seen: Annotated[bool, Field(description="Whether a person has marked it as seen.")]


class DriftList(Outgoing):
    """Every difference there is; none when the two agree. `information` is what became of invoices as it should."""

    items: list[DriftOut]
    information: list[DriftOut]
