"""Searching and reading business partners and products."""

from collections.abc import Callable
from itertools import pairwise

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from stdnum.fi import ytunnus


def ids(answer: httpx.Response) -> list[int]:
    return [row["id"] for row in answer.json()["results"]]


def test_the_published_partners_are_there(api: httpx.Client) -> None:
    found = api.get("/businesspartners", params={"type": "CUSTOMER", "orderById": "ASC"}).json()["results"]
    assert [row["name"] for row in found] == [named.name for named in data.CUSTOMERS if named.active]
    assert all(ytunnus.is_valid(row["invoicingInfo"].get("identifier", "2077474-0")) for row in found)


def test_inactive_partners_are_shown_only_when_asked_for(api: httpx.Client) -> None:
    assert ids(api.get("/businesspartners", params={"active": "false"})) == [1107, 1009]


def test_paging_by_the_last_id_sees_every_partner_once() -> None:
    with RunningSandbox(api_key="sandbox-key", partners=950) as running:
        form = {
            "grant_type": "client_credentials",
            "client_id": data.CLIENT_ID,
            "client_secret": data.CLIENT_SECRET,
            "api_key": "sandbox-key",
        }
        token = httpx.post(f"{running.url}/api/oauth/token", data=form, verify=False).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(verify=False, base_url=f"{running.url}/api", headers=headers) as api:
            seen: list[int] = []
            params: dict[str, str | int] = {"type": "CUSTOMER", "orderById": "ASC", "size": 200}
            while page := ids(api.get("/businesspartners", params=params)):
                seen += page
                params["previousId"] = page[-1]
        expected = [p.id for p in running.state.first.partners if p.active and p.type == "CUSTOMER"]
        assert seen == expected


def test_descending_paging_goes_below_the_last_id(api: httpx.Client) -> None:
    found = ids(api.get("/businesspartners", params={"type": "SUPPLIER", "previousId": 1103}))
    assert found == [1102, 1101]


def test_page_and_size_cut_the_same_list(api: httpx.Client) -> None:
    answer = api.get("/businesspartners", params={"type": "SUPPLIER", "size": 3, "page": 2, "orderById": "ASC"})
    assert ids(answer) == [1108]
    assert answer.json()["meta"] == {"pageNumber": 2, "pageSize": 3, "resultCount": 1, "totalCount": 7}


def test_the_total_can_be_left_out(sandbox: RunningSandbox, api: httpx.Client) -> None:
    sandbox.state.switches.change({"total_count": False})
    assert "totalCount" not in api.get("/businesspartners").json()["meta"]


def test_name_and_identifier_are_searched_by_headers(api: httpx.Client) -> None:
    assert ids(api.get("/businesspartners", headers={"name": "koehovi konsultointi"})) == [1011, 1001]
    assert ids(api.get("/businesspartners", headers={"identifier": "9100001-3"})) == [1001]
    assert ids(api.get("/businesspartners", params={"customerNumber": "101"})) == [1001]


def test_a_changed_partner_is_found_by_its_version(api: httpx.Client, control: httpx.Client, today: str) -> None:
    assert ids(api.get("/businesspartners", params={"versionStartDate": f"{today}T00:00:00"})) == []
    control.patch("/partners/11001/1004", json={"name": "Mallivaara Uutiset Oy"})
    assert ids(api.get("/businesspartners", params={"versionStartDate": f"{today}T00:00:00"})) == [1004]
    assert (
        ids(api.get("/businesspartners", params={"versionEndDate": f"{today}T00:00:00", "size": 200})).count(1004) == 0
    )


def test_a_batch_is_ordered_without_repeats_and_unknown_ids(api: httpx.Client) -> None:
    answer = api.get("/businesspartners/1102,1001,999999,1102")
    assert [row["id"] for row in answer.json()] == [1001, 1102]
    assert answer.json()[0]["invoicingInfo"]["email"] == "laskut.1001@sandbox.example"


def test_a_batch_of_which_one_exists_is_still_an_array(api: httpx.Client) -> None:
    assert [row["id"] for row in api.get("/businesspartners/1001,999999").json()] == [1001]


@pytest.mark.parametrize("path", ["/businesspartners/999999", "/businesspartners/x", "/products/1,2"])
def test_a_batch_without_a_hit_is_not_found(api: httpx.Client, path: str) -> None:
    assert api.get(path).status_code == 404


@pytest.mark.parametrize("kind", ["businesspartners", "products"])
def test_more_than_two_hundred_ids_are_refused(api: httpx.Client, kind: str) -> None:
    assert api.get(f"/{kind}/" + ",".join(map(str, range(1000, 1200)))).status_code in {200, 404}
    assert api.get(f"/{kind}/" + ",".join(map(str, range(1000, 1201)))).status_code == 400


def test_missing_register_rights_look_like_empty_data(
    login: Callable[..., httpx.Client], control: httpx.Client
) -> None:
    limited = login(control.post("/keys", json={"rights": "no-registers"}).json()["value"])
    for kind in ("CUSTOMER", "SUPPLIER"):
        answer = limited.get("/businesspartners", params={"type": kind})
        assert (answer.status_code, answer.json()["results"]) == (200, [])
    assert limited.get("/businesspartners/1001").status_code == 403


def test_the_same_id_is_another_partner_in_another_company(
    login: Callable[..., httpx.Client], control: httpx.Client
) -> None:
    other = login(control.post("/keys", json={"company": 11002}).json()["value"])
    assert other.get("/businesspartners/1001").json()["name"] == "Sivuyrityksen Koehovi Konsultointi Oy"


def test_products_ignore_page_and_are_cut_by_the_last_id(api: httpx.Client) -> None:
    first = ids(api.get("/products", params={"size": 4}))
    assert ids(api.get("/products", params={"size": 4, "page": 1})) == first
    assert ids(api.get("/products", params={"size": 4, "previousId": first[-1]})) == [2005, 2006, 2007, 2008]
    assert all(low < high for low, high in pairwise(first))


def test_travel_products_are_left_out_unless_asked_for(api: httpx.Client) -> None:
    assert 2201 not in ids(api.get("/products"))
    assert ids(api.get("/products", params={"type": "TRAVEL"})) == [2201]


def test_products_are_found_by_parts_of_name_and_code(api: httpx.Client) -> None:
    assert ids(api.get("/products", params={"name": "työ"})) == [2002, 2003, 2101]
    assert ids(api.get("/products", params={"code": "ko"})) == [2001, 2005]
    assert ids(api.get("/products", params={"active": "false"})) == [2008]


def test_localized_names_come_when_asked_for(api: httpx.Client) -> None:
    assert "productLocalizations" not in api.get("/products/2001").json()
    shown = api.get("/products/2001", params={"includeLocalizations": "true"}).json()
    assert shown["productLocalizations"] == [{"language": "SWEDISH", "productName": "Konsultering"}]
