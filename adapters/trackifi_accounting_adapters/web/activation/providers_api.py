"""What is installed, and which problems there are."""

from typing import Annotated

from fastapi import Path
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.errors import NotFound

from trackifi_accounting_adapters.web.activation.providers_schemas import ProblemTypeOut, ProviderList, ProviderOut
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.answers import OPEN, READ
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.problems.words import WEB

operations = Operations(tags=["Providers"], built_as=GuardedRoute)
ProblemCode = Annotated[str, Path(pattern="^[a-z0-9_]{1,80}$", description="A problem's code.")]


@operations.get("/providers", responses=OPEN)
def list_providers(installation: Installation) -> ProviderList:
    """Every installed provider, with the fields of its form and its guide."""
    return ProviderList(items=[ProviderOut.made_of(one) for one in installation.registry().values()])


@operations.get("/providers/{provider}", responses=READ)
def get_provider(provider: parameters.Provider, installation: Installation) -> ProviderOut:
    """One provider, with the fields of its form and its guide in both languages."""
    return ProviderOut.made_of(installation.registry()[provider])


@operations.get("/problems/{code}", responses=READ)
def get_problem_type(code: ProblemCode, installation: Installation) -> ProblemTypeOut:
    """What a problem's `type` leads to."""
    plugins = (entry for plugin in installation.registry().values() for entry in plugin.problems)
    for entry in (*CORE, *WEB, *plugins):
        if entry.code == code:
            return ProblemTypeOut.model_validate(entry)
    raise NotFound(record="problem", id=code)
