"""Who asks, and who may do what: one dependency and one table.

An application that has its own sign-in replaces ``caller``: ``app.dependency_overrides[caller] = its_own``, a function
that gives a Caller or raises ``Refusal.not_signed_in()``. The table below holds for those callers, too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.errors import NotFound

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.http.query_parameters import refuse_odd_parameters
from trackifi_accounting_adapters.web.http.refusals import Refusal

_HOST: Final = frozenset({Role.HOST})
_KEYS: Final = frozenset({Role.HOST, Role.ADMINISTRATOR})
_ALL: Final = frozenset(Role)

RULES: Final[Mapping[str, frozenset[Role]]] = {
    "put_company": _HOST,
    "get_company": _ALL,
    "put_customer": _KEYS,
    "get_customer": _ALL,
    "find_customers": _ALL,
    "put_freelancer": _KEYS,
    "get_freelancer": _ALL,
    "find_freelancers": _ALL,
    "put_customer_invoice": _KEYS,
    "get_customer_invoice": _ALL,
    "list_customer_invoices": _ALL,
    "put_customer_invoice_pdf": _KEYS,
    "get_customer_invoice_pdf": _ALL,
    "put_freelancer_invoice": _KEYS,
    "get_freelancer_invoice": _ALL,
    "list_freelancer_invoices": _ALL,
    "put_freelancer_invoice_pdf": _KEYS,
    "get_freelancer_invoice_pdf": _ALL,
    "list_providers": _ALL,
    "get_provider": _ALL,
    "get_problem_type": _ALL,
    "list_integrations": _ALL,
    "get_integration": _ALL,
    "activate_integration": _KEYS,
    "update_key": _KEYS,
    "disable_integration": _KEYS,
    "sync_data": _KEYS,
    "examine_integration": _KEYS,
    "refresh_deliveries": _ALL,
    "list_partners": _ALL,
    "list_suggestions": _ALL,
    "list_duplicates": _ALL,
    "list_rejections": _ALL,
    "reject_suggestion": _KEYS,
    "save_links": _KEYS,
    "list_products": _ALL,
    "set_default_product": _KEYS,
    "preview_customer_invoice": _ALL,
    "send_customer_invoice": _ALL,
    "get_customer_invoice_delivery": _ALL,
    "retry_customer_invoice_pdf": _ALL,
    "get_customer_invoice_question": _ALL,
    "answer_customer_invoice": _ALL,
    "preview_freelancer_invoice": _ALL,
    "send_freelancer_invoice": _ALL,
    "get_freelancer_invoice_delivery": _ALL,
    "retry_freelancer_invoice_pdf": _ALL,
    "get_freelancer_invoice_question": _ALL,
    "answer_freelancer_invoice": _ALL,
    "exclude_customer_invoice": _ALL,
    "take_back_customer_invoice": _ALL,
    "exclude_freelancer_invoice": _ALL,
    "take_back_freelancer_invoice": _ALL,
    "mark_customer_invoice_seen": _ALL,
    "mark_freelancer_invoice_seen": _ALL,
    "send_many": _ALL,
    "list_batches": _ALL,
    "get_batch": _ALL,
    "stop_batch": _ALL,
    "resume_batch": _ALL,
    "retry_batch": _ALL,
    "list_deliveries": _ALL,
    "report_drift": _ALL,
    "report_drift_as_table": _ALL,
    "list_history": _ALL,
    "get_metrics": _HOST,
}
"""Roles by the name of the operation. An operation that is not here is refused to everybody."""

CREATES_ITS_COMPANY: Final = frozenset({"put_company"})
_COMPANY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,99}")
_PERSON_LENGTH: Final = 100

_bearer = HTTPBearer(auto_error=False, description="An access token, made by `trackifi-accounting token create`.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks. ``company`` None means every company; ``actor`` is what the history says."""

    actor: Actor
    role: Role
    company: CompanyId | None


async def container_of(request: Request) -> Container:
    """The installation that answers."""
    container: Container = request.app.state.container
    return container


Installation = Annotated[Container, Depends(container_of)]


def caller(
    container: Installation,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    trackifi_user: Annotated[
        str | None,
        Header(
            description="The person at whose wish the host acts, for the history; of no other caller it is heeded.",
            max_length=_PERSON_LENGTH,
        ),
    ] = None,
) -> Caller:
    """Say who asks, from the bearer token. Raises: Refusal (401)."""
    token = container.tokens().find(bearer.credentials) if bearer else None
    if token is None:
        raise Refusal.not_signed_in()
    actor = token.label
    if trackifi_user and trackifi_user.isprintable() and token.role is Role.HOST:
        actor = Actor(f"{trackifi_user} ({token.label})")
    return Caller(actor=actor, role=token.role, company=token.company)


def admitted(request: Request, container: Installation, who: Annotated[Caller, Depends(caller)]) -> Caller:
    """Let the caller in to this operation. Another company's address is answered like one that never was.

    Raises:
        NotFound: the company is not there, or not the caller's.
        Refusal: the role may not do this (403), or the query has odd parameters.
    """
    operation = request.scope["route"].name
    if "company" in request.path_params:
        _enter(request.path_params["company"], container, who, operation=operation)
    if who.role not in RULES.get(operation, frozenset()):
        raise Refusal.not_allowed()
    refuse_odd_parameters(request)
    return who


def _enter(named: str, container: Container, who: Caller, *, operation: str) -> None:
    company = CompanyId(named)
    if not _COMPANY.fullmatch(company) or who.company not in {None, company}:
        raise NotFound(record="company", id=company)
    if operation not in CREATES_ITS_COMPANY:
        container.host().company(company)


Who = Annotated[Caller, Depends(admitted)]
