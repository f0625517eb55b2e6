"""What the API makes of requests that are not as they should be."""

import json

import pytest
from trackifi_accounting_adapters.web.http.headers import HEADERS
from trackifi_accounting_adapters.web.problems.language import preferred

from tests.web.api.installation import BASE, OWN, PROVIDER, Installation, company_body, invoice_body, party_body

JSON = {"Content-Type": "application/json"}


def test_a_record_comes_back_as_it_was_handed_over(installation: Installation) -> None:
    body = party_body(business_id="7654321-4", iban="FI2112345600000785", e_invoice={"address": "003776543214"})

    put = installation.host.put(f"{BASE}/freelancers/f-1", body)
    again = installation.host.put(f"{BASE}/freelancers/f-1", body)
    got = installation.manager.get(f"{BASE}/freelancers/f-1")

    assert (put.status, again.json, got.json) == (200, put.json, put.json)
    assert (got["kind"], got["e_invoice"]["address"], got["address"]["city"]) == ("freelancer", "003776543214", "Oulu")


def test_amounts_stay_exact(installation: Installation) -> None:
    installation.host.put(f"{BASE}/customers/p-1", party_body())
    line = invoice_body()["lines"][0] | {"quantity": "0.12345678", "unit_price": "1234567890123.10"}

    installation.host.put(f"{BASE}/customer-invoices/i-1", invoice_body(lines=[line]))

    [kept] = installation.host.get(f"{BASE}/customer-invoices/i-1")["lines"]
    assert (kept["quantity"], kept["unit_price"]) == ("0.12345678", "1234567890123.10")


def test_blank_parts_of_an_address_come_back_as_missing(installation: Installation) -> None:
    blank = {"street": "", "specifier": " ", "postcode": "", "city": "  ", "country": ""}

    put = installation.host.put(f"{BASE}/customers/p-1", party_body(delivery_address=blank))

    assert put.status == 200
    assert set(put["delivery_address"].values()) == {None}


def test_references_have_seventy_letters_and_a_line_the_name_that_somebody_pasted(installation: Installation) -> None:
    installation.host.put(f"{BASE}/customers/p-1", party_body())
    line = invoice_body()["lines"][0] | {"name": "Consulting\tJanuary"}
    longest = {"order_reference": "x" * 70, "project_number": "y" * 70}

    taken = installation.host.put(f"{BASE}/customer-invoices/i-1", invoice_body(lines=[line], **longest))
    refused = installation.host.put(f"{BASE}/customer-invoices/i-2", invoice_body(order_reference="x" * 71))

    assert (taken.status, taken["order_reference"], taken["project_number"]) == (200, "x" * 70, "y" * 70)
    assert taken["lines"][0]["name"] == "Consulting\tJanuary"
    assert [(one["code"], one["field"]) for one in refused["reasons"]] == [("field_too_long", "order_reference")]


@pytest.mark.parametrize("kind", ["customers", "freelancers"])
def test_a_party_is_taken_as_it_was_pasted(installation: Installation, kind: str) -> None:
    address = {
        "street": "Mallikatu\t1",
        "specifier": "B\t2",
        "postcode": "00100\t",
        "city": "Helsinki\n",
        "country": "FI",
    }
    pasted = {
        "name": "Malliasiakas\tOy",
        "email": "laskut@malliasiakas.example\t",
        "business_id": "\t7654321-4",
        "customer_number": "1001\t",
        "contact_person": "Maija\tMalli",
        "other_names": ["Vanha\tMalli Oy"],
        "iban": "FI21 1234\t5600 0007 85",
        "address": address,
        "delivery_address": address,
    }

    put = installation.host.put(f"{BASE}/{kind}/p-1", party_body(**pasted))

    assert put.status == 200
    assert {name: put[name] for name in pasted} == pasted


def test_a_sign_that_no_text_has_is_refused_all_the_same(installation: Installation) -> None:
    refused = installation.host.put(f"{BASE}/customers/p-1", party_body("Malli\x00asiakas Oy"))

    assert [(one["code"], one["field"]) for one in refused["reasons"]] == [("field_invalid", "name")]


def test_search_finds_by_a_part_of_the_name(installation: Installation) -> None:
    for number, name in enumerate(("Pohjoinen Malli Oy", "Eteläinen Malli Oy", "Itäinen Esimerkki Oy")):
        installation.host.put(f"{BASE}/customers/c-{number}", party_body(name))

    found = installation.manager.get(f"{BASE}/customers", params={"text": "malli"})

    assert [one["name"] for one in found["items"]] == ["Eteläinen Malli Oy", "Pohjoinen Malli Oy"]


