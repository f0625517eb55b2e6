"""POST /oauth/token: an access token for an API key."""

from urllib.parse import parse_qsl

from procountor_sandbox.serving.answer import Answer
from procountor_sandbox.serving.json_text import json_bytes
from procountor_sandbox.serving.refusals import Issue, RefusedError, blank, envelope, invalid
from procountor_sandbox.serving.request import Request
from procountor_sandbox.state.access import TOKEN_LIFETIME, ApiKey
from procountor_sandbox.state.world import World

FORM = "application/x-www-form-urlencoded"
REQUIRED = ("client_id", "client_secret", "api_key")
_OAUTH_ERRORS = {400: "invalid_request", 401: "invalid_client", 415: "invalid_request"}


def answer_token_request(world: World, request: Request) -> Answer:
    """The token, or the refusal in the shape that the switch asks for (the real shape is not known)."""
    try:
        token = world.grant(_key_of(world, request))
    except RefusedError as refused:
        return _refusal(world, refused)
    body = {"access_token": token.value, "token_type": "bearer", "expires_in": TOKEN_LIFETIME}
    return Answer(body=json_bytes(body), headers={"Cache-Control": "no-store"})


def _key_of(world: World, request: Request) -> ApiKey:
    form = _form_of(world, request)
    if form.get("grant_type") != "client_credentials":
        raise RefusedError(400, invalid("grant_type", "client_credentials is expected"))
    missing: list[Issue] = [blank(name) for name in REQUIRED if not form.get(name)]
    if missing:
        raise RefusedError(400, *missing)
    key = world.keys.get(form["api_key"])
    client = world.clients.get(form["client_id"])
    if client is None or client.client_secret != form["client_secret"] or not _opens(world, key, client.client_id):
        raise RefusedError(world.switches.token_error_status, ("", "Unauthorized"))
    assert key is not None
    return key


def _form_of(world: World, request: Request) -> dict[str, str]:
    media_type, parameters = request.media_type()
    if media_type != FORM:
        raise RefusedError(400, ("", f"Content type {FORM} is expected."))
    if "charset" in parameters.lower():
        status = world.switches.charset_status
        raise RefusedError(status, ("", "The content type of this request must not have a charset."))
    if request.query:
        raise RefusedError(400, ("", "Parameters in the address are not accepted here."))
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def _opens(world: World, key: ApiKey | None, client_id: str) -> bool:
    """The key is good, belongs to this client, and its company and user are there and allow invoiceable clients."""
    if key is None or key.revoked or key.client_id != client_id:
        return False
    company = world.companies.get(key.company_id)
    return company is not None and key.user_id in company.users and company.settings.invoiceable_clients


def _refusal(world: World, refused: RefusedError) -> Answer:
    if world.switches.token_error_shape == "errors":  # noqa: S105 - the shape of an answer, no password
        return envelope(refused.status, refused.issues)
    text = "; ".join(message for _, message in refused.issues)
    body = {"error": _OAUTH_ERRORS.get(refused.status, "invalid_request"), "error_description": text}
    return Answer(status=refused.status, body=json_bytes(body))
