"""The simulation sees each safety rule that is broken: this tests the tests."""

import subprocess
import sys
from pathlib import Path

from benchmarks.mutant_list import MUTANTS


def test_every_broken_safety_rule_is_caught():
    command = [sys.executable, "-m", "benchmarks.simulation", "--mutants"]
    told = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(MUTANTS)} mutants, 0 survive" in told.stdout
    assert len(MUTANTS) >= 20
