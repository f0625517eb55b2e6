"""One token for everybody, fetched once, renewed in time, and never the token of another key or company."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.errors import (
    CredentialsRejected,
    ProviderUnavailable,
    RateLimited,
    UnexpectedAnswer,
    WrongRemoteCompany,
)
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor
from trackifi_procountor.session.auth import TokenAnswer, token_from

from tests.procountor.booking import draft, key
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


REFUSAL = sending(http(b'{"errors":[{"status":401,"message":"Unauthorized"}]}', status="401 No"))


@pytest.mark.parametrize("pinned", [None, "11001"])
def test_a_fresh_token_that_is_refused_is_no_refused_key(pinned):
    with raw_server(get_sessioninfo=REFUSAL) as server:
        with pytest.raises(ProviderUnavailable) as told:
            Procountor().connect(request_for(server.url, pinned=pinned)).accounting.company()
        assert (told.value.code, told.value.retry_after) == ("procountor_token_refused", 30)
        assert server.seen == ["POST /api/oauth/token", "GET /api/sessioninfo"] * (1 if pinned else 2)


def test_after_one_fresh_refusal_the_invoice_goes_when_the_pause_is_over(sandbox):
    clock = ManualClock(datetime.fromtimestamp(sandbox.state.clock.seconds(), tz=UTC))
    connection = Procountor().connect(request_for(sandbox.url, pinned="11001", clock=clock))
    ready = draft(connection)
    sandbox.state.faults.add("expire-token", method="POST", path="/invoices", times=2)
    with pytest.raises(ProviderUnavailable) as told:
        connection.accounting.create(ready, fence=open_fence)
    assert told.value.retry_after == 30
    calls = len(sandbox.state.journal)
    with pytest.raises(ProviderUnavailable):
        connection.accounting.company()
    assert len(sandbox.state.journal) == calls
    clock.advance(31)
    assert connection.accounting.create(ready, fence=open_fence).own_number == "2026-17"
    assert len(connection.accounting.find(key("2026-17"))) == 1


def test_the_pause_doubles_up_to_ten_minutes_and_a_token_that_is_good_begins_anew(sandbox):
    clock = ManualClock()
    accounting = Procountor().connect(request_for(sandbox.url, pinned="11001", clock=clock)).accounting
    accounting.vat_choices()
    pauses = []
    for _ in range(6):
        sandbox.state.faults.add("expire-token", method="GET", path="/users/rights", times=2)
        with pytest.raises(ProviderUnavailable) as told:
            accounting.access()
        pauses.append(told.value.retry_after)
        clock.advance(told.value.retry_after + 1)
    assert pauses == [30, 60, 120, 240, 480, 600]
    accounting.access()
    sandbox.state.faults.add("expire-token", method="GET", path="/users/rights", times=2)
    with pytest.raises(ProviderUnavailable) as told:
        accounting.access()
    assert told.value.retry_after == 30


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
