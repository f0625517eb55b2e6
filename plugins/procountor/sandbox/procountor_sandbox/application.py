"""The whole sandbox as one function from request to answer."""

import logging
from collections.abc import Callable

from procountor_sandbox.admin.routes import answer_admin
from procountor_sandbox.api.dispatch import api_path, deliver_api
from procountor_sandbox.pages.routes import answer_page_request
from procountor_sandbox.serving.answer import Answer, Delivery
from procountor_sandbox.serving.refusals import envelope
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.world import World

_LOG = logging.getLogger(__name__)
LOOPBACK = ("127.", "::1", "::ffff:127.")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def application(world: World) -> Callable[[Request], Delivery]:
    """API under its four kinds of prefix, the sandbox's own controls under /sandbox/, pages elsewhere."""

    def deliver(request: Request) -> Delivery:
        try:
            return route(request)
        except Exception:  # noqa: BLE001 - a defect of the sandbox must not leave a client waiting
            _LOG.exception("%s %s failed", request.method, request.path)
            return Delivery(answer=envelope(500, [("", "The sandbox has a defect; its log says more.")]))

    def route(request: Request) -> Delivery:
        path = api_path(request.path, world.switches.supported_versions)
        if path is not None:
            return deliver_api(world, request, path)
        if request.path.startswith("/sandbox/"):
            return Delivery(answer=_controlled(world, request))
        return Delivery(answer=_page(world, request))

    return deliver


def _controlled(world: World, request: Request) -> Answer:
    """Controls answer to this machine only, and to no page of another site."""
    if not request.peer.startswith(LOOPBACK) or not _is_own(request):
        return Answer(status=403, body=b'{"error":"The controls answer to this machine only."}')
    return answer_admin(world, request)


def _page(world: World, request: Request) -> Answer:
    if request.method == "POST" and not _is_own(request):
        return Answer(status=403, body=b"This form was sent by another site.", content_type="text/plain; charset=utf-8")
    return answer_page_request(world, request)


def _is_own(request: Request) -> bool:
    """The request names this host, and if a page sent it, that page is the sandbox's own."""
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != host:
        return False
    return not request.peer.startswith(LOOPBACK) or host.rpartition(":")[0] in LOCAL_NAMES or host in LOCAL_NAMES
