"""Templates become answers."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from trackifi_accounting_adapters.web.design import assets
from trackifi_accounting_adapters.web.problems.language import Language, preferred
from trackifi_accounting_adapters.web.sessions import cookies, flash, forms

LANGUAGES: Final[Mapping[str, Language]] = {"en": "en", "fi": "fi"}


def language_of(request: Request) -> Language:
    """The language that was chosen, else the one that the browser asks for."""
    chosen = LANGUAGES.get(cookies.read(request, cookies.LANGUAGE))
    return chosen or preferred(request.headers.get("accept-language", ""))


def addresses(request: Request) -> Callable[..., str]:
    """Gives the address of a page by its name, wherever the application is mounted; None leaves a query part out."""

    def to(name: str, /, query: Mapping[str, object] | None = None, **parts: str) -> str:
        kind = parts.pop("kind", None)  # a page of invoices is there once for each kind
        url = request.url_for(f"{name}_{kind}" if kind else name, **parts)
        given = {part: str(value) for part, value in (query or {}).items() if value not in (None, "", False)}
        url = url.include_query_params(**given) if given else url
        return f"{url.path}?{url.query}" if url.query else url.path

    return to


def page(request: Request, template: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Render a whole page, or a part of one for the script."""
    # Jinja and Babel are for pages only; most processes are asked for something else first.
    from trackifi_accounting_adapters.web.design.templating import environment  # noqa: PLC0415 - see above

    language = language_of(request)
    cookie = cookies.read(request, cookies.FORM)
    known = cookie or forms.fresh()
    message = flash.told(request)
    content = (
        environment(language)
        .get_template(template)
        .render(
            to=addresses(request),
            asset=assets.address,
            language=language,
            here=request.url.path,
            visitor=getattr(request.state, "visitor", None),
            company=getattr(request.state, "company", None),
            form_check=(forms.FIELD, forms.check_of(known, request.app.state.container)),
            flash=message,
            **context,
        )
    )
    response = HTMLResponse(content, status, headers={"Content-Language": language, "Vary": "Cookie, Accept-Language"})
    if not cookie:
        cookies.put(request, response, cookies.FORM, known)
    if message:
        cookies.take(request, response, cookies.FLASH)
    return response
