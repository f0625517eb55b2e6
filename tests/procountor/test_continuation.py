"""The wire works on httpx2 as it does on httpx: moving there is the one import of ``http/library.py``."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OF_THE_WIRE = ("test_wire", "test_egress", "test_fence_at_the_socket", "test_left_over_answers")
PRODUCT = ("core", "adapters", "plugins/procountor/trackifi_procountor", "plugins/procountor/sandbox")


def importers(place: str) -> set[str]:
    """The modules that import the HTTP library by its own name."""
    return {
        module.name
        for module in (ROOT / place).rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and {one.name for one in node.names} & {"httpx", "httpcore"}
    }


def test_one_module_of_a_distribution_imports_the_library():
    assert [importers(place) for place in PRODUCT] == [set(), {"http_library.py"}, {"library.py"}, set()]


def test_the_tests_of_the_wire_pass_on_the_continuation():
    files = [f"tests/procountor/{name}.py" for name in OF_THE_WIRE]
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "tests.procountor.on_httpx2", *files]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert "on httpx2 and httpcore2" in ran.stdout
