"""Customers and freelancers, handed over: the same operations for both."""

from typing import Annotated

from fastapi import Body
from trackifi_accounting.domain.partners.parties import Party, PartyKind

from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.kinds import SEGMENT, Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.partners.parties_schemas import PartyIn, PartyList, PartyOut


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    many = SEGMENT[kind]
    operations = Operations(f"/companies/{{company}}/{many}", tags=["Hand-over"], built_as=GuardedRoute)
    put = operations.put("/{party}", name=f"put_{kind}", summary=f"Hand over a {kind}", responses=WRITE | BODY)
    get = operations.get("/{party}", name=f"get_{kind}", summary=f"Give a {kind}", responses=READ)
    find = operations.get("", name=f"find_{many}", summary=f"Search {many}", responses=READ)
    put(_put)
    get(_get)
    find(_find)
    return operations


def _put(
    *,
    company: parameters.Company,
    kind: Kind,
    party: parameters.Party,
    record: Annotated[PartyIn, Body()],
    installation: Installation,
) -> PartyOut:
    """Take it, for the first time or again; the same twice changes nothing."""
    kept = record.to_domain(kind, party)
    installation.hand_over().party(company, kept)
    return PartyOut.model_validate(kept)


def _get(*, company: parameters.Company, kind: Kind, party: parameters.Party, installation: Installation) -> PartyOut:
    """As it was handed over."""
    return PartyOut.model_validate(installation.host().party(company, kind, party))


def _find(
    *,
    company: parameters.Company,
    kind: Kind,
    installation: Installation,
    text: parameters.Search = "",
    limit: parameters.Limit = 20,
) -> PartyList:
    """Those whose name or business id contains the text, by name; archived ones are left out."""
    found: list[Party] = list(installation.host().find_parties(company, kind, text=text, limit=limit))
    return PartyList(items=[PartyOut.model_validate(one) for one in found])
