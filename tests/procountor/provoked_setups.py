"""How problems of setting up and of an examination come about: a deed on Procountor's side."""

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import trustme
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.rights import with_changes
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_procountor.connection import Procountor
from trackifi_procountor.settings import settings_from

from tests.procountor.connecting import KEY, request_for
from tests.procountor.raw_server import http, raw_server, sending

Provocation = Callable[[RunningSandbox], object]


def connected(url: str, **how):
    return Procountor().connect(request_for(url, clock=ManualClock(datetime.now(UTC)), **how))


# Setting up.


def setting(_sandbox):
    settings_from({})


def client(_sandbox):
    refusal = sending(http(b'{"error":"invalid_client"}', status="401 No"))
    with raw_server(post_oauth__token=refusal) as server:
        connected(server.url).accounting.company()


def ended(sandbox):
    connected(f"{sandbox.url}/v2301/api").accounting.company()


def suspended(sandbox):
    """Two companies of one installation are refused alike."""
    sandbox.state.faults.add("error-before-commit", path="/", status=403, times=None)
    clock = ManualClock(datetime.now(UTC))
    procountor, asked = Procountor(), request_for(sandbox.url, clock=clock)
    for company in ("specimen-one", "specimen-two"):
        with suppress(CredentialsRejected):
            procountor.connect(replace(asked, company=CompanyId(company))).accounting.company()


@contextmanager
def stranger() -> Iterator[int]:
    """A server whose certificate nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            try:
                context.wrap_socket(listener.accept()[0], server_side=True).close()
            except OSError:
                return

        greeter = threading.Thread(target=greet)
        greeter.start()
        yield listener.getsockname()[1]
    greeter.join(5)


def unverified(_sandbox):
    with stranger() as port:
        connected(f"https://127.0.0.1:{port}/api").accounting.company()


def guarded(sandbox):
    connected(sandbox.url).accounting._api.look("/payments", priority=Priority.CHECK)


def stuck(_sandbox):
    page = {"results": [{"id": 1, "name": "a"}], "meta": {"pageSize": 1}}
    with raw_server(get_products=sending(http(json.dumps(page).encode()))) as server:
        list(connected(server.url).accounting.products())


# Examining.


def found(act: Callable[[RunningSandbox], object]) -> Provocation:
    """The problems of an examination after the act."""

    def provoke(sandbox):
        act(sandbox)
        return connected(sandbox.url).accounting.examine()

    return provoke


def prevented(sandbox):
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    user.rights = with_changes(user.rights, {"accounting": {"preventCreatingEditingInvoices": True}})


def no_default(sandbox):
    for account in sandbox.state.first.accounts:
        account.default_for_invoice = False


def closed_today(sandbox):
    for year in sandbox.state.first.fiscal_years:
        year.status = "CLOSED"


def past_years_only(sandbox):
    years, today = sandbox.state.first.fiscal_years, sandbox.state.clock.today()
    years[:] = [year for year in years if year.end < today]


def without(kind: str) -> Callable[[RunningSandbox], object]:
    def act(sandbox):
        rates = sandbox.state.first.vat_rates
        rates[:] = [one for one in rates if not getattr(one, kind)]

    return act


def of_first(name: str, value: object) -> Callable[[RunningSandbox], object]:
    return lambda sandbox: setattr(sandbox.state.first, name, value)


def described(document: object, *, version: str = "26.04") -> Provocation:
    def provoke(_sandbox):
        status = json.dumps({"status": "OK", "version": version}).encode()
        known = sending(http(json.dumps(document).encode(), status="200 OK" if document else "404 None"))
        none = sending(http(b"{}", status="404 None"))
        replies = dict.fromkeys(("get_company", "get_bankaccounts", "get_fiscalyears"), none)
        replies |= {"get_users__rights": sending(http(b"{}")), "get_openapi.json": known}
        with raw_server(get_status=sending(http(status)), **replies) as server:
            return connected(server.url).accounting.examine()

    return provoke
