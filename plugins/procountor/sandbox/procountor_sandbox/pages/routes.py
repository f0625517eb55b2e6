"""Which page answers which address."""

import re
from collections.abc import Callable

from procountor_sandbox.pages import invoices, keys, settings
from procountor_sandbox.pages.view import Visit, company_page, not_found, page, style
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.world import World

_COMPANY = re.compile(r"/companies/(\d{1,9})(/.*)?")
_ID = re.compile(r"/(\d{1,9})(?=/|$)")


def overview(visit: Visit) -> Answer:
    """What there is in a company."""
    return company_page(visit, "company.html", here="")


PAGES: dict[tuple[str, str], Callable[[Visit], Answer]] = {
    ("GET", ""): overview,
    ("GET", "/api-management"): keys.list_keys,
    ("GET", "/api-management/new"): keys.ask_for_key,
    ("POST", "/api-management/new"): keys.create_key,
    ("GET", "/api-management/#"): keys.show_key_once,
    ("POST", "/api-management/#/revoke"): keys.revoke_key,
    ("GET", "/usage-settings"): settings.show_settings,
    ("POST", "/usage-settings"): settings.change_settings,
    ("GET", "/sales-invoices"): invoices.sales,
    ("GET", "/purchase-invoices"): invoices.purchases,
    ("GET", "/invoices/#"): invoices.one,
    ("GET", "/files/#"): invoices.file,
}


def answer_page_request(world: World, request: Request) -> Answer:
    """The page, the style sheet, or a page that says there is none."""
    if request.method == "GET" and request.path == "/":
        return page("home.html", companies=list(world.companies.values()))
    if request.path == "/style.css":
        return Answer(body=style(), content_type="text/css; charset=utf-8")
    found = _COMPANY.fullmatch(request.path)
    company = world.companies.get(int(found.group(1))) if found else None
    if found is None or company is None:
        return not_found(world)
    rest = (found.group(2) or "").rstrip("/")
    action = PAGES.get((request.method, _ID.sub("/#", rest)))
    if action is None:
        return not_found(world)
    ids = tuple(int(number) for number in _ID.findall(rest))
    return action(Visit(world=world, company=company, request=request, ids=ids))
