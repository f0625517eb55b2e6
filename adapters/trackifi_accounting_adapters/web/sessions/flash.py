"""A message for the next page: the outcome of a form, told once, after the browser was sent on."""

import base64
import json
from dataclasses import dataclass, field
from typing import Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from trackifi_accounting_adapters.web.sessions import cookies

SEE_OTHER: Final = 303
_SECONDS: Final = 60
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Flash:
    """What happened, by a code that the template has words for, and facts for these words."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)


def onward(request: Request, address: str, code: str, **facts: object) -> Response:
    """Send the browser to a page that will tell this."""
    response = RedirectResponse(address, SEE_OTHER)
    content = json.dumps([code, {name: str(fact) for name, fact in facts.items()}])
    cookies.put(request, response, cookies.FLASH, base64.urlsafe_b64encode(content.encode()).decode(), seconds=_SECONDS)
    return response


def told(request: Request) -> Flash | None:
    """The message that waits. It came back from the browser, so nothing in it is believed but as text."""
    try:
        code, facts = json.loads(base64.urlsafe_b64decode(cookies.read(request, cookies.FLASH)))
        return Flash(str(code), {str(name): str(fact)[:_LONGEST] for name, fact in facts.items()})
    except (ValueError, TypeError, AttributeError):
        return None
