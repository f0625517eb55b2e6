"""Errors become answers: problem+json (RFC 9457), its status by the error's remedy."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    CredentialsRejected,
    DeliveryInProgress,
    InvoiceRejected,
    NotFound,
    OutcomeUnknown,
    RecordError,
    TemporaryError,
    UnexpectedAnswer,
    UnknownProvider,
)

from trackifi_accounting_adapters.web.http.fields import reasons_of
from trackifi_accounting_adapters.web.http.methods import methods_at
from trackifi_accounting_adapters.web.http.refusals import Refusal
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.language import preferred
from trackifi_accounting_adapters.web.problems.schemas import MEDIA_TYPE, ProblemBody

PAUSE: Final = 60.0
"""Seconds to wait after a temporary error that names no time itself."""

STATUS: Final[Sequence[tuple[type[AccountingError], int]]] = (
    (NotFound, 404),
    (UnknownProvider, 404),
    (CredentialsRejected, 422),
    (ConfigurationError, 409),
    (RecordError, 422),
    (DeliveryInProgress, 409),
    (TemporaryError, 503),
    (OutcomeUnknown, 502),
    (UnexpectedAnswer, 502),
    (AccountingError, 500),
)
"""The first class that fits decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What an error says over HTTP; ``retry_after`` is in seconds."""

    status: int
    problem: Problem
    reasons: tuple[Problem, ...] = ()
    retry_after: float | None = None
    headers: Mapping[str, str] | None = None


def install(app: FastAPI) -> None:
    """Answer every error in this one way."""
    app.add_exception_handler(AccountingError, _accounting)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


def _accounting(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AccountingError), "it is installed for these"
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    # Whose the missing record is, and what it is called, must not be told.
    problem = Problem(code=error.code) if isinstance(error, NotFound) else error.problem
    pause = (error.retry_after or PAUSE) if isinstance(error, TemporaryError) else None
    reasons = error.reasons if isinstance(error, InvoiceRejected) else ()
    return answer(request, Failure(status=status, problem=problem, reasons=reasons, retry_after=pause))


def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError), "it is installed for these"
    return answer(request, Failure(status=422, problem=Problem(code="request_invalid"), reasons=reasons_of(error)))


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException), "it is installed for these"
    if isinstance(error, Refusal):
        failure = Failure(
            status=error.status_code, problem=error.problem, reasons=error.reasons, retry_after=error.retry_after
        )
    else:
        code = {404: "address_unknown", 405: "method_not_allowed"}.get(error.status_code, "json_malformed")
        allowed = {"Allow": methods_at(request)} if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else {}
        failure = Failure(status=error.status_code, problem=Problem(code=code), headers=allowed)
    return answer(request, failure)


def _defect(request: Request, _error: Exception) -> JSONResponse:
    # The server logs the error itself; the caller is told nothing of our insides.
    return answer(request, Failure(status=500, problem=Problem(code="defect")))


def answer(request: Request, failure: Failure) -> JSONResponse:
    """Put a failure into the words of the caller's language."""
    teller = Teller(
        explain=request.app.state.container.explain(),
        language=preferred(request.headers.get("accept-language", "")),
        provider=ProviderName(request.path_params.get("provider", "")) or None,
    )
    told = teller(failure.problem)
    body = ProblemBody.made_of(told, status=failure.status, reasons=teller.every(failure.reasons))
    headers = {**(failure.headers or {}), "Content-Language": teller.language}
    if failure.retry_after is not None:
        headers["Retry-After"] = str(math.ceil(failure.retry_after))
    if failure.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return JSONResponse(body.model_dump(mode="json"), failure.status, headers, MEDIA_TYPE)
