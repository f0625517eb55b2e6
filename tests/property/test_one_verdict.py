"""What the preview shows is what is sent, and what it refuses is refused alike; the long run is `make property`."""

import pytest

from benchmarks.property import AT_A_PLACE
from tests.property.cases import case_of
from tests.property.judge import judge
from tests.property.place import Place

SAMPLE = 240
KNOWN = (1188, 1296, 3158)
"""Seeds that were wrong once."""


def test_a_sample_is_sent_as_previewed_and_refused_alike():
    with Place.open() as place:
        judged = [judge(place, seed) for seed in (*KNOWN, *range(SAMPLE))]
    assert [(one.case.seed, one.violations) for one in judged if one.violations] == []
    clean = sum(not one.told for one in judged)
    assert SAMPLE / 3 < clean < SAMPLE * 3 / 4  # a sample of which nearly all are refused, or none, shows nothing
    assert len({code for one in judged for code, _ in one.told}) > SAMPLE / 10


@pytest.mark.parametrize("seed", [7, AT_A_PLACE])
def test_a_seed_makes_the_same_case_at_any_time(seed):
    with Place.open() as place:
        today = place.sandbox.state.clock.today()
        assert case_of(seed, today=today, parties=place.parties) == case_of(seed, today=today, parties=place.parties)
