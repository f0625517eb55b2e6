"""Which statuses operations answer with, for the description; every error is a problem."""

from typing import Any, Final

from trackifi_accounting_adapters.web.problems.schemas import MEDIA_TYPE

_PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}

Responses = dict[int | str, dict[str, Any]]


def _problem(said: str) -> dict[str, Any]:
    return {"description": said, "content": _PROBLEM}


OPEN: Final[Responses] = {
    401: _problem("No access token that is in use."),
    403: _problem("The caller's role may not do this."),
    422: _problem("Parameters or fields can't be taken; `reasons` say which."),
    400: _problem("A parameter came twice, or the body is not JSON."),
    500: _problem("A defect here."),
}
READ: Final[Responses] = OPEN | {404: _problem("There is no such record in this company, or no such company.")}
WRITE: Final[Responses] = READ | {409: _problem("It is being sent at this moment, or a setting stands in the way.")}
BODY: Final[Responses] = {
    413: _problem("The body is too large."),
    415: _problem("The body is of another media type."),
}
CALL: Final[Responses] = WRITE | {
    502: _problem("The provider answered outside its contract."),
    503: _problem("The provider can't be reached, or is asked too much; `Retry-After` says when."),
}
KEY: Final[Responses] = CALL | BODY | {429: _problem("Keys were tried too often; `Retry-After` says when.")}
