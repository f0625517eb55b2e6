"""Keys on their way in: only the declared fields, and not too many attempts."""

import math
from typing import Final

from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.schemas import CredentialsIn
from trackifi_accounting_adapters.web.http.refusals import Refusal

MINUTE: Final = 60


def offered(installation: Container, company: CompanyId, provider: ProviderName, pasted: CredentialsIn) -> Credentials:
    """The credentials of one attempt, which is counted. Raises: UnknownProvider, Refusal (422, 429)."""
    declared = {field.name for field in installation.registry()[provider].fields}
    given = pasted.secrets()
    reasons = [
        *(Problem(code="field_missing", field=f"credentials.{name}") for name in sorted(declared - given.keys())),
        *(Problem(code="field_unknown", field=f"credentials.{name}") for name in sorted(given.keys() - declared)),
    ]
    if reasons:
        raise Refusal(422, "request_invalid", reasons=reasons)
    if wait := installation.key_attempts().take(company, provider):
        seconds = wait.total_seconds()
        raise Refusal(
            429, "too_many_key_attempts", retry_after=seconds, minutes=str(max(1, math.ceil(seconds / MINUTE)))
        )
    return Credentials(values=given)
