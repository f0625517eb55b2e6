"""The built-in sign-in: one field for an access token. A host with its own sign-in never leads here."""

from typing import Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from trackifi_accounting_adapters.web.design.rendering import LANGUAGES, addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions import cookies, session
from trackifi_accounting_adapters.web.sessions.flash import SEE_OTHER
from trackifi_accounting_adapters.web.sessions.forms import Sent

LONGEST: Final = 200
pages = Operations(built_as=PageRoute)


@pages.get("/", name="page_start")
def start(request: Request) -> Response:
    """Lead to the first page."""
    return RedirectResponse(addresses(request)("page_integrations"), SEE_OTHER)


@pages.get("/sign-in", name="page_sign_in")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "sign_in.html", fault=None, next=local(request.query_params.get("next", "")))


@pages.post("/sign-in")
def sign_in(request: Request, form: Sent, container: Installation) -> Response:
    """Open a session for the token's company."""
    text = form["token"]
    token = container.tokens().find(text) if len(text) <= LONGEST else None
    fault = "unknown" if token is None else "host" if token.company is None else None
    if fault:
        return page(request, "sign_in.html", status=422, fault=fault, next=local(form["next"]))
    response = RedirectResponse(local(form["next"]) or addresses(request)("page_start"), SEE_OTHER)
    cookies.put(request, response, cookies.SESSION, session.sealed(text, container))
    return response


@pages.post("/sign-out", name="page_sign_out")
def sign_out(request: Request) -> Response:
    """End the session in this browser."""
    response = RedirectResponse(addresses(request)("page_sign_in"), SEE_OTHER)
    cookies.take(request, response, cookies.SESSION)
    return response


@pages.post("/language", name="page_language")
def choose_language(request: Request, form: Sent) -> Response:
    """Remember the language and go back."""
    response = RedirectResponse(local(form["back"]) or addresses(request)("page_start"), SEE_OTHER)
    cookies.put(request, response, cookies.LANGUAGE, LANGUAGES.get(form["language"], "en"), seconds=cookies.YEAR)
    return response


def local(address: str) -> str:
    """The address if it is one of ours, else nothing: nobody may be sent elsewhere by a link to us."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if ours else ""
