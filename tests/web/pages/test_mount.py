"""The pages at the paths that a host chooses, behind the host's own sign-in."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi import FastAPI
from trackifi_accounting.domain.values.references import Actor
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.design.paths import Paths
from trackifi_accounting_adapters.web.pages import mount
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, visitor

from tests.web.pages.specimen import COMPANY, PROVIDER
from tests.web.pages.stage import Stage

ELSEWHERE = Paths(settings="/company/books", customer_invoices="/invoices", freelancer_invoices="/purchase-invoices")


def test_every_page_and_link_is_where_the_host_puts_it(stage: Stage) -> None:
    app = FastAPI()
    app.state.container = stage.container
    mount(app, paths=ELSEWHERE)
    app.dependency_overrides[visitor] = lambda: Visitor(company=COMPANY, actor=Actor("Anna"), role=Role.ADMINISTRATOR)
    places = ["/company/books", f"/company/books/{PROVIDER}", "/invoices", "/purchase-invoices"]
    wanted = [*places, f"/invoices/i-1/{PROVIDER}", "/customer-invoices"]
    with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
        answers = thread.submit(lambda: asyncio.run(_asked(app, wanted))).result()
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 404]
    leads = {link for answer in answers[:5] for link in re.findall(r'(?:href|action)="(/[^"]*)"', answer.text)}
    assert {"/invoices", "/purchase-invoices", f"/company/books/{PROVIDER}"} <= leads
    assert [one for one in leads if one.startswith(("/settings", "/customer-", "/freelancer-"))] == []


async def _asked(app: FastAPI, addresses: list[str]) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return [await client.get(address) for address in addresses]


@pytest.mark.parametrize("path", ["invoices", "/invoices/", "/", "/in voices", "/freelancer-invoices", "/{x}"])
def test_a_path_that_would_be_no_address_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="paths must differ"):
        Paths(customer_invoices=path)
