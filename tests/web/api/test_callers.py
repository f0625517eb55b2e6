"""Who may do what: every operation, by every role, in the own company and in another's."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import iter_route_contexts
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.app import create_app
from trackifi_accounting_adapters.web.http.access import RULES, Caller, admitted, caller

from tests.web.api.installation import ABSENT, BASE, KEY, OTHER, OWN, PROVIDER, Answer, Installation, company_body
from tests.web.api.installation import Caller as Client

OPEN = {"openapi"}
FILLED = {"provider": MEMORY, "party": "p-1", "invoice": "i-1", "batch": "b-1", "code": "not_found"}
BOUND = (Role.ADMINISTRATOR, Role.MANAGER)


def operations(app: FastAPI) -> list[tuple[str, str, str]]:
    """Name, method and path of every operation of the API, described or not; pages have a guard of their own."""
    found = [
        (route.name, method, route.path)
        for route in iter_route_contexts(app.routes)
        for method in route.methods or {"GET"}
        if (route.path or "").startswith("/v1/") and route.name not in OPEN
    ]
    assert len(found) > 40
    return sorted(found)


@pytest.fixture(scope="module")
def populated(tmp_path_factory: pytest.TempPathFactory, empty_tables: Path, app: FastAPI) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("data"), empty_tables, app=app)
    made.sendable()
    yield made
    made.close()


@pytest.fixture
def asked(populated: Installation, app: FastAPI) -> Installation:
    app.state.container = populated.container
    return populated


def ask(client: Client, method: str, path: str, company: str) -> Answer:
    address = re.sub(r"\{(\w+)\}", lambda part: FILLED.get(part[1], company), path)
    # An empty object is a body that no operation takes: who may not do it must be told so before that.
    options = {"json": {}} if method in {"PUT", "POST"} else {}
    return client(method, address, headers={"X-Request-ID": "specimen-request"}, **options)


def test_every_operation_has_a_rule_and_every_rule_an_operation(app: FastAPI) -> None:
    assert {name for name, _, _ in operations(app)} == set(RULES)


def test_an_operation_without_a_rule_is_refused_to_everybody(installation: Installation) -> None:
    forgetful = APIRouter(dependencies=[Depends(admitted)])
    forgetful.add_api_route("/v1/companies/{company}/forgotten", lambda: "told", name="forgotten")
    app = create_app(installation.container)
    app.include_router(forgetful)

    answers = [Client(app=app, token=token).get(f"{BASE}/forgotten") for token in installation.tokens.values()]

    assert [answer.status for answer in answers] == [403, 403, 403]


def test_nobody_gets_in_without_a_token(asked: Installation, app: FastAPI) -> None:
    for name, method, path in operations(app):
        assert ask(asked.nobody, method, path, OWN).status == 401, name


@pytest.mark.parametrize("role", list(Role))
def test_each_role_may_do_what_the_table_says_and_no_more(asked: Installation, app: FastAPI, role: Role) -> None:
    for name, method, path in operations(app):
        refused = ask(asked.caller(role), method, path, OWN).status == 403
        assert refused == (role not in RULES[name]), name


@pytest.mark.parametrize("role", BOUND)
def test_another_company_is_answered_like_one_that_never_was(asked: Installation, app: FastAPI, role: Role) -> None:
    for name, method, path in operations(app):
        if "{company}" not in path:
            continue
        foreign, absent = (ask(asked.caller(role), method, path, company) for company in (OTHER, ABSENT))
        assert (foreign.status, foreign.response.content) == (404, absent.response.content), name
        assert foreign.response.headers.multi_items() == absent.response.headers.multi_items(), name


def test_the_host_is_told_when_a_company_never_was(asked: Installation, app: FastAPI) -> None:
    for name, method, path in operations(app):
        if "{company}" in path and name != "put_company":
            assert ask(asked.host, method, path, ABSENT).status == 404, name


def test_another_companys_partner_in_a_body_is_like_one_that_never_was(installation: Installation) -> None:
    installation.partner("of-own", "Malli Oy", PartnerRole.CUSTOMER)
    installation.activate()
    installation.host.put(f"/v1/companies/{OTHER}/customers/k-1", {"name": "Malliasiakas Oy"})
    address = PROVIDER.replace(OWN, OTHER)

    refused = [
        installation.host.put(
            f"{address}/links", {"choices": [{"partner": partner, "kind": "customer", "party": "k-1"}]}
        )
        for partner in ("of-own", "of-none")
    ]

    assert [one["conflicts"][0]["problem"]["code"] for one in refused] == ["link_partner_gone", "link_partner_gone"]
    assert [one["saved"] for one in refused] == [[], []]


def test_another_companys_customer_on_an_invoice_is_like_one_that_never_was(installation: Installation) -> None:
    installation.sendable(PartyKind.CUSTOMER)
    body = installation.host.get(f"{BASE}/customer-invoices/i-1").json
    kept = {name: body[name] for name in ("number", "party", "status", "issued", "due", "currency")}
    sums = {name: body["totals"][name] for name in ("net", "vat", "gross")}

    refused = installation.host.put(
        f"/v1/companies/{OTHER}/customer-invoices/i-9", {**kept, "lines": [], "totals": sums}
    )

    assert (refused.status, refused["code"]) == (404, "not_found")


def test_a_revoked_token_is_refused_at_once(installation: Installation) -> None:
    before = installation.manager.get(BASE)
    for token in installation.container.tokens().every():
        installation.container.tokens().revoke(token.id)

    after = installation.manager.get(BASE)

    assert (before.status, after.status) == (200, 401)
    assert after.response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["tra_", "tra_wrong", "Ä", "x" * 5000, f"tra_{KEY}"])
def test_a_token_that_was_never_made_is_refused(installation: Installation, token: str) -> None:
    headers = {b"Authorization": f"Bearer {token}".encode()}

    assert installation.nobody("GET", BASE, headers=headers).status == 401  # type: ignore[arg-type]


def test_a_token_is_kept_as_a_hash_only(installation: Installation, tmp_path: Path) -> None:
    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())

    assert b"Specimen host" in kept
    assert not any(token.encode() in kept for token in installation.tokens.values())


def test_a_host_names_the_person_for_the_history(installation: Installation) -> None:
    headers = {"Trackifi-User": "anna.malli@esimerkki.example"}
    body = {"credentials": {"api_key": KEY}}

    installation.host.post(f"{PROVIDER}/activate", body, headers=headers)

    entries = installation.manager.get(f"{BASE}/history")["items"]
    assert {entry["actor"] for entry in entries} == {"anna.malli@esimerkki.example (Specimen host)"}


def test_no_other_caller_can_speak_for_somebody_else(installation: Installation) -> None:
    body = {"credentials": {"api_key": KEY}}

    installation.administrator.post(f"{PROVIDER}/activate", body, headers={"Trackifi-User": "somebody else"})

    entries = installation.manager.get(f"{BASE}/history")["items"]
    assert {entry["actor"] for entry in entries} == {"Specimen administrator"}


def test_an_application_with_its_own_sign_in_puts_it_in_our_place(installation: Installation) -> None:
    app = create_app(installation.container)
    signed_in = Caller(actor=Actor("session of anna"), role=Role.MANAGER, company=CompanyId(OWN))
    app.dependency_overrides[caller] = lambda: signed_in

    looked, touched, foreign = (
        Client(app=app).get(BASE),
        Client(app=app).put(BASE, company_body()),
        Client(app=app).get(f"/v1/companies/{OTHER}"),
    )

    assert (looked.status, touched.status, foreign.status) == (200, 403, 404)
