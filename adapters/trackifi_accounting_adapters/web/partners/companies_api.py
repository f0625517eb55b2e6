"""Companies, handed over."""

from typing import Annotated

from fastapi import Body

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.partners.parties_schemas import CompanyIn, CompanyOut

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
