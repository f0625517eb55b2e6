"""The simulation sees each safety rule that is broken: this tests the tests."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.mutant_list import MUTANTS


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_broken_rule_is_one_that_is_there(mutant):
    module = importlib.import_module(mutant.place)
    broken = ast.parse(mutant.lines).body
    assert any(hasattr(module, name) for statement in broken for name in _bound(statement))
    for statement in broken:
        if isinstance(statement, ast.ClassDef) and statement.bases:
            methods = [one.name for one in statement.body if isinstance(one, ast.FunctionDef)]
            assert [name for name in methods if not hasattr(getattr(module, statement.name), name)] == []


def test_every_broken_safety_rule_is_caught():
    command = [sys.executable, "-m", "benchmarks.simulation", "--mutants"]
    told = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(MUTANTS)} mutants, 0 survive" in told.stdout
    assert len(MUTANTS) >= 80


def _bound(statement: ast.stmt) -> list[str]:
    """Names of the module that a statement of a mutant defines anew; of an attribute, its owner's."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return [statement.name]
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    owners = [one.value if isinstance(one, ast.Attribute) else one for one in targets]
    return [name.id for owner in owners for name in ast.walk(owner) if isinstance(name, ast.Name)]
