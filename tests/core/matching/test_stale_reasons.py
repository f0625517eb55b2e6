"""Saved links against the partner of today."""

import pytest
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.stale_links import PartnerState, StaleReason, stale_reason


def state(
    name: str = "Testaamo Oy", number: str | None = None, role: str = "CUSTOMER", *, active: bool = True
) -> PartnerState:
    return PartnerState(record=Record(id="P", name=name, business_id=number), role=role, active=active)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, StaleReason.GONE),
        (state(active=False), StaleReason.INACTIVE),
        (state(role="SUPPLIER"), StaleReason.RETYPED),
        (state(number="9000004-6"), StaleReason.OTHER_COMPANY),
        (state("Koeala Oy"), StaleReason.RENAMED),
        (state("TESTAAMO OYJ"), None),
        (state(number="9000003-8"), None),
        (state(number="9000003-5"), None),
    ],
)
def test_a_link_is_stale_for_the_gravest_reason(now: PartnerState | None, expected: StaleReason | None) -> None:
    assert stale_reason(state(number="9000003-8"), now) == expected
