"""Companies, handed over."""

from typing import Annotated

from fastapi import Body

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.api import parameters
from trackifi_accounting_adapters.web.api.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.api.schemas.parties import CompanyIn, CompanyOut
from trackifi_accounting_adapters.web.guard import GuardedRoute
from trackifi_accounting_adapters.web.operations import Operations

operations = Operations("/companies/{company}", tags=["Hand-over"], built_as=GuardedRoute)


@operations.put("", responses=WRITE | BODY)
def put_company(
    *, company: parameters.Company, record: Annotated[CompanyIn, Body()], installation: Installation
) -> CompanyOut:
    """Hand over a company, for the first time or again; the same twice changes nothing."""
    kept = record.to_domain(company)
    installation.hand_over().company(kept)
    return CompanyOut.model_validate(kept)


@operations.get("", responses=READ)
def get_company(company: parameters.Company, installation: Installation) -> CompanyOut:
    """Give a company as it was handed over."""
    return CompanyOut.model_validate(installation.host().company(company))
