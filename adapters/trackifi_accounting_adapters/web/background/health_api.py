"""Whether this process answers, whether it can work, and its measurements."""

from typing import Literal

from fastapi import Depends, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from trackifi_accounting_adapters.web.http.access import Installation, admitted
from trackifi_accounting_adapters.web.http.operations import Operations

operations = Operations(tags=["Health"])

EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus' text format."""


class Health(BaseModel):
    """A process that answers."""

    status: Literal["ok"] = "ok"


class CheckOut(BaseModel):
    """One thing that is needed; ``happened`` and ``todo`` are empty when it is there."""

    name: str
    ok: bool
    happened: str
    todo: str


class ReadinessOut(BaseModel):
    """Everything that was tried."""

    status: Literal["ready", "not ready"]
    checks: list[CheckOut]


@operations.get("/health")
async def health() -> Health:
    """Answer; no sign-in is needed and nothing is told."""
    return Health()


@operations.get("/health/ready", include_in_schema=False)
def ready(installation: Installation, response: Response) -> ReadinessOut:
    """Try what is needed, without a sign-in: 200 when all of it is there, else 503 with what is wrong and its fix."""
    checks = installation.readiness()()
    every = all(check.passed for check in checks)
    response.status_code = 200 if every else 503
    told = [CheckOut(name=one.name, ok=one.passed, happened=one.happened, todo=one.todo) for one in checks]
    return ReadinessOut(status="ready" if every else "not ready", checks=told)


@operations.get("/v1/metrics", include_in_schema=False, dependencies=[Depends(admitted)])
def get_metrics(installation: Installation) -> PlainTextResponse:
    """Measurements in Prometheus' text format; of this process, and of the database at this moment."""
    return PlainTextResponse(installation.metrics().exposition(), media_type=EXPOSITION)
