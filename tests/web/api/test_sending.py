"""From the key to the booked invoice, by REST alone."""

import pytest
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.doubles.provider.books import Loss

from tests.web.api.installation import BASE, KEY, PROVIDER, Installation, invoice_body, pdf

both_kinds = pytest.mark.parametrize("kind", list(PartyKind))


@both_kinds
def test_an_invoice_arrives_with_its_pdf(installation: Installation, kind: PartyKind) -> None:
    address = installation.sendable(kind)

    sent = installation.manager.post(f"{address}/send")

    assert (sent.status, sent["state"], sent["pdf_state"], sent["problems"]) == (200, "sent", "attached", [])
    [booked] = installation.books.invoices.values()
    assert (booked.own_number, str(booked.totals.gross)) == ("M-2026-1", "810.00")
    assert [len(files) for files in installation.books.files.values()] == [1]


@both_kinds
def test_sending_twice_books_once(installation: Installation, kind: PartyKind) -> None:
    address = installation.sendable(kind)

    first, second = installation.manager.post(f"{address}/send"), installation.manager.post(f"{address}/send")

    assert second.json == first.json
    assert len(installation.books.invoices) == 1


def test_the_delivery_can_be_looked_at_later(installation: Installation) -> None:
    address = installation.sendable()
    sent = installation.manager.post(f"{address}/send").json

    looked = installation.manager.get(f"{address}/delivery")
    listed = installation.manager.get(f"{PROVIDER}/deliveries", params={"kind": "customer"})

    assert looked.json == sent
    assert listed["items"] == [sent]


def test_an_invoice_that_was_never_sent_has_no_delivery(installation: Installation) -> None:
    address = installation.sendable()

    assert installation.manager.get(f"{address}/delivery").status == 404


def test_preview_shows_what_would_be_sent_and_sends_nothing(installation: Installation) -> None:
    address = installation.sendable()

    shown = installation.manager.post(f"{address}/preview")

    assert shown.status == 200
    assert (shown["partner"]["id"], shown["totals"]["gross"]) == ("partner-customer", "810.00")
    assert shown["document"]["name"].startswith("M-2026-1.")
    assert installation.books.invoices == {}


def test_preview_names_the_vat_of_each_line_in_the_providers_own_words(installation: Installation) -> None:
    shown = installation.manager.post(f"{installation.sendable()}/preview")

    assert [(line["vat"]["category"], line["treatment"]) for line in shown["lines"]] == [("S", "VAT 20 %")]


def test_preview_names_the_invoice_that_is_credited(installation: Installation) -> None:
    address = installation.sendable()
    credit = invoice_body(number="M-2026-2", credited="i-1")
    installation.host.put(f"{BASE}/customer-invoices/i-2", credit)
    installation.host.put_pdf(f"{BASE}/customer-invoices/i-2/pdf", pdf("M-2026-2"))

    shown = installation.manager.post(f"{address.removesuffix('i-1')}i-2/preview")

    assert shown["credited"] == {"invoice": "i-1", "number": "M-2026-1", "issued": credit["issued"]}
    assert installation.manager.post(f"{address}/preview")["credited"] is None


def test_preview_gives_every_reason_at_once_with_its_field(installation: Installation) -> None:
    address = installation.sendable()
    wrong = invoice_body(totals={"net": "675.00", "vat": "135.00", "gross": "810.01"}, number="M-2026-2")
    installation.host.put(f"{BASE}/customer-invoices/i-2", wrong)

    refused = installation.manager.post(f"{address.removesuffix('i-1')}i-2/preview")

    assert (refused.status, refused["code"]) == (422, "invoice_rejected")
    assert {(one["code"], one["field"]) for one in refused["reasons"]} == {
        ("document_missing", "document"),
        ("totals_differ", "totals"),
    }


def test_an_unlinked_customer_is_named(installation: Installation) -> None:
    address = installation.sendable(link=False)

    sent = installation.manager.post(f"{address}/send")

    [problem] = sent["problems"]
    assert (sent.status, sent["state"]) == (200, "needs_attention")
    assert (problem["code"], problem["place"]) == ("partner_not_linked", "partners")
    assert "Malli customer Oy" in problem["happened"]


def test_a_lost_answer_is_told_as_checking(installation: Installation) -> None:
    address = installation.sendable()
    installation.books.losses.append(Loss.BEFORE_BOOKING)

    sent = installation.manager.post(f"{address}/send")

    assert (sent.status, sent["state"], sent["problems"][0]["code"]) == (200, "checking", "outcome_unknown")
    assert sent["next_step_at"] is not None


def test_an_invoice_on_its_way_is_not_changed_underneath(installation: Installation) -> None:
    address = installation.sendable()
    installation.books.losses.append(Loss.BEFORE_BOOKING)
    installation.manager.post(f"{address}/send")

    changed = installation.host.put(f"{BASE}/customer-invoices/i-1", invoice_body(revision=2))

    assert (changed.status, changed["code"]) == (409, "delivery_in_progress")
    assert "Retry-After" in changed.response.headers


def test_only_the_pdf_is_retried(installation: Installation) -> None:
    address = installation.sendable()
    installation.books.documents = False
    sent = installation.manager.post(f"{address}/send")
    installation.books.documents = True

    retried = installation.manager.post(f"{address}/pdf/retry")

    assert (sent["pdf_state"], sent["pdf_problem"]["code"]) == ("waiting", "documents_off")
    assert (retried["pdf_state"], retried["pdf_problem"]) == ("attached", None)
    assert len(installation.books.invoices) == 1


def test_nothing_is_sent_without_an_activation(installation: Installation) -> None:
    refused = installation.manager.post(f"{PROVIDER}/customer-invoices/i-1/send")

    assert (refused.status, refused["code"], refused["who"]) == (409, "not_activated", "administrator")


def test_a_provider_that_is_down_is_a_matter_of_waiting(installation: Installation) -> None:
    installation.books.down_after = installation.other_books.down_after = 0

    refused = installation.administrator.post(f"{PROVIDER}/activate", {"credentials": {"api_key": KEY}})

    assert (refused.status, refused["code"], refused["retry_helps"]) == (503, "provider_unavailable", True)
    assert int(refused.response.headers["Retry-After"]) > 0
