"""Templates and the answers made of them."""

import secrets
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.company import Company
from procountor_sandbox.state.world import World

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody looks at a page of one company. ``ids`` are those of the path behind the company, in order."""

    world: World
    company: Company
    request: Request
    ids: tuple[int, ...] = ()

    def form(self) -> dict[str, str]:
        """The fields of a submitted form, trimmed."""
        pairs = parse_qsl(self.request.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: value.strip() for name, value in pairs}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["plain"] = plain
    return environment


def plain(number: Decimal, decimals: int = 0) -> str:
    """The number without idle zeros, but with at least so many decimals."""
    short = number.normalize()
    exponent = short.as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return f"{number:.{places}f}"


@cache
def style() -> bytes:
    """The one style sheet."""
    return (Path(__file__).parent / "style.css").read_bytes()


def page(template: str, *, status: int = 200, **values: Any) -> Answer:
    """A page; nothing from elsewhere is loaded, and only its own script runs."""
    nonce = secrets.token_urlsafe(12)
    text = _environment().get_template(template).render(nonce=nonce, **values)
    policy = (
        f"default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'nonce-{nonce}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    return Answer(status=status, body=text.encode(), content_type=HTML, headers=headers)


def company_page(visit: Visit, template: str, *, here: str, status: int = 200, **values: Any) -> Answer:
    """A page inside a company; ``here`` is its path behind the company, which the company switcher keeps."""
    companies = list(visit.world.companies.values())
    return page(template, status=status, company=visit.company, companies=companies, here=here, **values)


def redirect(path: str) -> Answer:
    """To another page, by GET."""
    return Answer(status=303, headers={"Location": path})


def not_found(world: World) -> Answer:
    """A page that says so."""
    return page("missing.html", status=404, companies=list(world.companies.values()))
