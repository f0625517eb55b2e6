"""The route of every page: forms are taken in safely, and whatever goes wrong is said on a page."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import InvoiceId
from trackifi_accounting.errors import AccountingError, InvoiceRejected, NotFound

from trackifi_accounting_adapters.web.design.paths import kind_of
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.http.errors import STATUS
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.sessions import forms
from trackifi_accounting_adapters.web.sessions.flash import SEE_OTHER
from trackifi_accounting_adapters.web.sessions.visitor import SignInNeeded

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
PART: Final = "x-part"
"""The header by which our script asks for a part of a page."""
LOG = logging.getLogger(__name__)


class PageRoute(APIRoute):
    """Answers with pages only."""

    def get_route_handler(self) -> Handler:
        """Wrap FastAPI's own handler."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST":
                    await forms.take(request)
                return await handle(request)
            except SignInNeeded as need:
                return _sign_in(request, need)
            except forms.ForeignForm:
                return page(request, "expired.html", status=403)
            except (AccountingError, HTTPException, RequestValidationError) as error:
                return _stopped(request, error)
            # A person must not be shown our insides, and the page has to stay a page.
            except Exception:
                LOG.exception("A page failed: %s", self.name)
                return _problem(request, [Problem(code="defect")], 500)

        return answer


def status_of(error: AccountingError) -> int:
    """The HTTP status, as the API answers it."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _sign_in(request: Request, need: SignInNeeded) -> Response:
    to = addresses(request)
    if PART in request.headers:
        return page(request, "parts/signed_out.html", status=401, address=need.address or to("page_sign_in"))
    back = request.url.path if request.method == "GET" else None
    return RedirectResponse(need.address or to("page_sign_in", {"next": back}), SEE_OTHER)


def _stopped(request: Request, error: AccountingError | HTTPException | RequestValidationError) -> Response:
    if isinstance(error, RequestValidationError):
        return page(request, "absent.html", status=404)
    if isinstance(error, Refusal):
        return _problem(request, [error.problem, *error.reasons], error.status_code)
    if isinstance(error, HTTPException | NotFound):
        return page(request, "absent.html", status=404)
    reasons = error.reasons if isinstance(error, InvoiceRejected) else (error.problem,)
    return _problem(request, reasons, status_of(error))


def _problem(request: Request, problems: Any, status: int) -> Response:
    given = request.path_params
    about = (kind_of(request), InvoiceId(given["invoice"])) if "invoice" in given else None
    told = telling(request, given.get("provider"), invoice=about).every(problems)
    return page(request, "problem.html", status=status, problems=told)
