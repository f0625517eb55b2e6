"""POST /oauth/token."""

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

KEY = "sandbox-test-key-0001"
FORM = {
    "grant_type": "client_credentials",
    "client_id": data.CLIENT_ID,
    "client_secret": data.CLIENT_SECRET,
    "api_key": KEY,
}
ENVELOPE = {"errors": [{"status": 401, "message": "Unauthorized"}]}


def ask(sandbox: RunningSandbox, path: str = "/api/oauth/token", **changes: str) -> httpx.Response:
    form = {name: value for name, value in (FORM | changes).items() if value}
    return httpx.post(f"{sandbox.url}{path}", data=form, verify=False)


@pytest.mark.parametrize(
    "path",
    [
        "/api/oauth/token",
        "/latest/api/oauth/token",
        "/supported/api/oauth/token/",
        "/v2602/api/oauth/token",
    ],
)
def test_a_key_buys_a_token_under_every_kind_of_path(sandbox: RunningSandbox, path: str) -> None:
    answer = ask(sandbox, path)
    assert answer.status_code == 200
    token = answer.json()
    assert token["expires_in"] == 3600
    assert token["access_token"].count(".") == 2


def test_a_redirect_address_may_be_sent(sandbox: RunningSandbox) -> None:
    assert ask(sandbox, redirect_uri="https://sandbox.example/back").status_code == 200


@pytest.mark.parametrize("wrong", [{"api_key": "mistyped"}, {"client_secret": "wrong"}, {"client_id": "nobody"}])
def test_wrong_credentials_are_unauthorized(sandbox: RunningSandbox, wrong: dict[str, str]) -> None:
    answer = ask(sandbox, **wrong)
    assert (answer.status_code, answer.json()) == (401, ENVELOPE)


def test_a_key_of_another_client_is_unauthorized(sandbox: RunningSandbox) -> None:
    answer = ask(sandbox, client_id=data.OTHER_CLIENT_ID, client_secret=data.OTHER_CLIENT_SECRET)
    assert answer.status_code == 401


@pytest.mark.parametrize("missing", ["grant_type", "client_id", "client_secret", "api_key"])
def test_a_missing_field_is_a_bad_request(sandbox: RunningSandbox, missing: str) -> None:
    answer = ask(sandbox, **{missing: ""})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == missing


def test_a_content_type_with_charset_is_refused(sandbox: RunningSandbox) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    body = "&".join(f"{name}={value}" for name, value in FORM.items())
    answer = httpx.post(f"{sandbox.url}/api/oauth/token", content=body, headers=headers, verify=False)
    assert answer.status_code == 400
    sandbox.state.switches.change({"charset_status": 415})
    answer = httpx.post(f"{sandbox.url}/api/oauth/token", content=body, headers=headers, verify=False)
    assert answer.status_code == 415


def test_secrets_in_the_address_are_refused_and_not_journalled(sandbox: RunningSandbox) -> None:
    answer = httpx.post(f"{sandbox.url}/api/oauth/token", params=FORM, data={"x": "y"}, verify=False)
    assert answer.status_code == 400
    entry = list(sandbox.state.journal)[-1]
    assert KEY not in entry.query
    assert "api_key=***" in entry.query


def test_an_unsupported_version_is_not_found(sandbox: RunningSandbox) -> None:
    assert ask(sandbox, "/v2108/api/oauth/token").status_code == 404


def test_the_oauth_shape_of_errors_can_be_chosen(sandbox: RunningSandbox) -> None:
    sandbox.state.switches.change({"token_error_shape": "oauth"})
    assert ask(sandbox, api_key="mistyped").json() == {
        "error": "invalid_client",
        "error_description": "Unauthorized",
    }


def test_a_token_ends_after_an_hour(sandbox: RunningSandbox, api: httpx.Client) -> None:
    assert api.get("/status").status_code == 200
    sandbox.state.clock.advance(3601)
    answer = api.get("/status")
    assert (answer.status_code, answer.json()) == (401, ENVELOPE)


def test_a_revoked_key_opens_nothing_more(sandbox: RunningSandbox, api: httpx.Client) -> None:
    sandbox.state.revoke(sandbox.state.keys[KEY])
    assert api.get("/status").status_code == 401
    assert ask(sandbox).status_code == 401


def test_without_invoiceable_clients_the_key_is_no_use(sandbox: RunningSandbox, api: httpx.Client) -> None:
    sandbox.state.first.settings.invoiceable_clients = False
    assert api.get("/status").status_code == 401
    assert ask(sandbox).status_code == 401


def test_a_request_without_a_token_is_unauthorized(sandbox: RunningSandbox) -> None:
    answer = httpx.get(f"{sandbox.url}/api/company", verify=False)
    assert (answer.status_code, answer.json()) == (401, ENVELOPE)
