"""Broken safety rules: for each the core is loaded anew with one module changed, and lives until it is caught."""

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, ModuleType
from typing import Any, ClassVar

import httpx  # noqa: F401 - for the tests of each mutant, once
import pytest
import sqlmodel  # noqa: F401
from rich.console import Console
from rich.table import Table

from benchmarks.mutant_list import MUTANTS, Mutant
from tests.simulation.life import live as honest

MOST_RUNS = 160
FAILED, NOT_RUN = 1, 70
NEEDED = ("-p", "pytest_bdd.plugin")
"""Plugins that the settings of the tests speak of."""
OURS = ("trackifi_accounting", "trackifi_procountor", "tests.simulation")


class _Appending(importlib.abc.SourceLoader):
    """Loads a module from its own file with the mutant's lines after its end."""

    def __init__(self, origin: str, added: str) -> None:
        self._origin = origin
        self._added = added

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002 - as the loader's
        return self._origin

    def get_data(self, path: str) -> bytes:
        with open(path, "rb") as file:  # noqa: PTH123 - as importlib does
            return file.read() + self._added.encode()

    def path_stats(self, path: str) -> Mapping[str, Any]:
        raise OSError(path)  # nothing of a mutant is kept


class _Remembering(importlib.machinery.SourceFileLoader):
    """Compiles a module once for all mutants."""

    codes: ClassVar[dict[str, CodeType | None]] = {}

    def get_code(self, fullname: str) -> CodeType | None:
        if fullname not in self.codes:
            self.codes[fullname] = super().get_code(fullname)
        return self.codes[fullname]


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the mutant's module, and what is loaded anew beside it; every other is found as always."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        found = importlib.machinery.PathFinder.find_spec(fullname, path, target) if _ours(fullname) else None
        if fullname != self._mutant.place:
            if found is not None and isinstance(found.loader, importlib.machinery.SourceFileLoader):
                found.loader = _Remembering(fullname, found.loader.path)
            return found
        assert found is not None, fullname
        assert found.origin is not None, fullname
        loader = _Appending(found.origin, f"\n\n{self._mutant.lines}\n")
        return importlib.machinery.ModuleSpec(fullname, loader, origin=found.origin)


@contextmanager
def installed(mutant: Mutant) -> Iterator[None]:
    """Whatever is loaded in the block has the rule broken; the modules of this process are as before afterwards."""
    kept = {name: module for name, module in sys.modules.items() if _ours(name)}
    for name in kept:
        del sys.modules[name]
    finder = _Finder(mutant)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _ours(name)]:
            del sys.modules[name]
        sys.modules.update(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What caught a mutant, and the run's seed; ``killer`` is None when it survived."""

    mutant: Mutant
    killer: str | None
    lives: int
    seed: int = 0


def judged(mutant: Mutant) -> Verdict:
    """Live one seed after the other until something forbidden is seen that the core as it is does not show."""
    if mutant.tests:
        return Verdict(mutant=mutant, killer="tests" if _caught(mutant) else None, lives=0)
    lives = 0
    with installed(mutant):
        live = importlib.import_module("tests.simulation.life").live
        for seed in range(mutant.first, mutant.first + MOST_RUNS):
            life = live(seed, profile=mutant.profile)
            lives += life.lives
            seen = [one for one in life.findings if one.checker != "crash"]  # a program that breaks is no proof
            if seen and not honest(seed, profile=mutant.profile).findings:
                return Verdict(mutant=mutant, killer=seen[0].checker, lives=lives, seed=seed)
    return Verdict(mutant=mutant, killer=None, lives=lives)


def _caught(mutant: Mutant) -> bool:
    """Whether the mutant's tests fail in a process of their own; that they could not be run is no proof."""
    child = os.fork()  # what is slow to load, and none of ours, is loaded already
    if not child:
        code = NOT_RUN
        try:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # most of the time would be theirs
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            with installed(mutant):
                code = pytest.main(["-q", "-x", *NEEDED, *mutant.tests])
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == FAILED


def run() -> int:
    """Print the table; 1 when one survives."""
    table = Table("mutant", "killed by", "seed", "lives needed", title="Broken safety rules")
    began, survivors = time.process_time(), 0
    for mutant in MUTANTS:
        verdict = judged(mutant)
        survivors += verdict.killer is None
        table.add_row(mutant.name, verdict.killer or "SURVIVES", str(verdict.seed), str(verdict.lives))
    Console(width=110).print(table)
    print(f"{len(MUTANTS)} mutants, {survivors} survive, {time.process_time() - began:.0f} s of one core")
    return bool(survivors)


def _ours(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in OURS)
