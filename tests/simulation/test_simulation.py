"""The real core on simulated time, provider, database and people: nothing forbidden is ever seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.corpus import PROFILES, corpus
from tests.simulation.life import live

FRESH = range(100_000, 100_062)  # more than 2,000 invoices


@pytest.mark.parametrize(("seed", "profile"), corpus())
def test_what_once_went_wrong_stays_right(seed, profile):
    assert live(seed, profile=PROFILES[profile]).findings == ()


@pytest.fixture(scope="module")
def runs():
    return [live(seed) for seed in FRESH]


def test_two_thousand_invoices_each_end_where_they_say(runs):
    assert {run.seed: run.findings for run in runs if run.findings} == {}
    assert sum(run.lives for run in runs) >= 2000
    assert sum(run.asked for run in runs) > 0


def test_many_of_them_were_asked_for_at_once_and_looked_up_together(runs):
    assert sum(run.batches for run in runs) > 0
    assert sum(run.searches for run in runs) > 0


def test_later_than_the_window_is_made_for_there_may_be_two_and_they_were_told(runs):
    assert sum(run.late_doubles for run in runs) > 0
    assert sum(run.reported for run in runs) > 0


def test_a_seed_replays_identically_whatever_the_order_of_sets():
    program = "from tests.simulation.life import live; print(*(live(seed).digest for seed in (1, 2, 3)))"
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": order},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for order in ("1", "2")
    ]
    assert told[0] == told[1] == " ".join(live(seed).digest for seed in (1, 2, 3)) + "\n"


def test_other_seeds_are_other_lives():
    assert live(1).digest != live(2).digest