def test_invoices_are_listed_page_by_page(installation: Installation) -> None:
    installation.host.put(f"{BASE}/customers/p-1", party_body())
    for number in range(5):
        installation.host.put(f"{BASE}/customer-invoices/i-{number}", invoice_body(number=f"M-{number}"))

    first = installation.manager.get(f"{BASE}/customer-invoices", params={"limit": 3})
    second = installation.manager.get(f"{BASE}/customer-invoices", params={"limit": 3, "after": first["next"]})

    assert [one["id"] for one in first["items"] + second["items"]] == [f"i-{number}" for number in range(5)]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "sent"}, ("field_unknown", "state")),
        ({"remote_id": "1"}, ("field_unknown", "remote_id")),
        ({"a key in the wrong place": "1"}, ("field_unknown", "?")),
        ({"company_id": "other-1"}, ("field_unknown", "company_id")),
        ({"due": "2026-02-30"}, ("field_not_date", "due")),
        ({"due": 1770000000}, ("field_not_date", "due")),
        ({"due": "2026-02-15T00:00:00Z"}, ("field_not_date", "due")),
        ({"totals": {"net": 675.0, "vat": "1", "gross": "1"}}, ("field_not_amount", "totals.net")),
        ({"totals": {"net": "1e3", "vat": "1", "gross": "1"}}, ("field_not_amount", "totals.net")),
        ({"totals": {"net": "٣", "vat": "1", "gross": "1"}}, ("field_not_amount", "totals.net")),
        ({"status": "sendable"}, ("field_not_one_of", "status")),
        ({"currency": "euro"}, ("field_invalid", "currency")),
        ({"revision": 0}, ("field_out_of_range", "revision")),
        ({"revision": "2"}, ("field_invalid", "revision")),
        ({"message": "x" * 5001}, ("field_too_long", "message")),
        ({"message": "a\u0000b"}, ("field_invalid", "message")),
        ({"message": "a\ud800b"}, ("field_invalid", "message")),
        ({"lines": invoice_body()["lines"] * 1001}, ("field_too_long", "lines")),
    ],
)
def test_a_field_that_cant_be_taken_is_named(
    installation: Installation, change: dict[str, object], reason: tuple[str, str]
) -> None:
    content = json.dumps(invoice_body(**change))

    refused = installation.host("PUT", f"{BASE}/customer-invoices/i-1", content=content, headers=JSON)

    assert (refused.status, refused["code"]) == (422, "request_invalid")
    assert [(one["code"], one["field"]) for one in refused["reasons"]] == [reason]


def test_fields_of_a_line_are_named_by_their_place(installation: Installation) -> None:
    [line] = invoice_body()["lines"]

    refused = installation.host.put(
        f"{BASE}/customer-invoices/i-1", invoice_body(lines=[line, line | {"quantity": ""}])
    )

    [reason] = refused["reasons"]
    assert (reason["field"], reason["happened"][:16]) == ("lines[1].quantity", "Line 2, quantity")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"name": "Malli", "name": "Oy"}', "json_key_repeated"),
        (b'{"name": "Malli", "address": {"city": "a", "city": "b"}}', "json_key_repeated"),
        (b'{"name": "Malli"', "json_malformed"),
        (b'{"name": NaN}', "json_malformed"),
        (b'{"name": ' + b"9" * 5000 + b"}", "json_malformed"),
        (b"[" * 100_000, "json_malformed"),
        (b'{"name": "\xff"}', "json_malformed"),
    ],
)
def test_json_is_understood_strictly(installation: Installation, content: bytes, code: str) -> None:
    refused = installation.host("PUT", BASE, content=content, headers=JSON)

    assert (refused.status, refused["code"]) == (400, code)


def test_a_body_of_another_kind_is_refused(installation: Installation) -> None:
    refused = installation.host("PUT", BASE, content=b"<company/>", headers={"Content-Type": "application/xml"})

    assert (refused.status, refused["code"]) == (415, "media_type_not_supported")


def test_a_body_that_never_ends_is_cut_off(installation: Installation) -> None:
    async def endless() -> object:
        while True:
            yield b" " * 65536

    refused = installation.host("PUT", BASE, content=endless(), headers=JSON)

    assert (refused.status, refused["code"]) == (413, "body_too_large")


