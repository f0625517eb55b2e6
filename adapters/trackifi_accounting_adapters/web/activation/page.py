"""Activate, Update, Sync Data, Disable."""

from fastapi import Request, Response
from pydantic import SecretStr
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import AccountingError, CredentialsRejected

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.keys import offered
from trackifi_accounting_adapters.web.activation.provider_page import Provider, shown
from trackifi_accounting_adapters.web.activation.schemas import LONGEST_KEY, CredentialsIn
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.progress import Progresses
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute, status_of
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.sessions.flash import onward
from trackifi_accounting_adapters.web.sessions.forms import Form, Sent
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)


@pages.post("/settings/integrations/{provider}/activate", name="page_activate")
def activate(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Prove the key, keep it, import; then show what came in."""
    who.must("activate_integration")
    watched: Progresses = request.app.state.progresses
    told = watched.watch(who.company, provider)
    try:
        credentials = _pasted(container, who, provider, form)
        done = container.activate()(who.company, provider, credentials, by=who.actor, progress=told)
    except (AccountingError, Refusal) as error:
        return _refused(request, container, who, provider, error)
    finally:
        watched.end(who.company, provider)
    if done.problem:
        return _refused(request, container, who, provider, done.problem)
    address = addresses(request)("page_provider", provider=provider)
    return onward(request, address, "activated")


@pages.post("/settings/integrations/{provider}/key", name="page_update_key")
def update_key(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Exchange the key."""
    who.must("update_key")
    try:
        credentials = _pasted(container, who, provider, form)
        container.update_key()(who.company, provider, credentials, by=who.actor)
    except (AccountingError, Refusal) as error:
        return _refused(request, container, who, provider, error)
    return onward(request, addresses(request)("page_provider", provider=provider), "key_updated")


@pages.post("/settings/integrations/{provider}/sync", name="page_sync")
def sync(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Read what changed, or everything, and tell the counts before and after."""
    who.must("sync_data")
    watched: Progresses = request.app.state.progresses
    told = watched.watch(who.company, provider)
    try:
        done = container.sync()(who.company, provider, by=who.actor, full=form["full"] == "yes", progress=told)
    finally:
        watched.end(who.company, provider)
    facts = {"partners": done.read_partners, "products": done.read_products, "stale": done.stale}
    for name in ("customers", "suppliers", "products"):
        facts |= {f"{name}_before": getattr(done.before, name), f"{name}_after": getattr(done.after, name)}
    return onward(request, addresses(request)("page_provider", provider=provider), "synced", **facts)


@pages.post("/settings/integrations/{provider}/examine", name="page_examine")
def examine(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Look anew at what will be in the way."""
    who.must("examine_integration")
    container.examine()(who.company, provider)
    return onward(request, addresses(request)("page_provider", provider=provider), "examined")


@pages.get("/settings/integrations/{provider}/disable", name="page_disable")
def ask_disable(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Say what disabling does and what stays."""
    who.must("disable_integration")
    standing = container.survey()(who.company, provider)
    plugin, integration = container.registry()[provider], standing.integration
    return page(request, "disable.html", plugin=plugin, standing=standing, integration=integration, tab="overview")


@pages.post("/settings/integrations/{provider}/disable")
def disable(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Destroy the key and stop all calls."""
    who.must("disable_integration")
    kept = container.disable()(who.company, provider, by=who.actor)
    sent = sum(many for state, many in kept.deliveries.items() if not state.startswith("pdf_"))
    address = addresses(request)("page_provider", provider=provider)
    return onward(request, address, "disabled", links=kept.links, deliveries=sent)


def _pasted(container: Container, who: Visitor, provider: ProviderName, form: Form) -> Credentials:
    """What was pasted into the declared fields. Raises: CredentialsRejected, Refusal (429)."""
    values = {field.name: form.raw(f"field-{field.name}") for field in container.registry()[provider].fields}
    if any(len(value) > LONGEST_KEY for value in values.values()):
        raise CredentialsRejected("key_malformed", reason="too_long")
    pasted = CredentialsIn.model_construct(credentials={name: SecretStr(value) for name, value in values.items()})
    return offered(container, who.company, provider, pasted)


def _refused(request: Request, container: Container, who: Visitor, provider: ProviderName, error: object) -> Response:
    """The page again, with the reason beside the key field; the key itself is gone."""
    problem = error.problem if isinstance(error, AccountingError | Refusal) else error
    status = status_of(error) if isinstance(error, AccountingError) else getattr(error, "status_code", 200)
    return shown(
        request,
        container,
        who,
        provider,
        status=status,
        fault=telling(request, provider)(problem),  # type: ignore[arg-type]
    )
