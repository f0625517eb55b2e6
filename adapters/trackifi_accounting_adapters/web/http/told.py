"""The dependency that tells problems to this caller."""

from typing import Annotated

from fastapi import Depends, Request
from trackifi_accounting.domain.values.references import ProviderName

from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.language import Reader


async def teller_of(request: Request, installation: Installation, language: Reader) -> Teller:
    """Tells in the caller's language, about the provider that the address names."""
    provider = ProviderName(request.path_params.get("provider", ""))
    return Teller(explain=installation.explain(), language=language, provider=provider or None)


Tell = Annotated[Teller, Depends(teller_of)]
