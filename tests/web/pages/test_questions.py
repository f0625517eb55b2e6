"""What only a person can decide: three answers, each with what has to be seen first."""

from dataclasses import replace

from playwright.sync_api import Page, expect
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import InvoiceId

from tests.web.pages.acts import arrived
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER
from tests.web.pages.stage import LINKED, Stage

SEND = "It isn’t, send it"  # noqa: RUF001 - as the page writes it
HERE = "/customer-invoices/i-3/procountor"
LOOKED = "I have looked in Procountor: it is not there"
WHY = "Why it is booked again"


def delivery(stage: Stage) -> Delivery:
    with stage.container.store().write(COMPANY) as work:
        found = work.deliveries.get(PROVIDER, PartyKind.CUSTOMER, InvoiceId("i-3"))
    assert found
    return found


def removed(page: Page, stage: Stage) -> None:
    """An invoice that was sent, and then removed at the provider."""
    stage.write(LINKED)
    page.goto(HERE)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("PDF attached")
    stage.remove("S-1003")


def test_an_invoice_that_was_removed_is_sent_again_only_on_a_confirmed_answer(visit: Visit, stage: Stage) -> None:
    page = visit()
    removed(page, stage)
    page.goto(HERE)
    page.get_by_role("link", name="Decide: is it there or not?").click()
    expect(page.get_by_role("main")).to_contain_text("No invoice of this number was found there.")
    page.get_by_role("button", name=SEND).click()  # the browser asks for the reason
    page.get_by_label(WHY).fill("Poistettiin vahingossa")
    page.get_by_role("button", name=SEND).click()  # and for the confirmation
    assert arrived(stage) == []
    page.get_by_label(LOOKED).check()
    page.get_by_label(WHY).clear()
    page.get_by_role("button", name=SEND).click()  # each without the other is not enough
    assert arrived(stage) == []
    page.get_by_label(WHY).fill("Poistettiin vahingossa")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("Your answer was taken down")).to_be_visible()
    assert arrived(stage) == ["S-1003"]


def test_a_number_that_is_not_there_is_not_believed_and_the_question_can_be_left(visit: Visit, stage: Stage) -> None:
    page = visit()
    removed(page, stage)
    page.goto(f"{HERE}/question")
    page.get_by_label("Number in Procountor").fill("999999")
    page.get_by_role("button", name="It is there").click()
    expect(page.locator("[data-code=answer_not_there]")).to_be_visible()
    page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_text("Left as it is.")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Left open")
    page.goto("/customer-invoices?show=attention")
    expect(page.locator("tr[data-invoice]")).to_have_count(0)
    page.goto(f"{HERE}/question")
    page.get_by_role("button", name="Ask me again").click()
    expect(page.get_by_text("The question is open again.")).to_be_visible()


def test_an_invoice_that_is_there_is_taken_once_its_differences_were_seen(visit: Visit, stage: Stage) -> None:
    page = visit()
    removed(page, stage)
    page.goto(f"{HERE}/question")
    page.get_by_label(LOOKED).check()
    page.get_by_label(WHY).fill("Poistettiin vahingossa")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_text("Your answer was taken down")).to_be_visible()
    problem = Problem(code="removed_at_provider", facts={"number": "S-1003"})
    asked = replace(delivery(stage), problems=(problem,))
    with stage.container.store().write(COMPANY) as work:
        assert work.deliveries.replace(asked)
    page.goto(f"{HERE}/question")
    expect(page.get_by_role("main")).to_contain_text("Nothing differs.")
    page.get_by_role("button", name="It is there").click()
    expect(page.get_by_text("Taken down: the invoice is there.")).to_be_visible()
    assert arrived(stage) == ["S-1003"]


def test_everything_on_the_page_of_a_question_is_of_one_width(visit: Visit, stage: Stage) -> None:
    page = visit()
    removed(page, stage)
    page.goto(f"{HERE}/question")
    boxes = [page.locator(f"main {part}").bounding_box() for part in (".problem", ".empty", ".answers")]
    assert {(box["x"], box["width"]) for box in boxes if box} == {(boxes[0]["x"], boxes[0]["width"])}
