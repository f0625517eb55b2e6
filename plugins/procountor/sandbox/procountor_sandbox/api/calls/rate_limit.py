"""What a client hears that asks too often; the real answer is not known, so it is a switch."""

from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.refusals import envelope
from procountor_sandbox.state.world import World

REFUSED_CONNECTION = Answer(status=0)
"""Stands for a connection that is closed without a byte."""


def over_limit(world: World, client_id: str) -> Answer | None:
    """The refusal, or None while the client keeps to the limit."""
    switches = world.switches
    if switches.rate_limit_per_second <= 0:
        return None
    if world.limiter.allows(client_id, now=world.clock.seconds(), per_second=switches.rate_limit_per_second):
        return None
    if switches.rate_limit_answer == "refuse":
        return REFUSED_CONNECTION
    status = 503 if switches.rate_limit_answer == "503" else 429
    answer = envelope(status, [("", "Too many requests.")])
    if switches.rate_limit_answer != "429-bare":
        answer.headers["Retry-After"] = "1"
    return answer
