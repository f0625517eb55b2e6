"""The Business Partners tab: kept suggestions, their rejection, all certain ones, duplicates, the state of matching."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import PartnerId

from tests.web.pages.acts import SETTINGS
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER
from tests.web.pages.stage import CONNECTED, Stage


def test_a_rejected_suggestion_goes_and_what_was_entered_beside_it_stays(visit: Visit, stage: Stage) -> None:
    for scripts in (True, False):
        page = visit(java_script_enabled=scripts)
        if scripts:
            stage.write(CONNECTED)
        page.goto(f"{SETTINGS}/partners?role=customer")
        page.locator("#text-1006").fill("Uusi Esimerkkiasiakas Oy")
        name = "Testisalo Teollisuus Oyj" if scripts else "Hiekkala Rakennus Oy"
        row = page.get_by_role("row", name=name).first
        row.get_by_role("button", name="Not this one").click()
        expect(row).to_contain_text("this pair is not suggested again")
        expect(row.locator(".combo-input")).to_have_value("")
        expect(page.locator("#text-1006")).to_have_value("Uusi Esimerkkiasiakas Oy")
        page.goto(f"{SETTINGS}/partners?show=suggested")
        expect(page.get_by_role("row", name=name)).to_have_count(0)
        expect(page.get_by_role("row", name="Harjoituskunta")).to_have_count(0)


def test_enter_in_a_field_saves_the_page_and_rejects_nothing(visit: Visit, stage: Stage) -> None:
    page = visit(java_script_enabled=False)
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?role=customer")
    page.get_by_label("Customer for Harjoituskunta").fill("Uusi Esimerkkiasiakas Oy")
    page.get_by_label("Customer for Harjoituskunta").press("Enter")
    expect(page.get_by_text("1 link saved.")).to_be_visible()
    with stage.container.store().write(COMPANY) as work:
        assert work.links.rejected(PROVIDER) == frozenset()


def test_all_certain_ones_are_accepted_over_all_pages_and_the_rest_is_told(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    many = [_customer(stage, number) for number in range(60)]
    stage.partners(*many)
    stage.twin()
    page.goto(f"{SETTINGS}/partners?text=Koeyhtymä")
    page.get_by_role("button", name="Accept all certain").click()
    expect(page.locator("#count-conflicts")).to_have_text("2")
    expect(page.get_by_role("row", name="Mallivaara Media Oy 9100034-7")).to_contain_text(
        "It is also chosen for Mallivaara Media."
    )
    with stage.container.store().write(COMPANY) as work:
        assert len(work.links.of_partners(PROVIDER, [one.id for one in many])) == 60
    page.get_by_role("row", name="Mallivaara Media Oy 9100034-7").get_by_role("link", name="Decide").click()
    expect(page.get_by_role("row", name="Mallivaara Media Oy 9100034-7")).to_contain_text("same business ID")


def _customer(stage: Stage, number: int) -> BusinessPartner:
    name = f"Koeyhtymä {number:02} Oy"
    stage.party(f"c-{number:02}", name)
    return BusinessPartner(id=PartnerId(f"30{number:02}"), role=PartnerRole.CUSTOMER, name=name)


def test_a_conflict_names_the_partner_it_is_with(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    _save(page, "Harjoituskunta", "Uusi Esimerkkiasiakas Oy")
    expect(page.get_by_text("1 link saved.")).to_be_visible()
    _save(page, "Esimerkkilä Energia Oy", "Uusi Esimerkkiasiakas Oy")
    row = page.get_by_role("row", name="Esimerkkilä Energia Oy")
    expect(row).to_contain_text("It is linked to Harjoituskunta.")
    row.get_by_role("link", name="Show Harjoituskunta").click()
    expect(page.get_by_role("row", name="Harjoituskunta")).to_contain_text("Linked")


def _save(page: Page, partner: str, customer: str) -> None:
    page.goto(f"{SETTINGS}/partners?role=customer")
    page.get_by_role("combobox", name=f"Customer for {partner}").fill(customer)
    page.get_by_role("button", name="Save").click()


def test_a_tick_on_a_name_that_another_company_has_is_asked_about_first(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    stage.party("c-testikoski", "Testikoski Palvelut")
    twins = [("3101", "9000003-8"), ("3102", "9000004-6")]
    stage.partners(
        *(
            BusinessPartner(
                id=PartnerId(one), role=PartnerRole.CUSTOMER, name="Testikoski Palvelut Oy", business_id=number
            )
            for one, number in twins
        )
    )
    page.goto(f"{SETTINGS}/partners?text=Testikoski")
    row = page.locator("#row-3101")
    expect(row).to_contain_text("another business partner has it, too, and is another company: Testikoski Palvelut Oy")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("another company has the same name")
    expect(row).to_contain_text("9000004-6")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 link saved.")).to_be_visible()


def test_how_far_the_suggestions_are_is_told_until_they_are_ready(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    clock = stage.container.clock()
    with stage.container.store().write(COMPANY) as work:
        work.matching.claim(PROVIDER, now=clock.now(), until=clock.now() + timedelta(minutes=5), afresh=True)
        work.matching.go_on(PROVIDER, until=clock.now() + timedelta(minutes=5), done=40, total=100)
    page.goto(f"{SETTINGS}/partners")
    told = page.get_by_role("status").filter(has_text="Suggestions")
    expect(told).to_contain_text("Suggestions are being prepared: 40 %")
    with stage.container.store().write(COMPANY) as work:
        work.matching.finish(PROVIDER, matched_at=clock.now())
    expect(page.get_by_role("status").filter(has_text="The suggestions are ready.")).to_be_visible()
    page.get_by_role("link", name="Show them").click()
    expect(page.get_by_role("row", name="Testisalo Teollisuus Oyj")).to_be_visible()


def test_leaving_the_page_with_unsaved_choices_asks_first(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?role=customer")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{SETTINGS}/partners?role=customer")
    page.get_by_role("combobox", name="Customer for Harjoituskunta").fill("Uusi")
    page.goto(SETTINGS)
    assert asked == ["beforeunload"]
