"""Parameters of addresses and queries."""

from typing import Annotated

from fastapi import Path, Query
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, PartyId, ProviderName

from trackifi_accounting_adapters.web.http.values import ID_PATTERN, ONE_LINE

Company = Annotated[CompanyId, Path(pattern=ID_PATTERN, description="Trackifi's id of the company.")]
Party = Annotated[PartyId, Path(pattern=ID_PATTERN, description="Trackifi's id of the customer or freelancer.")]
InvoiceKey = Annotated[InvoiceId, Path(pattern=ID_PATTERN, description="Trackifi's id of the invoice.")]
Provider = Annotated[ProviderName, Path(pattern="^[a-z0-9_-]{1,60}$", description="Name of the provider's plugin.")]

Limit = Annotated[int, Query(ge=1, le=200, description="Rows of one page.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Rows to pass over.")]
Search = Annotated[str, Query(max_length=100, pattern=ONE_LINE, description="Part of a name or business id.")]
