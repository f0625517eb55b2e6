"""Integrations: activate, update the key, disable, sync, choose the product."""

from typing import Annotated

from fastapi import Body, Query
from trackifi_accounting.domain.values.references import CompanyId, ProductId, ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.keys import offered
from trackifi_accounting_adapters.web.activation.schemas import (
    ActivatedOut,
    CardList,
    CardOut,
    CredentialsIn,
    ImportedOut,
    IntegrationOut,
    ProductChoiceIn,
    SyncedOut,
)
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, CALL, KEY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut

operations = Operations("/companies/{company}/integrations", tags=["Integrations"], built_as=GuardedRoute)
FullSync = Annotated[bool, Query(description="Read everything, not only what changed.")]


@operations.get("", responses=READ)
def list_integrations(company: parameters.Company, installation: Installation, tell: Tell) -> CardList:
    """Every installed provider with the state of the company's integration."""
    survey = installation.survey()
    standings = [survey(company, name) for name in installation.registry()]
    return CardList(items=[CardOut.made_of(one, tell.about(one.integration.provider)) for one in standings])


@operations.get("/{provider}", responses=READ)
def get_integration(
    *, company: parameters.Company, provider: parameters.Provider, installation: Installation, tell: Tell
) -> IntegrationOut:
    """State, remote company, counts, rights, what is missing, and when data was last read."""
    return _standing(installation, company, provider, tell)


@operations.post("/{provider}/activate", responses=KEY)
def activate_integration(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    pasted: Annotated[CredentialsIn, Body()],
    installation: Installation,
    who: Who,
    tell: Tell,
) -> ActivatedOut:
    """Prove the key, keep it, and import partners and products.

    Answers when the import has ended, which takes minutes for tens of thousands of partners; it goes on when nobody
    waits for the answer. A failing import does not undo the activation.
    """
    credentials = offered(installation, company, provider, pasted)
    done = installation.activate()(company, provider, credentials, by=who.actor)
    return ActivatedOut(
        integration=_standing(installation, company, provider, tell),
        imported=ImportedOut.model_validate(done.imported) if done.imported else None,
        problem=ProblemOut.model_validate(tell(done.problem)) if done.problem else None,
    )


@operations.put("/{provider}/key", responses=KEY)
def update_key(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    pasted: Annotated[CredentialsIn, Body()],
    installation: Installation,
    who: Who,
    tell: Tell,
) -> IntegrationOut:
    """Exchange the key; the old one stays in use until the new one has proved itself for the same company."""
    credentials = offered(installation, company, provider, pasted)
    installation.update_key()(company, provider, credentials, by=who.actor)
    return _standing(installation, company, provider, tell)


@operations.post("/{provider}/disable", responses=WRITE)
def disable_integration(
    *, company: parameters.Company, provider: parameters.Provider, installation: Installation, who: Who, tell: Tell
) -> IntegrationOut:
    """Destroy the key and stop all calls; links and what was sent are kept."""
    installation.disable()(company, provider, by=who.actor)
    return _standing(installation, company, provider, tell)


@operations.post("/{provider}/sync", responses=CALL)
def sync_data(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    who: Who,
    tell: Tell,
    full: FullSync = False,
) -> SyncedOut:
    """Read what changed at the provider, or everything; answers when it is done."""
    done = installation.sync()(company, provider, by=who.actor, full=full)
    standing = _standing(installation, company, provider, tell)
    problem = ProblemOut.model_validate(tell(done.problem)) if done.problem else None
    return SyncedOut(integration=standing, imported=ImportedOut.model_validate(done), problem=problem)


@operations.put("/{provider}/default-product", responses=WRITE | BODY)
def set_default_product(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    choice: Annotated[ProductChoiceIn, Body()],
    installation: Installation,
    who: Who,
    tell: Tell,
) -> IntegrationOut:
    """Choose the product of invoice lines that name none, for customers' invoices or for freelancers'."""
    product = ProductId(choice.product) if choice.product is not None else None
    installation.choose_product()(company, provider, product, by=who.actor, kind=choice.kind)
    return _standing(installation, company, provider, tell)


def _standing(installation: Container, company: CompanyId, provider: ProviderName, tell: Teller) -> IntegrationOut:
    return IntegrationOut.made_of(installation.survey()(company, provider), tell)
