"""Saved links against the partner of today."""

import pytest
from trackifi_accounting.domain.matching.decay import Decay, PartnerState, decay, decay_words
from trackifi_accounting.domain.matching.records import Record


def state(
    name: str = "Testaamo Oy", number: str | None = None, role: str = "CUSTOMER", *, active: bool = True
) -> PartnerState:
    return PartnerState(record=Record(id="P", name=name, business_id=number), role=role, active=active)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (None, Decay.GONE),
        (state(active=False), Decay.INACTIVE),
        (state(role="SUPPLIER"), Decay.RETYPED),
        (state(number="9000004-6"), Decay.OTHER_COMPANY),
        (state("Koeala Oy"), Decay.RENAMED),
        (state("TESTAAMO OYJ"), None),
        (state(number="9000003-8"), None),
        (state(number="9000003-5"), None),
    ],
)
def test_a_link_decays_for_the_gravest_reason(now: PartnerState | None, expected: Decay | None) -> None:
    assert decay(state(number="9000003-8"), now) == expected


def test_the_words_say_what_it_was_and_what_it_is() -> None:
    saved, now = state(), state("Koeala Oy")
    assert (
        decay_words(Decay.RENAMED, saved, now, "en") == 'The business partner "Testaamo Oy" is now called "Koeala Oy".'
    )
    assert decay_words(Decay.GONE, saved, None, "fi") == "Liikekumppania ”Testaamo Oy” ei enää ole taloushallinnossa."
