"""Who asks: the one dependency that an application with its own sign-in replaces.

``app.dependency_overrides[visitor] = its_own``: a function that FastAPI can call and that gives a ``Visitor``, or
raises ``SignInNeeded``. Everything else about the pages stays as it is; who may do what is the table ``access.RULES``.
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from trackifi_accounting.domain.values.references import Actor, CompanyId

from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.http.access import RULES, Installation
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.sessions import session


class SignInNeeded(Exception):
    """Nobody known asks. ``address`` is where one signs in; None for this application's own form."""

    def __init__(self, address: str | None = None) -> None:
        super().__init__("sign-in needed")
        self.address = address


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """One person, for one company, in one role. ``actor`` is what the history says of what they do."""

    company: CompanyId
    actor: Actor
    role: Role

    def may(self, operation: str) -> bool:
        """Whether the role includes the operation, by its name in the REST API."""
        return self.role in RULES.get(operation, frozenset())

    def must(self, operation: str) -> None:
        """Raises: Refusal (403) when the role does not include the operation."""
        if not self.may(operation):
            raise Refusal.not_allowed()


def visitor(request: Request, container: Installation) -> Visitor:
    """Say who asks, from the cookie of this application's own sign-in. Raises: SignInNeeded."""
    token = session.token_of(request, container)
    if token is None or token.company is None:
        raise SignInNeeded
    return Visitor(company=token.company, actor=token.label, role=token.role)


def asking(request: Request, container: Installation, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """Let the visitor in, and let every template know of them. Raises: NotFound when the company is unknown here."""
    request.state.company = container.host().company(who.company)
    request.state.visitor = who
    return who


Who = Annotated[Visitor, Depends(asking)]
