"""Every method of every port is described, where it is and on the page of ports."""

from pathlib import Path

import pytest

from tests.architecture.ports_page import methods_of, modules, page, ports, told

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "ports.md"
METHODS = [(port.name, method) for _, port in ports() for method in methods_of(port)]


def test_the_page_is_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize(("port", "method"), METHODS, ids=[f"{port}.{method.name}" for port, method in METHODS])
def test_a_method_is_described(port, method):
    assert len(told(method).split()) >= 3


def test_every_module_of_the_ports_is_told_of():
    assert {module for module, _ in ports()} == set(modules())
