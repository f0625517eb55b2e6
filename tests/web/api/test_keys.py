"""Keys come in, are proved and never go out again."""

from pathlib import Path

import pytest

from tests.web.api.installation import BASE, KEY, OTHER_KEY, PROVIDER, Installation


def credentials(key: object) -> dict[str, object]:
    return {"credentials": {"api_key": key}}


def test_activation_says_which_company_was_connected(installation: Installation) -> None:
    installation.partner("1", "Malli Oy")

    done = installation.activate()

    integration = done["integration"]
    assert (done.status, integration["state"], done["problem"]) == (200, "active", None)
    assert integration["remote_company"]["name"] == "Pohjola Mallitilit Oy"
    assert done["imported"]["after"] == {"customers": 1, "suppliers": 0, "products": 1}
    assert integration["key"]["updated_by"] == "Specimen administrator"


def test_a_key_is_in_no_answer(installation: Installation) -> None:
    answers = [
        installation.activate(),
        installation.administrator.put(f"{PROVIDER}/key", credentials(KEY)),
        installation.administrator.put(f"{PROVIDER}/key", credentials(OTHER_KEY)),
        installation.administrator.put(f"{PROVIDER}/key", credentials([KEY])),
        installation.administrator.put(f"{PROVIDER}/key", {"credentials": {"api_key": KEY, "more": KEY}}),
        installation.administrator.put(f"{PROVIDER}/key", {"credentials": KEY}),
        installation.administrator.put(f"{PROVIDER}/key", {KEY: KEY}),
        installation.administrator("PUT", f"{PROVIDER}/key", content=f'{{"a":"{KEY}","a":1}}'),
        installation.administrator.get(PROVIDER),
        installation.administrator.get(f"{BASE}/history"),
        installation.administrator.get(f"{BASE}/integrations"),
    ]

    assert [answer.status for answer in answers[:3]] == [200, 200, 409]
    assert not [answer.json for answer in answers if "CANARY-key" in answer.response.text]


def test_a_key_is_in_no_file(installation: Installation, tmp_path: Path) -> None:
    installation.activate()

    kept = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())

    assert b"Pohjola Mallitilit Oy" in kept
    assert b"CANARY-key" not in kept


def test_a_refused_key_is_not_kept(installation: Installation) -> None:
    refused = installation.administrator.post(f"{PROVIDER}/activate", credentials("wrong-key-0001"))

    assert (refused.status, refused["code"], refused["place"]) == (422, "key_rejected", "key")
    assert installation.administrator.get(PROVIDER)["state"] == "not_connected"


def test_a_mistyped_key_is_refused_before_any_call(installation: Installation) -> None:
    refused = installation.administrator.post(f"{PROVIDER}/activate", credentials("abc"))

    assert (refused.status, refused["code"]) == (422, "key_malformed")
    assert installation.books.calls.total() == 0


def test_a_key_of_another_company_changes_nothing(installation: Installation) -> None:
    installation.activate()
    before = installation.administrator.get(PROVIDER).json

    refused = installation.administrator.put(f"{PROVIDER}/key", credentials(OTHER_KEY))

    assert (refused.status, refused["code"]) == (409, "key_of_other_company")
    assert "Toinen Mallitilit Oy" in refused["happened"]
    assert installation.administrator.get(PROVIDER).json == before


def test_after_five_attempts_the_next_has_to_wait(installation: Installation) -> None:
    attempts = [
        installation.administrator.post(f"{PROVIDER}/activate", credentials(f"wrong-key-000{number}"))
        for number in range(6)
    ]
    calls = installation.books.calls.total()
    waiting = installation.activate()
    installation.clock.advance(15 * 60 - 1)
    early = installation.activate()
    installation.clock.advance(1)
    late = installation.activate()

    assert [attempt.status for attempt in attempts] == [422] * 5 + [429]
    assert (attempts[5]["code"], attempts[5].response.headers["Retry-After"]) == ("too_many_key_attempts", "900")
    assert "15 min" in attempts[5]["todo"]
    assert (waiting.status, early.status, late.status) == (429, 429, 200)
    assert calls < installation.books.calls.total()


def test_attempts_for_one_company_leave_the_other_its_own(installation: Installation) -> None:
    for number in range(6):
        installation.administrator.post(f"{PROVIDER}/activate", credentials(f"wrong-key-000{number}"))

    other = installation.host.post(PROVIDER.replace("own-1", "other-1") + "/activate", credentials(OTHER_KEY))

    assert other.status == 200


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, ("field_missing", "credentials")),
        ({"credentials": {}}, ("field_missing", "credentials.api_key")),
        ({"credentials": {"api_key": KEY, "state": "active"}}, ("field_unknown", "credentials.state")),
        ({"credentials": {"api_key": KEY}, "company_id": "other-1"}, ("field_unknown", "company_id")),
        ({"credentials": {"api_key": None}}, ("field_invalid", "credentials.api_key")),
        ({"credentials": {"api_key": "x" * 4097}}, ("field_too_long", "credentials.api_key")),
    ],
)
def test_only_the_declared_fields_are_taken(
    installation: Installation, body: dict[str, object], reason: tuple[str, str]
) -> None:
    refused = installation.administrator.post(f"{PROVIDER}/activate", body)

    assert (refused.status, refused["code"]) == (422, "request_invalid")
    assert [(one["code"], one["field"]) for one in refused["reasons"]] == [reason]


def test_a_pasted_novel_is_refused_unread(installation: Installation) -> None:
    refused = installation.administrator.post(f"{PROVIDER}/activate", credentials("x" * 65536))

    assert (refused.status, refused["code"]) == (413, "body_too_large")


def test_disabling_keeps_links_and_what_was_sent(installation: Installation) -> None:
    address = installation.sendable()
    installation.administrator.post(f"{address}/send")

    disabled = installation.administrator.post(f"{PROVIDER}/disable")
    again = installation.activate()

    assert (disabled.status, disabled["state"], disabled["links"], disabled["key"]["fingerprint"]) == (
        200,
        "disabled",
        1,
        None,
    )
    assert disabled["deliveries"]["sent"] == 1
    assert again["integration"]["links"] == 1
    assert installation.administrator.post(f"{address}/send")["state"] == "sent"
    assert len(installation.books.invoices) == 1


def test_a_provider_that_is_not_installed_is_not_there(installation: Installation) -> None:
    refused = installation.administrator.post(f"{BASE}/integrations/nowhere/activate", credentials(KEY))

    assert (refused.status, refused["code"]) == (404, "unknown_provider")
