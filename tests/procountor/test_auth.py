"""One token for everybody, fetched once, renewed in time, and never the token of another key or company."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from trackifi_accounting.errors import (
    CredentialsRejected,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
    WrongRemoteCompany,
)
from trackifi_accounting.testing.clock import ManualClock
from trackifi_procountor.auth import TokenAnswer, token_from
from trackifi_procountor.connection import Procountor
from trackifi_procountor.sandbox.server import RunningSandbox

from tests.procountor.connecting import COMPANY, KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending

COMPANY_ANSWER = sending(http(b'{"id":11001,"name":"Koeyritys Oy"}'))
SESSION = sending(http(b'{"companyId":11001,"name":"Koeyritys Oy","userId":301}'))


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


def tokens_asked(sandbox) -> int:
    return sum(entry.path.endswith("/oauth/token") for entry in sandbox.state.journal)


def test_the_request_for_a_token_is_a_form_without_charset():
    with raw_server(get_sessioninfo=SESSION, get_company=COMPANY_ANSWER) as server:
        Procountor().connect(request_for(server.url, key="a+b/c=.x")).accounting.company()
        assert "content-type: application/x-www-form-urlencoded\r\n" in server.heads[0].lower() + "\r\n"
        assert server.bodies[0] == (
            b"grant_type=client_credentials&client_id=trackifiClient&client_secret=sandbox&api_key=a%2Bb%2Fc%3D.x"
        )
        assert server.seen[0] == "POST /api/oauth/token"


def test_many_threads_wait_for_one_token(sandbox):
    provider = Procountor()
    connection = provider.connect(request_for(sandbox.url))
    with ThreadPoolExecutor(20) as pool:
        names = {one.name for one in pool.map(lambda _: connection.accounting.company(), range(40))}
    assert len(names) == 1
    assert tokens_asked(sandbox) == 1


def test_connections_of_the_same_key_share_the_token(sandbox):
    provider, clock = Procountor(), ManualClock()
    for _ in range(3):
        provider.connect(request_for(sandbox.url, clock=clock)).accounting.company()
    assert tokens_asked(sandbox) == 1


def test_a_token_is_renewed_before_it_expires(sandbox):
    clock = ManualClock()
    accounting = Procountor().connect(request_for(sandbox.url, clock=clock)).accounting
    accounting.company()
    clock.advance(3600 - 361)
    accounting.company()
    assert tokens_asked(sandbox) == 1
    clock.advance(2)
    accounting.company()
    assert tokens_asked(sandbox) == 2


@pytest.mark.parametrize(("life", "usable"), [(3600, 3240), (300, 240), (61, 1), (60, 30), (10, 5), (0, 0), (-5, 0)])
def test_a_token_counts_as_old_a_minute_or_a_tenth_of_its_life_early(life, usable):
    assert token_from(TokenAnswer(access_token="t", expires_in=life), now=100.0).until == 100 + usable


def test_an_expired_token_is_exchanged_and_the_call_repeated_once(sandbox):
    accounting = Procountor().connect(request_for(sandbox.url)).accounting
    accounting.company()
    sandbox.state.tokens.clear()
    accounting.vat_choices()
    assert tokens_asked(sandbox) == 2


def test_tokens_that_expire_under_many_threads_are_renewed_once(sandbox):
    accounting = Procountor().connect(request_for(sandbox.url)).accounting
    accounting.company()
    sandbox.state.tokens.clear()
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda _: accounting.company(), range(40)))
    assert tokens_asked(sandbox) == 2


def test_a_revoked_key_is_told_and_not_tried_again_for_a_while(sandbox):
    clock = ManualClock()
    accounting = Procountor().connect(request_for(sandbox.url, pinned="11001", clock=clock)).accounting
    accounting.company()
    sandbox.state.revoke(sandbox.state.keys[KEY])
    sandbox.state.journal.clear()
    for _ in range(5):
        with pytest.raises(CredentialsRejected):
            accounting.company()
    assert len(sandbox.state.journal) <= 2
    clock.advance(31)
    with pytest.raises(CredentialsRejected):
        accounting.company()
    assert len(sandbox.state.journal) == 3


def test_someone_who_is_activating_may_try_again_at_once(sandbox):
    accounting = Procountor().connect(request_for(sandbox.url)).accounting
    sandbox.state.first.settings.invoiceable_clients = False
    with pytest.raises(CredentialsRejected):
        accounting.company()
    sandbox.state.first.settings.invoiceable_clients = True
    assert accounting.company().id == "11001"


def test_a_token_refused_twice_is_a_refused_key():
    refusal = sending(http(b'{"errors":[{"status":401,"message":"Unauthorized"}]}', status="401 No"))
    with raw_server(get_sessioninfo=refusal) as server:
        with pytest.raises(CredentialsRejected):
            Procountor().connect(request_for(server.url)).accounting.company()
        assert server.seen == ["POST /api/oauth/token", "GET /api/sessioninfo"] * 2


def test_a_key_of_another_company_makes_no_call_in_it(sandbox):
    other = list(sandbox.state.companies.values())[1]
    stray = sandbox.state.issue_key(
        company_id=other.id, client_id="trackifiClient", user_id=next(iter(other.users)), description="stray"
    )
    accounting = Procountor().connect(request_for(sandbox.url, key=stray.value, pinned="11001")).accounting
    with pytest.raises(WrongRemoteCompany) as refused:
        accounting.vat_choices()
    assert refused.value.facts == {"remote": other.name, "pinned": "11001"}
    assert [entry.path for entry in sandbox.state.journal] == ["/api/oauth/token", "/api/sessioninfo"]


def test_an_exchanged_key_never_meets_its_predecessors_token(sandbox):
    provider = Procountor()
    provider.connect(request_for(sandbox.url)).accounting.company()
    with pytest.raises(CredentialsRejected):
        provider.connect(request_for(sandbox.url, key="a-mistyped.key.indeed")).accounting.company()
    assert provider.connect(request_for(sandbox.url)).accounting.company().id == "11001"


def test_a_forgotten_key_takes_its_token_along(sandbox):
    provider = Procountor()
    provider.connect(request_for(sandbox.url)).accounting.company()
    provider._sessions.forget(COMPANY)
    provider.connect(request_for(sandbox.url)).accounting.company()
    assert tokens_asked(sandbox) == 2


@pytest.mark.parametrize(
    ("status", "body", "error", "code"),
    [
        ("401 No", b'{"errors":[{"status":401,"message":"Unauthorized"}]}', CredentialsRejected, "key_rejected"),
        ("401 No", b'{"error":"invalid_grant"}', CredentialsRejected, "key_rejected"),
        ("401 No", b'{"error":"invalid_client"}', CredentialsRejected, "procountor_client_rejected"),
        ("400 No", b"", CredentialsRejected, "key_rejected"),
        ("403 No", b"<html>", CredentialsRejected, "key_rejected"),
        ("404 No", b"", UnexpectedAnswer, "procountor_version_ended"),
        ("410 No", b"", UnexpectedAnswer, "procountor_version_ended"),
        ("429 No", b"", RateLimited, "rate_limited"),
        ("500 No", b"<html>", ProviderUnavailable, "provider_unavailable"),
    ],
)
def test_each_answer_to_a_token_request_has_its_remedy(status, body, error, code):
    with raw_server(post_oauth__token=sending(http(body, status=status))) as server:
        with pytest.raises(error) as told:
            Procountor().connect(request_for(server.url)).accounting.company()
        assert told.value.code == code


def test_an_unsupported_version_of_the_api_is_told_as_such():
    page = sending(http(b"<html>Not found</html>", status="404 No", content_type="text/html"))
    with raw_server(post_oauth__token=page) as server:
        with pytest.raises(UnexpectedAnswer) as told:
            Procountor().connect(request_for(server.url)).accounting.company()
        assert told.value.code == "procountor_version_ended"
