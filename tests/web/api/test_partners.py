"""The Business Partners and Products tabs, as a program sees them."""

import pytest
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind

from tests.web.api.installation import BASE, PROVIDER, Installation, party_body


@pytest.fixture
def registers(installation: Installation) -> Installation:
    """Two customers at the provider and a supplier; in Trackifi a customer and a freelancer of the same names."""
    installation.partner("1", "Pohjoinen Malli Oy", business_id="1234567-1")
    installation.partner("2", "Eteläinen Malli Oy")
    installation.partner("3", "Mallitoimittaja Tmi", PartnerRole.SUPPLIER)
    installation.host.put(f"{BASE}/customers/c-1", party_body("Pohjoinen Malli Oy", business_id="1234567-1"))
    installation.host.put(f"{BASE}/freelancers/f-1", party_body("Mallitoimittaja Tmi"))
    installation.activate()
    return installation


def link(partner: str, party: str | None, kind: PartyKind = PartyKind.CUSTOMER) -> dict[str, str | None]:
    return {"partner": partner, "kind": kind, "party": party}


def test_a_row_shows_who_the_partner_may_be_and_why(registers: Installation) -> None:
    rows = registers.manager.get(f"{PROVIDER}/partners", params={"suggest": True}, headers={"Accept-Language": "fi"})

    suggested = {one["name"]: one["suggestion"] and one["suggestion"]["party"] for one in rows["items"]}
    assert suggested == {"Eteläinen Malli Oy": None, "Mallitoimittaja Tmi": "f-1", "Pohjoinen Malli Oy": "c-1"}
    assert "Sama Y-tunnus" in rows["items"][2]["suggestion"]["reason"]
    assert rows["total"] == 3


def test_nothing_is_suggested_unasked(registers: Installation) -> None:
    rows = registers.manager.get(f"{PROVIDER}/partners")

    assert [one["suggestion"] for one in rows["items"]] == [None, None, None]


def test_suggestions_come_page_by_page(registers: Installation) -> None:
    registers.host.put(f"{BASE}/customers/c-2", party_body("Eteläinen Malli Oy"))
    waiting = registers.manager.get(f"{PROVIDER}/suggestions", params={"kind": "customer"})["matching"]
    registers.clock.advance(60)
    registers.container.work_matching()()

    pages = [
        registers.manager.get(f"{PROVIDER}/suggestions", params={"kind": "customer", "limit": 1, "offset": offset})
        for offset in (0, 1)
    ]

    assert [(page["items"][0]["party"], page["more"]) for page in pages] == [("c-1", True), ("c-2", False)]
    assert (waiting["due"], pages[0]["matching"]["due"], pages[0]["matching"]["running"]) == (True, False, False)


def test_a_rejected_suggestion_is_not_shown_again(registers: Installation) -> None:
    pair = {"partner": "1", "party": "c-1"}

    for _ in range(2):
        rejected = registers.administrator.post(f"{PROVIDER}/suggestions/rejections", pair)
        registers.clock.advance(60)
        registers.container.work_matching()()

    rows = registers.manager.get(f"{PROVIDER}/partners", params={"linked": "suggested", "suggest": True})
    assert rejected.json == pair
    assert [one["suggestion"]["party"] for one in rows["items"]] == ["f-1"]


def test_a_partner_that_is_not_there_can_not_be_rejected(registers: Installation) -> None:
    pair = {"partner": "nobody", "party": "c-1"}

    assert registers.administrator.post(f"{PROVIDER}/suggestions/rejections", pair).status == 404


def test_a_saved_link_shows_on_its_row_and_is_suggested_no_more(registers: Installation) -> None:
    saved = registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1")]})

    [row] = registers.manager.get(f"{PROVIDER}/partners", params={"linked": "linked", "suggest": True})["items"]
    assert (saved["saved"], saved["conflicts"]) == ([link("1", "c-1")], [])
    assert (row["link"]["party"], row["link"]["saved_by"], row["suggestion"]) == ("c-1", "Specimen administrator", None)


def test_a_customer_chosen_on_two_rows_is_shown_not_guessed(registers: Installation) -> None:
    saved = registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1"), link("2", "c-1")]})

    assert saved["saved"] == []
    assert [(one["problem"]["code"], one["choice"]["partner"], one["other"]) for one in saved["conflicts"]] == [
        ("link_chosen_twice", "1", "2"),
        ("link_chosen_twice", "2", "1"),
    ]


def test_a_link_is_taken_away_with_null(registers: Installation) -> None:
    registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1")]})

    registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", None)]})

    assert registers.manager.get(PROVIDER)["links"] == 0


def test_a_stale_link_says_why(registers: Installation) -> None:
    registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1")]})
    del registers.books.partners["1"]  # type: ignore[arg-type]

    synced = registers.administrator.post(f"{PROVIDER}/sync", params={"full": True})

    [row] = registers.manager.get(f"{PROVIDER}/partners", params={"linked": "stale"})["items"]
    assert (synced["imported"]["stale"], synced["integration"]["stale_links"]) == (1, 1)
    assert row["link"]["problem"]["code"] == "link_partner_gone"
    assert "Pohjoinen Malli Oy" in row["link"]["problem"]["happened"]


def test_a_partner_may_be_chosen_for_once(registers: Installation) -> None:
    refused = registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1"), link("1", None)]})

    assert (refused.status, refused["reasons"][0]["code"]) == (422, "field_repeated")


def test_rows_are_found_by_register_and_text(registers: Installation) -> None:
    suppliers = registers.manager.get(f"{PROVIDER}/partners", params={"role": "supplier"})
    named = registers.manager.get(f"{PROVIDER}/partners", params={"text": "ETELÄ", "limit": 1})

    assert [one["id"] for one in suppliers["items"]] == ["3"]
    assert ([one["id"] for one in named["items"]], named["total"]) == (["2"], 1)


def test_a_product_is_chosen_for_lines_that_name_none(registers: Installation) -> None:
    [product] = registers.manager.get(f"{PROVIDER}/products")["items"]

    chosen = registers.administrator.put(f"{PROVIDER}/default-product", {"product": product["id"]})
    absent = registers.administrator.put(f"{PROVIDER}/default-product", {"product": "none"})
    taken_back = registers.administrator.put(f"{PROVIDER}/default-product", {"product": None})

    assert (chosen["default_product"], taken_back["default_product"]) == (product["id"], None)
    assert chosen["default_products"] == {"customer": product["id"]}
    assert (absent.status, absent["code"]) == (404, "not_found")


def test_a_product_of_the_other_side_is_no_default(registers: Installation) -> None:
    [product] = registers.manager.get(f"{PROVIDER}/products")["items"]

    refused = registers.administrator.put(
        f"{PROVIDER}/default-product", {"product": product["id"], "kind": "freelancer"}
    )

    assert (refused.status, refused["code"]) == (422, "default_product_unfit")


def test_the_history_says_who_did_what(registers: Installation) -> None:
    registers.administrator.put(f"{PROVIDER}/links", {"choices": [link("1", "c-1")]})
    registers.administrator.put(f"{PROVIDER}/default-product", {"product": None})

    entries = registers.manager.get(f"{BASE}/history", params={"limit": 2})["items"]

    assert [(one["action"], one["subject"]) for one in entries] == [("choose_product", "memory"), ("link", "c-1")]
