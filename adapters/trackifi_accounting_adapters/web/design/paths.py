"""Where the pages are: a host chooses the paths that are free beside its own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request
from trackifi_accounting.domain.partners.parties import PartyKind

OF_KIND: Final = "/{kind}-invoices"
"""How a route says that there is one of it for each kind of invoice."""
SETTINGS: Final = "/settings/integrations"
_SHAPE: Final = re.compile(r"(/[A-Za-z0-9._~-]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Each begins with a slash and ends without one; no two may be the same. Raises: ValueError."""

    settings: str = SETTINGS
    customer_invoices: str = "/customer-invoices"
    freelancer_invoices: str = "/freelancer-invoices"

    def __post_init__(self) -> None:
        """Refuse what would be no address, or two pages at one."""
        every = (self.settings, self.customer_invoices, self.freelancer_invoices)
        if len(set(every)) < len(every) or not all(map(_SHAPE.fullmatch, every)):
            raise ValueError(f"paths must differ and look like /some/place: {', '.join(every)}")

    def placed(self, path: str, name: str) -> Iterator[tuple[str, str]]:
        """The paths of one route with their names; a route of invoices is there once for each kind."""
        if path.startswith(OF_KIND):
            of = {PartyKind.CUSTOMER: self.customer_invoices, PartyKind.FREELANCER: self.freelancer_invoices}
            for kind, place in of.items():
                yield place + path.removeprefix(OF_KIND), f"{name}_{kind}"
        elif path.startswith(SETTINGS):
            yield self.settings + path.removeprefix(SETTINGS), name
        else:
            yield path, name


def kind_of(request: Request) -> PartyKind:
    """Which kind of invoices the address is about."""
    return PartyKind(request.scope["route"].name.rpartition("_")[2])


Kind = Annotated[PartyKind, Depends(kind_of)]
