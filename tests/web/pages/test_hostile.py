"""Hostile names, foreign forms, lost roles: what must not happen on the pages."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting_adapters.database.access.tokens import Role

from tests.web.pages.acts import SETTINGS
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import PROVIDER
from tests.web.pages.stage import CONNECTED, Stage

PAYLOADS = (
    "<script>document.body.id='harmed'</script>",
    "<img src=x onerror=\"document.body.id='harmed'\">",
    "\"><svg onload=document.body.id='harmed'>",
    "'\" autofocus onfocus=\"document.body.id='harmed'\" x='",
    "</textarea></title><iframe src=javascript:top.document.body.id='harmed'>",
    "javascript:document.body.id='harmed'",
    "{{ 7*7 }}{% raw %} %(provider)s {0}",
)


def test_hostile_names_are_shown_as_they_are(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    calm = _elements(page, f"{SETTINGS}/partners?text=Testholm")
    partners = [
        BusinessPartner(id=PartnerId(f"x{place}"), role=PartnerRole.CUSTOMER, name=payload, business_id=payload[:20])
        for place, payload in enumerate(PAYLOADS)
    ]
    for place, payload in enumerate(PAYLOADS):
        stage.party(f"x-{place}", payload)
    stage.partners(*partners)
    page.goto(f"{SETTINGS}/partners?role=customer")
    for place, payload in enumerate(PAYLOADS):
        assert page.locator(f"#name-x{place}").text_content() == payload
    page.locator("#text-x0").click()
    expect(page.locator(".combo [role=option]").first).to_be_visible()
    page.get_by_role("button", name="Accept all certain").click()
    expect(page.get_by_role("heading", name="Certain suggestions")).to_be_visible()
    for place in (f"{SETTINGS}/history", "/customer-invoices", f"{SETTINGS}/partners?show=linked"):
        page.goto(place)
    assert page.locator("#harmed, main script, main img, main iframe, main svg").count() == 0
    assert _elements(page, f"{SETTINGS}/partners?text=Testholm") == calm


def _elements(page: Any, address: str) -> int:
    page.goto(address)
    count: int = page.evaluate("document.querySelectorAll('*').length")
    return count


def test_a_project_manager_looks_and_sends_but_touches_no_key_and_no_link(visit: Visit, stage: Stage) -> None:
    stage.write(CONNECTED)
    page = visit(Role.MANAGER)
    page.goto(SETTINGS)
    for name in ("Update", "Sync Data"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_role("link", name="Disable")).to_have_count(0)
    page.goto(f"{SETTINGS}/partners")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.goto(f"{SETTINGS}/disable")
    expect(page.get_by_role("main")).to_contain_text("Your role does not include this.")


def test_a_whole_email_pasted_for_a_key_is_neither_stored_nor_shown(visit: Visit, stage: Stage) -> None:
    page = visit()
    page.goto(SETTINGS)
    page.get_by_label("API key").evaluate("(field) => { field.value = 'CANARY letter '.repeat(600) }")
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("alert")).to_contain_text("can't be an API key: it is too long")
    assert "CANARY" not in page.content()


class Client:
    """Talks to the pages without a browser."""

    def __init__(self, stage: Stage) -> None:
        self.client = httpx.Client(base_url=stage.url)
        self.post("/sign-in", token=stage.tokens[Role.ADMINISTRATOR])

    def check(self) -> str:
        found = re.search(r'name="form-check" value="([0-9a-f]+)"', self.client.get("/sign-in").text)
        assert found
        return found[1]

    def post(self, address: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        return self.client.post(address, data={"form-check": self.check(), **fields}, headers=headers)


@pytest.fixture
def client(stage: Stage) -> Iterator[Client]:
    made = Client(stage)
    yield made
    made.client.close()


def test_a_form_from_elsewhere_does_nothing(client: Client) -> None:
    sent = [
        client.client.post(f"{SETTINGS}/sync", data={"full": "yes"}),
        client.client.post(f"{SETTINGS}/sync", data={"form-check": "0" * 64}),
        client.post(f"{SETTINGS}/sync", {"Sec-Fetch-Site": "cross-site"}),
        client.post(f"{SETTINGS}/sync", {"Sec-Fetch-Site": "same-site"}),
        client.client.post(f"{SETTINGS}/sync", json={"form-check": client.check()}),
    ]
    assert [answer.status_code for answer in sent] == [403, 403, 403, 403, 415]


def test_every_page_forbids_what_browsers_need_not_do(client: Client) -> None:
    answer = client.client.get(SETTINGS)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")
    assert not re.search(r"<style|style=|<script(?! src=)|\son\w+=", answer.text)


def test_a_revoked_token_ends_the_session_at_once(stage: Stage, client: Client) -> None:
    before = client.client.get(SETTINGS).status_code
    for token in stage.container.tokens().every():
        stage.container.tokens().revoke(token.id)
    after = client.client.get(SETTINGS)
    assert (before, after.status_code, after.headers["location"].partition("?")[0]) == (200, 303, "/sign-in")


def test_nobody_is_led_elsewhere_after_signing_in(stage: Stage, client: Client) -> None:
    token = stage.tokens[Role.ADMINISTRATOR]
    aims = ("https://harm.example", "//harm.example", "/\\harm.example", "/customer-invoices")
    led = [client.post("/sign-in", token=token, next=aim).headers["location"] for aim in aims]
    assert led == ["/", "/", "/", "/customer-invoices"]


def test_addresses_that_make_no_sense_are_answered_with_a_page(client: Client) -> None:
    addresses = (
        "/settings/integrations/absent",
        "/settings/integrations/../x",
        f"/customer-invoices/absent/{PROVIDER}",
        "/other-invoices",
        f"/customer-invoices/batches/{PROVIDER}/absent",
        f"/customer-invoices/%00/{PROVIDER}",
    )
    assert {address: client.client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    odd = (f"{SETTINGS}/partners?start=-1&show=x&role=y&text=%25%00", f"{SETTINGS}/history?start=99999999999999999999")
    assert {address: client.client.get(address).status_code for address in odd} == dict.fromkeys(odd, 200)


def test_pages_answer_many_at_once(stage: Stage, client: Client) -> None:
    def ask(_: int) -> int:
        return httpx.get(f"{stage.url}{SETTINGS}", cookies=dict(client.client.cookies)).status_code

    with ThreadPoolExecutor(max_workers=10) as threads:
        assert list(threads.map(ask, range(30))) == [200] * 30
