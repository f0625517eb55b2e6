"""A seeded minute with the adversarial middle; `make nemesis` goes on for as long as one likes."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.resilience.middle.life import Lived, live
from tests.resilience.middle.mixes import MIXES

SEED, FEW = 20, 12


def lived(folder: Path, name: str, *, number: int = FEW, naive: bool = False) -> Lived:
    return live(folder, replace(MIXES[name], number=number), seed=SEED, naive=naive)


@pytest.mark.parametrize("name", ["all", "asleep"])
def test_what_the_middle_machines_and_people_do_is_lived_through(tmp_path: Path, name: str) -> None:
    ran = lived(tmp_path, name)
    assert ran.record.struck or ran.machines
    assert ran.faults(MIXES[name]) == {}


def test_sending_again_whatever_got_no_answer_is_seen_by_the_same_rig(tmp_path: Path) -> None:
    """If this passed, the tests beside it would show nothing."""
    ran = lived(tmp_path, "broken", naive=True)
    assert "twice_by_us" in ran.faults(MIXES["broken"])
