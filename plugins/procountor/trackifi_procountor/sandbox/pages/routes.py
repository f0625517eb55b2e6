"""The pages a person meets."""

from trackifi_procountor.sandbox.serving.answer import Answer
from trackifi_procountor.sandbox.serving.request import Request
from trackifi_procountor.sandbox.state.world import World


def answer_page_request(world: World, request: Request) -> Answer:
    """A page, or 404."""
    del world, request
    return Answer(status=404, body=b"Not found.", content_type="text/plain; charset=utf-8")
