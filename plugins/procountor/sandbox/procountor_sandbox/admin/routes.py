"""The sandbox's own controls under /sandbox/, as JSON."""

import re

from procountor_sandbox.admin import behaviour, companies, month, records
from procountor_sandbox.admin.control import Control, ControlError, Controls
from procountor_sandbox.api.calls.json_body import parse_json
from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import RefusedError
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.world import World

CONTROLS: Controls = {**companies.CONTROLS, **behaviour.CONTROLS, **month.CONTROLS, **records.CONTROLS}
_ID = re.compile(r"/(\d{1,10})(?=/|$)")


def answer_admin(world: World, request: Request) -> Answer:
    """200 with the outcome; 400 or 404 with ``error``, a sentence."""
    path = request.path.removeprefix("/sandbox")
    action = CONTROLS.get((request.method, _ID.sub("/#", path)))
    if action is None:
        return _refuse(404, f"There is no control {request.method} {request.path}.")
    try:
        control = Control(
            world=world,
            ids=tuple(int(number) for number in _ID.findall(path)),
            parameters=request.parameters(),
            body=_body(request),
        )
        return Answer(body=json_bytes(action(control)))
    except ControlError as error:
        return _refuse(error.status, str(error))
    except (ValueError, TypeError) as error:
        return _refuse(400, str(error))


def _body(request: Request) -> dict[str, object]:
    if not request.body:
        return {}
    try:
        body = parse_json(request.body)
    except RefusedError:
        raise ControlError("The body is not readable JSON.") from None
    if not isinstance(body, dict):
        raise ControlError("The body must be a JSON object.")
    return body


def _refuse(status: int, message: str) -> Answer:
    return Answer(status=status, body=json_bytes({"error": message}))
