"""What a person says who excludes an invoice from sending."""

from typing import Annotated

from pydantic import ConfigDict, Field
from trackifi_accounting.use_cases.invoices.exclude import LONGEST_REASON

from trackifi_accounting_adapters.web.http.values import ONE_LINE, Incoming


class ExclusionIn(Incoming):
    """Why an invoice is not to be sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Sent on paper in January"}]})

    reason: Annotated[str, Field(min_length=1, max_length=LONGEST_REASON, pattern=ONE_LINE)]
