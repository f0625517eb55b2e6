"""Operations that there are for customers and for freelancers alike."""

from typing import Annotated, Final

from fastapi import Depends, Request
from trackifi_accounting.domain.partners.parties import PartyKind

SEGMENT: Final = {PartyKind.CUSTOMER: "customers", PartyKind.FREELANCER: "freelancers"}
"""How an address says which."""


async def kind_of(request: Request) -> PartyKind:
    """Which of the two this operation is for: its name says it."""
    return PartyKind.FREELANCER if PartyKind.FREELANCER in request.scope["route"].name else PartyKind.CUSTOMER


Kind = Annotated[PartyKind, Depends(kind_of)]
