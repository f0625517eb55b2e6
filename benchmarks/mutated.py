"""Tests under one broken rule: ``python -m benchmarks.mutated NAME``; ends with 1 when they catch it."""

import sys

import pytest

from benchmarks.mutant_list import MUTANTS
from benchmarks.mutants import installed

if __name__ == "__main__":
    mutant = next(one for one in MUTANTS if one.name == sys.argv[1])
    with installed(mutant):
        sys.exit(pytest.main(["-q", "-x", "-n", "0", "-p", "no:cacheprovider", *mutant.tests]))
