"""What was read back from the provider, as it goes out."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field
from trackifi_accounting.use_cases.activation.examine import Examined
from trackifi_accounting.use_cases.reconciliation.read_back import Refreshed

from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryOut
from trackifi_accounting_adapters.web.http.values import Outgoing
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut


class ExaminationOut(Outgoing):
    """What will be in the way or deserves a look, from the most to the least; none when all is well."""

    examined_at: datetime | None
    findings: list[ProblemOut]

    @classmethod
    def made_of(cls, examined: Examined, tell: Teller) -> Self:
        """Make it, its findings told."""
        findings = [ProblemOut.model_validate(one) for one in tell.every(examined.findings)]
        return cls(examined_at=examined.integration.examined_at, findings=findings)


class RefreshedOut(Outgoing):
    """What was read back."""

    read: Annotated[int, Field(description="How many sent invoices were looked at.")]
    changed: Annotated[int, Field(description="How many of them had changed.")]
    removed: Annotated[list[DeliveryOut], Field(description="Those newly found to be removed at the provider.")]

    @classmethod
    def made_of(cls, done: Refreshed, tell: Teller) -> Self:
        """Make it, the problems told."""
        return cls(
            read=done.read, changed=done.changed, removed=[DeliveryOut.made_of(one, tell) for one in done.removed]
        )
