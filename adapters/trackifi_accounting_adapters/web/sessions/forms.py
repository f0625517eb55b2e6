"""Forms on their way in: small, well formed, and sent from our own pages only."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.secrets.key_ring import derived
from trackifi_accounting_adapters.web.http.guard import KILOBYTE, read_body
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.sessions import cookies

FIELD: Final = "form-check"
LIMIT: Final = 512 * KILOBYTE
MOST_FIELDS: Final = 4000
URLENCODED: Final = "application/x-www-form-urlencoded"
OWN_SITE: Final = frozenset({"same-origin", "none", None})
_PURPOSE: Final = "trackifi/form/1"


class ForeignForm(Exception):
    """The form was not sent from our page, or its page is older than the cookie."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent; a field may have come several times."""

    fields: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> str:
        """The first value, without spaces around it; empty when there is none."""
        return self.fields.get(name, ("",))[0].strip()

    def raw(self, name: str) -> str:
        """The first value as it came: a key's shape is the plugin's business."""
        return self.fields.get(name, ("",))[0]

    def every(self, name: str) -> tuple[str, ...]:
        """All values."""
        return self.fields.get(name, ())


async def take(request: Request) -> None:
    """Read the form for the handler. Raises: Refusal (413, 415, 400), ForeignForm."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != URLENCODED:
        raise Refusal(415, "media_type_not_supported", expected=URLENCODED)
    body = await read_body(request, limit=LIMIT)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refusal(400, "json_malformed") from None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    form = Form(fields)
    _own(request, form)
    request.state.form = form


def _own(request: Request, form: Form) -> None:
    cookie = cookies.read(request, cookies.FORM)
    expected = check_of(cookie, request.app.state.container)
    same = hmac.compare_digest(form[FIELD].encode(), expected.encode())
    if not cookie or not same or request.headers.get("sec-fetch-site") not in OWN_SITE:
        raise ForeignForm


def fresh() -> str:
    """A value for the cookie that the check belongs to."""
    return secrets.token_urlsafe(24)


def check_of(cookie: str, container: Container) -> str:
    """What each form has to bring along; nobody can make it up who can merely plant a cookie."""
    return hmac.digest(derived(container.keys().current, _PURPOSE), cookie.encode(), "sha256").hex()


async def sent(request: Request) -> Form:
    """The form that the route has taken in."""
    form: Form = request.state.form
    return form


Sent = Annotated[Form, Depends(sent)]
