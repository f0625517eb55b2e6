"""The web application: the REST API, and whatever else this installation serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web import api
from trackifi_accounting_adapters.web.http import errors
from trackifi_accounting_adapters.web.http.correlation import Correlation
from trackifi_accounting_adapters.web.http.description import TITLE, VERSION, describe
from trackifi_accounting_adapters.web.http.headers import SecurityHeaders
from trackifi_accounting_adapters.web.invoices.pdf_inspection import PdfInspector
from trackifi_accounting_adapters.web.pages import mount


def create_app(container: Container) -> FastAPI:
    """Compose the application; nothing is connected or read before the first request.

    Its tables have to be up to date (``migration.migrate``). A host may mount it into its own application and put its
    own sign-in in the place of ``access.caller``.
    """
    app = FastAPI(
        title=TITLE,
        version=VERSION,
        openapi_url="/v1/openapi.json",
        # Their pages would load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.container = container
    app.state.pdf_inspector = PdfInspector()
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Correlation)
    errors.install(app)
    api.enter(app)
    mount(app)
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.pdf_inspector.close()