def test_a_parameter_may_come_once(installation: Installation) -> None:
    refused = installation.host.get(f"{BASE}/customers?text=a&text=b")

    assert (refused.status, refused["code"]) == (400, "parameter_repeated")


def test_an_unknown_parameter_is_refused(installation: Installation) -> None:
    refused = installation.host.get(f"{BASE}/customers?txet=a")

    assert (refused.status, refused["reasons"][0]["field"]) == (422, "txet")


@pytest.mark.parametrize("path", ["/nowhere", "/v1", f"/v1/companies/{OWN}/", f"/v1/companies/{OWN}/customers/a%2Fb"])
def test_an_address_with_nothing_there_says_so(installation: Installation, path: str) -> None:
    answer = installation.host.get(path)

    assert answer.status == 404
    assert answer.response.headers["Content-Type"] == "application/problem+json"


def test_a_method_that_is_not_taken_is_refused(installation: Installation) -> None:
    refused = installation.host("DELETE", BASE)

    assert (refused.status, refused["code"]) == (405, "method_not_allowed")


def test_words_are_in_the_callers_language(installation: Installation) -> None:
    finnish = installation.host.get(f"{BASE}/customers/none", headers={"Accept-Language": "fi-FI,fi;q=0.9,en;q=0.5"})
    english = installation.host.get(f"{BASE}/customers/none")

    assert finnish["happened"] == "Tällä yrityksellä ei ole tällaista tietuetta."
    assert english["happened"] == "There is no such record in this company."
    assert finnish.response.headers["Content-Language"] == "fi"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fi", "fi"),
        ("sv", "en"),
        ("en, fi;q=0.9", "en"),
        ("sv, fi;q=0.2", "fi"),
        ("fi;q=0", "en"),
        ("fi;q=x", "en"),
        (",;=", "en"),
    ],
)
def test_the_better_liked_language_is_chosen(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize("path", ["/health", BASE, "/nowhere", "/v1/openapi.json"])
def test_every_answer_has_the_headers_that_protect_a_browser(installation: Installation, path: str) -> None:
    headers = installation.nobody.get(path).response.headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_a_defect_tells_nothing_of_our_insides(installation: Installation) -> None:
    installation.container.engine().dispose()
    (installation.container.settings().data_dir / "accounting.db").write_bytes(b"not a database, CANARY" * 1000)

    answer = installation.host.get(BASE)

    assert (answer.status, answer["code"]) == (500, "defect")
    assert "CANARY" not in answer.response.text
    assert "Traceback" not in answer.response.text


def test_health_is_told_to_everybody(installation: Installation) -> None:
    assert installation.nobody.get("/health").json == {"status": "ok"}


def test_a_problems_type_leads_to_its_description(installation: Installation) -> None:
    problem = installation.manager.get(f"{BASE}/customers/none")

    told = installation.manager.get(problem["type"])

    assert (told["code"], told["en"]["happened"]) == ("not_found", problem["happened"])


def test_providers_are_offered_with_their_guide_in_both_languages(installation: Installation) -> None:
    [provider] = installation.manager.get("/v1/providers")["items"]

    assert provider == installation.manager.get(f"/v1/providers/{provider['name']}").json
    assert provider["fields"] == [
        {"name": "api_key", "label": {"en": "API key", "fi": "API-avain"}, "secret": True},
    ]
    assert provider["guide"][0]["menu"] == ["Settings", "API keys"]


def test_integrations_are_listed_whether_activated_or_not(installation: Installation) -> None:
    before = installation.manager.get(f"{BASE}/integrations")["items"]
    installation.activate()
    after = installation.manager.get(f"{BASE}/integrations")["items"]

    assert [one["state"] for one in (*before, *after)] == ["not_connected", "active"]
    assert before[0]["synced_at"] is None
    assert after[0]["synced_at"] is not None


def test_what_is_missing_is_told_with_its_fix(installation: Installation) -> None:
    installation.books.documents = False
    installation.activate()

    problems = installation.manager.get(PROVIDER, headers={"Accept-Language": "fi"})["problems"]

    assert [problem["code"] for problem in problems] == ["documents_off"]
    assert "Synkronoi tiedot" in problems[0]["todo"]


def test_handing_over_a_company_twice_keeps_the_later(installation: Installation) -> None:
    installation.host.put(BASE, company_body("renamed"))

    assert installation.manager.get(BASE)["name"] == "Esimerkki renamed Oy"
