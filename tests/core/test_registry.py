"""Plugins are found by entry point, each on its own; real packages, real entry points."""

import itertools
import json
import os
import subprocess
import sys

import pytest
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.errors import UnknownProvider
from trackifi_accounting.plugins.registry import PluginRegistry

from tests.core.plugin_packages import GOOD, found_in, install

BROKEN = {
    "misspelt hook": (
        """
        from trackifi_accounting.plugins.hooks import hookimpl

        @hookimpl
        def acounting_provider():
            raise AssertionError("a misspelt hook is never called")
        """,
        "acounting_provider",
    ),
    "raising import": ("raise RuntimeError('no licence file')", "RuntimeError: no licence file"),
    "missing dependency": ("import a_module_nobody_has", "ModuleNotFoundError"),
    "syntax error": ("def accounting_provider(:", "SyntaxError"),
    "wrong type": (
        """
        from trackifi_accounting.plugins.hooks import hookimpl

        @hookimpl
        def accounting_provider():
            return {"name": "broken"}
        """,
        "ProviderPlugin, not dict",
    ),
    "hasty window": (
        """
        from dataclasses import replace
        from datetime import timedelta
        from trackifi_accounting.plugins.hooks import hookimpl
        from trackifi_accounting.plugins.offer import NaturalKey
        from trackifi_accounting.testing.doubles.provider.plugins import memory_plugin

        @hookimpl
        def accounting_provider():
            hasty = NaturalKey(fields=("number",), window=timedelta(seconds=299))
            return replace(memory_plugin(name="hasty"), creation=hasty)
        """,
        "0:05:00 is the shortest",
    ),
    "no hook": ("accounting_provider = None", "no hook accounting_provider"),
    "hook without its marker": ("def accounting_provider(): ...", "no hook accounting_provider"),
    "offers none": (
        """
        from trackifi_accounting.plugins.hooks import hookimpl

        @hookimpl
        def accounting_provider():
            return None
        """,
        "offers None",
    ),
    "raising hook": (
        """
        from trackifi_accounting.plugins.hooks import hookimpl

        @hookimpl
        def accounting_provider():
            raise KeyError("licence")
        """,
        "KeyError: 'licence'",
    ),
    "hook with an argument of its own": (
        """
        from trackifi_accounting.plugins.hooks import hookimpl

        @hookimpl
        def accounting_provider(settings):
            raise AssertionError("never called")
        """,
        "PluginValidationError",
    ),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("plugin_of_a_test_"):
            del sys.modules[name]


def good(name: str) -> str:
    return GOOD.format(name=name)


def test_an_installed_plugin_is_found_by_its_entry_point(folder):
    install(folder, "northern", good("northern"))
    registry = PluginRegistry(found_in(folder))
    assert list(registry) == ["northern"]
    assert registry[ProviderName("northern")].title == "Northern"
    assert registry.broken == {}


def test_nothing_installed_is_no_fault(folder):
    registry = PluginRegistry(found_in(folder))
    assert len(registry) == 0
    assert registry.broken == {}


@pytest.mark.parametrize(("source", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_set_aside_with_its_reason_and_the_others_work(folder, source, reason):
    install(folder, "alpha", good("alpha"))
    module = install(folder, "broken", source)
    install(folder, "zeta", good("zeta"))
    registry = PluginRegistry(found_in(folder))
    assert list(registry) == ["alpha", "zeta"]
    assert list(registry.broken) == [f"broken ({module})"]
    assert reason in registry.broken[f"broken ({module})"]


def test_a_plugin_that_exits_on_import_is_set_aside(folder):
    install(folder, "exiting", "raise SystemExit('goodbye')")
    assert [name.split(" ")[0] for name in PluginRegistry(found_in(folder)).broken] == ["exiting"]


def test_a_module_that_two_entry_points_name_is_taken_once(folder):
    module = install(folder, "northern", good("northern"))
    install(folder, "southern", "", value=module)
    registry = PluginRegistry(found_in(folder))
    assert list(registry) == ["northern"]
    assert list(registry.broken) == [f"southern ({module})"]


def test_an_entry_point_that_leads_nowhere_is_set_aside(folder):
    install(folder, "lost", good("lost"), value="a_module_nobody_has.plugin")
    registry = PluginRegistry(found_in(folder))
    assert list(registry.broken) == ["lost (a_module_nobody_has.plugin)"]


def test_the_second_plugin_of_a_name_is_set_aside(folder):
    first = install(folder, "northern", good("northern"))
    second = install(folder, "northern", good("northern"))
    registry = PluginRegistry(found_in(folder))
    assert list(registry) == ["northern"]
    assert list(registry.broken) == [f"northern ({max(first, second)})"]
    assert "already named 'northern'" in registry.broken[f"northern ({max(first, second)})"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_discovery_changes_nothing(folder, order):
    install(folder, "alpha", good("alpha"))
    install(folder, "misspelt", BROKEN["misspelt hook"][0])
    install(folder, "raising", BROKEN["raising import"][0])
    install(folder, "zeta", good("zeta"))
    points = sorted(found_in(folder), key=lambda point: point.name)
    registry = PluginRegistry([points[index] for index in order])
    assert list(registry) == ["alpha", "zeta"]
    assert [name.split(" ")[0] for name in registry.broken] == ["misspelt", "raising"]


def test_an_unknown_provider_is_refused_by_name(folder):
    with pytest.raises(UnknownProvider) as refused:
        PluginRegistry(found_in(folder))[ProviderName("southern")]
    assert refused.value.facts == {"provider": "southern"}


def test_a_name_can_be_asked_for_without_an_error(folder):
    install(folder, "northern", good("northern"))
    registry = PluginRegistry(found_in(folder))
    assert "northern" in registry
    assert "southern" not in registry


def test_an_interpreter_finds_what_is_installed_in_it(folder):
    install(folder, "northern", good("northern"))
    install(folder, "broken", BROKEN["raising import"][0])
    ask = (
        "import json; from trackifi_accounting.plugins.registry import PluginRegistry; "
        "registry = PluginRegistry.installed(); print(json.dumps([list(registry), list(registry.broken)]))"
    )
    told = subprocess.run(
        [sys.executable, "-c", ask],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    found, broken = json.loads(told.stdout)
    assert "northern" in found
    assert any(name.startswith("broken ") for name in broken)
