"""The sandbox shares nothing with what it is there to check."""

import grimp

SANDBOX = "procountor_sandbox"
MAY_RUN_IT = {"trackifi_procountor.testing"}


def test_the_sandbox_imports_nothing_of_the_core_or_the_rest_of_the_plugin() -> None:
    graph = grimp.build_graph("trackifi_procountor", "trackifi_accounting", SANDBOX, cache_dir=None)
    inside = graph.find_descendants(SANDBOX) | {SANDBOX}
    assert len(inside) > 50
    imported = {name for module in inside for name in graph.find_modules_directly_imported_by(module)}
    assert imported - inside == set()


def test_the_rest_of_the_plugin_does_not_lean_on_the_sandbox() -> None:
    graph = grimp.build_graph("trackifi_procountor", SANDBOX, cache_dir=None)
    inside = graph.find_descendants(SANDBOX) | {SANDBOX}
    leaning = {name for module in inside for name in graph.find_modules_that_directly_import(module)}
    assert leaning - inside <= MAY_RUN_IT
