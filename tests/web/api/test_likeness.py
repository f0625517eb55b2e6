"""Partners that repeat each other, and pairs that were rejected, as a program sees them."""

import pytest
from trackifi_accounting.domain.partners.business_partners import PartnerRole

from tests.web.api.installation import BASE, PROVIDER, Installation, party_body

DUPLICATES, REJECTIONS = f"{PROVIDER}/duplicates", f"{PROVIDER}/suggestions/rejections"


@pytest.fixture
def registers(installation: Installation) -> Installation:
    """Three customers at the provider, two of them alike, and a supplier of the same name."""
    for number, name in (("1", "Pohjoinen Malli Oy"), ("2", "POHJOINEN MALLI OY"), ("3", "Eteläinen Malli Oy")):
        installation.partner(number, name)
    installation.partner("4", "Pohjoinen Malli Oy", PartnerRole.SUPPLIER)
    installation.host.put(f"{BASE}/customers/c-1", party_body("Pohjoinen Malli Oy"))
    installation.host.put(f"{BASE}/customers/c-3", party_body("Eteläinen Malli Oy"))
    installation.activate()
    return installation


def test_a_partner_that_repeats_another_of_its_register_is_flagged(registers: Installation) -> None:
    found = registers.manager.get(DUPLICATES, params={"kind": "customer"})
    assert [(one["partner"], one["first"]) for one in found["items"]] == [("2", "1")]
    assert found["items"][0]["code"]
    assert found["more"] is False
    assert registers.manager.get(DUPLICATES, params={"kind": "freelancer"})["items"] == []


def test_rejected_pairs_can_be_read_page_by_page(registers: Installation) -> None:
    pairs = [{"partner": "1", "party": "c-1"}, {"partner": "3", "party": "c-3"}]
    assert registers.manager.get(REJECTIONS).json == {"items": [], "more": False}
    for pair in pairs:
        registers.administrator.post(REJECTIONS, pair)
    pages = [registers.manager.get(REJECTIONS, params={"limit": 1, "offset": offset}).json for offset in (0, 1)]
    assert pages == [{"items": [pairs[0]], "more": True}, {"items": [pairs[1]], "more": False}]
