"""How a fault changes what happens to a request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from procountor_sandbox.api.calls.json_body import parse_json
from procountor_sandbox.serving.answer import Answer, Delivery
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import RefusedError, envelope
from procountor_sandbox.state.access import ApiKey
from procountor_sandbox.state.faults import Fault
from procountor_sandbox.state.world import World

HTML = b"<html>\r\n<head><title>%d</title></head>\r\n<body><center><h1>%d</h1></center><hr></body>\r\n</html>\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strike:
    """A fault and the request it hits. ``act`` does the operation and gives its answer; ``key`` None: no good token."""

    world: World
    fault: Fault
    key: ApiKey | None
    act: Callable[[], Answer]


def deliver_faulty(strike: Strike) -> Delivery:
    """Does the operation, or not, or later, and says how its answer travels."""
    return EFFECTS[strike.fault.kind](strike)


def _drop_before(strike: Strike) -> Delivery:
    return Delivery(answer=None, wait=strike.fault.seconds)


def _drop_after(strike: Strike) -> Delivery:
    strike.act()
    return Delivery(answer=None, wait=strike.fault.seconds)


def _error_before(strike: Strike) -> Delivery:
    error = envelope(strike.fault.status, [("", "UNABLE_TO_GET_CONNECTION")])
    return Delivery(answer=error, wait=strike.fault.seconds)


def _error_after(strike: Strike) -> Delivery:
    strike.act()
    return _error_before(strike)


def _html(strike: Strike) -> Delivery:
    status = strike.fault.status
    page = Answer(status=status, body=HTML % (status, status), content_type="text/html")
    return Delivery(answer=page, wait=strike.fault.seconds)


def _html_after(strike: Strike) -> Delivery:
    strike.act()
    return _html(strike)


def _rewrite(strike: Strike) -> Delivery:
    """The answer says something else than what happened; what is kept stays right."""
    answer = strike.act()
    try:
        value = parse_json(answer.body)
    except RefusedError:
        return Delivery(answer=answer)
    for path, wanted in strike.fault.changes.items():
        rewrite(value, path, wanted)
    return Delivery(answer=replace(answer, body=json_bytes(value)))


def rewrite(value: Any, path: str, wanted: Any) -> None:
    """Sets the value behind a dotted path, or takes it away; a path that leads nowhere changes nothing."""
    name, _, rest = path.partition(".")
    key: Any = int(name) if isinstance(value, list) and name.isdigit() else name
    inside = isinstance(value, dict) or (isinstance(value, list) and isinstance(key, int) and key < len(value))
    if not inside:
        return
    if rest:
        rewrite(value.get(key) if isinstance(value, dict) else value[key], rest, wanted)
    elif wanted is None and isinstance(value, dict):
        value.pop(key, None)
    else:
        value[key] = wanted


def _truncate(strike: Strike) -> Delivery:
    return Delivery(answer=strike.act(), cut_at=0.5)


def _drip(strike: Strike) -> Delivery:
    return Delivery(answer=strike.act(), drip=strike.fault.seconds)


def _latency(strike: Strike) -> Delivery:
    return Delivery(answer=strike.act(), wait=strike.fault.seconds)


def _late_commit(strike: Strike) -> Delivery:
    """The connection closes at once, the operation happens some seconds later."""
    strike.world.later(strike.fault.seconds, strike.act)
    return Delivery(answer=None)


def _rate_limit(strike: Strike) -> Delivery:
    answer = envelope(429, [("", "Too many requests.")])
    if strike.fault.retry_after:
        answer.headers["Retry-After"] = strike.fault.retry_after
    return Delivery(answer=answer)


def _expire_token(strike: Strike) -> Delivery:
    world = strike.world
    world.tokens = {value: token for value, token in world.tokens.items() if token.key is not strike.key}
    return Delivery(answer=envelope(401, [("", "Unauthorized")]))


def _revoke_key(strike: Strike) -> Delivery:
    if strike.key is not None:
        strike.world.revoke(strike.key)
    return Delivery(answer=envelope(401, [("", "Unauthorized")]))


def _drift(strike: Strike) -> Delivery:
    """After this page one partner goes and another comes."""
    delivery = Delivery(answer=strike.act())
    if strike.key is not None:
        world = strike.world
        register = world.companies[strike.key.company_id].partners
        gone = register.remove(world.faults.rng.choice([partner.id for partner in register]))
        stamp = world.clock.stamp()
        register.add(replace(gone, id=register.next_id(), name=f"{gone.name[:70]} (uusi)", version=stamp))
    return delivery


EFFECTS: dict[str, Callable[[Strike], Delivery]] = {
    "drop-before-commit": _drop_before,
    "drop-after-commit": _drop_after,
    "error-before-commit": _error_before,
    "error-after-commit": _error_after,
    "html": _html,
    "html-after-commit": _html_after,
    "rewrite": _rewrite,
    "truncate": _truncate,
    "drip": _drip,
    "latency": _latency,
    "late-commit": _late_commit,
    "rate-limit": _rate_limit,
    "expire-token": _expire_token,
    "revoke-key": _revoke_key,
    "drift": _drift,
}
