"""From a request to the operation it asks for: address, token, limit, rights, faults."""

import re

from procountor_sandbox.api import company, partners, products, vats, webhooks
from procountor_sandbox.api.calls.call import Call, Operation, Routes
from procountor_sandbox.api.calls.faulty import Strike, deliver_faulty
from procountor_sandbox.api.calls.query import Query
from procountor_sandbox.api.calls.rate_limit import REFUSED_CONNECTION, over_limit
from procountor_sandbox.api.invoices import attachments, invoices, money
from procountor_sandbox.api.tokens import answer_token_request
from procountor_sandbox.serving.answer import Answer, Delivery
from procountor_sandbox.serving.refusals import RefusedError, envelope
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.access import ApiKey
from procountor_sandbox.state.journal import Entry, without_secrets
from procountor_sandbox.state.world import World

_MODULES = (attachments, company, invoices, money, partners, products, vats, webhooks)
ROUTES: Routes = {route: operation for module in _MODULES for route, operation in module.ROUTES.items()}
_NUMBERED = re.compile(r"/v(\d{4})/api(/.*)")


def api_path(path: str, supported: list[str]) -> str | None:
    """The path behind ``/api``, ``/latest/api``, ``/supported/api`` or ``/vYYMM/api``; None when it is none of them.

    A numbered version that is not supported any more gives an empty path, which nothing answers to.
    """
    for prefix in ("/api/", "/supported/api/", "/latest/api/"):
        if path.startswith(prefix):
            return path[len(prefix) - 1 :]
    if path == "/logout":
        return path
    found = _NUMBERED.fullmatch(path)
    if found is None:
        return None
    return found.group(2) if found.group(1) in supported else ""


def deliver_api(world: World, request: Request, path: str) -> Delivery:
    """Answers one API request, struck by a fault or not, and writes it into the journal."""
    key = None if path.rstrip("/") == "/oauth/token" else _key(world, request)
    company_id = key.company_id if key else 0
    fault = world.faults.strike(request.method, path, company_id) if world.faults.rules else None

    def act() -> Answer:
        return _answer(world, request, path, key)

    delivery = (
        Delivery(answer=act()) if fault is None else deliver_faulty(Strike(world=world, fault=fault, key=key, act=act))
    )
    if delivery.answer is REFUSED_CONNECTION:
        delivery.answer = None
    delivery.wait += world.latency
    entry = _entry(world, request, key, delivery.answer)
    entry.fault = fault.kind if fault else None
    world.journal.add(entry)
    return delivery


def _entry(world: World, request: Request, key: ApiKey | None, answer: Answer | None) -> Entry:
    return Entry(
        time=world.clock.stamp(),
        method=request.method,
        path=request.path,
        query=without_secrets(request.query),
        company=key.company_id if key else None,
        client=key.client_id if key else None,
        key=key.id if key else None,
        status=answer.status if answer else 0,
        received=len(request.body),
        sent=len(answer.body) if answer else 0,
        fault=None,
    )


def _key(world: World, request: Request) -> ApiKey | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return world.holder(value.strip()) if scheme.lower() == "bearer" else None


def _answer(world: World, request: Request, path: str, key: ApiKey | None) -> Answer:
    if path.rstrip("/") == "/oauth/token":
        return answer_token_request(world, request) if request.method == "POST" else _no_method(["POST"])
    if not path:
        return envelope(404, [("", "This version of the API is not supported.")])
    if key is None:
        return envelope(401, [("", "Unauthorized")])
    refusal = over_limit(world, key.client_id)
    return refusal or _enter(world, request, path.rstrip("/"), key)


def _enter(world: World, request: Request, path: str, key: ApiKey) -> Answer:
    if request.method == "GET" and request.body:
        return envelope(400, [("", "A GET request must not have a body.")])
    operation, last = _operation(request.method, path)
    return _no_operation(path) if operation is None else _operate(operation, world, request, key, last)


def _operate(operation: Operation, world: World, request: Request, key: ApiKey, last: str) -> Answer:
    of = world.companies[key.company_id]
    call = Call(
        world=world,
        request=request,
        company=of,
        user=of.users[key.user_id],
        key=key,
        query=Query(request.parameters()),
        id=last,
    )
    try:
        return operation(call)
    except RefusedError as refused:
        return envelope(refused.status, refused.issues)


def _operation(method: str, path: str) -> tuple[Operation | None, str]:
    operation = ROUTES.get((method, path))
    if operation is not None:
        return operation, ""
    stem, _, last = path.rpartition("/")
    return ROUTES.get((method, f"{stem}/{{id}}")), last


def _no_operation(path: str) -> Answer:
    stem = path.rpartition("/")[0]
    allowed = sorted({method for method, known in ROUTES if known in {path, f"{stem}/{{id}}"}})
    return _no_method(allowed) if allowed else envelope(404, [("", "Not found.")])


def _no_method(allowed: list[str]) -> Answer:
    answer = envelope(405, [("", "Method not allowed.")])
    answer.headers["Allow"] = ", ".join(allowed)
    return answer
