"""The provider's page: its guide before activation, its state afterwards."""

from typing import Annotated

from fastapi import Path, Request, Response
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.values.references import ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.design.problem_view import Panel, telling
from trackifi_accounting_adapters.web.design.progress import Progresses
from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)
Provider = Annotated[ProviderName, Path(pattern="^[a-z0-9_-]{1,60}$")]


@pages.get("/settings/integrations/{provider}", name="page_provider")
def provider_page(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show the guide with the key field, or the overview."""
    return shown(request, container, who, provider)


@pages.get("/settings/integrations/{provider}/guide", name="page_guide")
def guide(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show the guide again, once the integration is active."""
    plugin = container.registry()[provider]
    integration = integration_of(container, who, provider)
    return page(request, "guide.html", plugin=plugin, integration=integration, tab="overview")


@pages.get("/settings/integrations/{provider}/progress", name="page_progress")
def progress(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Say how far an import is, for the script."""
    counts = container.survey()(who.company, provider).counts
    watched: Progresses = request.app.state.progresses
    return page(request, "parts/progress.html", counts=counts, steps=watched.of(who.company, provider))


def shown(
    request: Request,
    container: Container,
    who: Visitor,
    provider: ProviderName,
    *,
    status: int = 200,
    fault: Panel | None = None,
) -> Response:
    """The page as it stands; ``fault`` is shown beside the key field."""
    plugin = container.registry()[provider]
    standing = container.survey()(who.company, provider)
    usable, tell = standing.integration.usable, telling(request, provider)
    return page(
        request,
        "overview.html" if usable else "setup.html",
        status=status,
        plugin=plugin,
        standing=standing,
        integration=standing.integration,
        problems=tell.every(standing.problems),
        findings=tell.every(one for one in standing.findings if one not in standing.problems),
        fault=fault,
        disabled=standing.integration.state is IntegrationState.DISABLED,
        tab="overview",
    )


def integration_of(container: Container, who: Visitor, provider: ProviderName) -> Integration:
    """The company's integration as it stands, for the head of each tab; it costs one look. Raises: UnknownProvider."""
    name = container.registry()[provider].name
    with container.store().read(who.company) as work:
        return work.integrations.get(name) or Integration(company=who.company, provider=name)
