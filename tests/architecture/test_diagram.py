"""The architecture page shows the layers that the contracts demand."""

from tests.architecture.contracts import ROOT
from tests.architecture.diagram import renewed

PAGE = ROOT / "docs" / "explanation" / "architecture.md"


def test_the_page_shows_the_layers_as_they_are() -> None:
    told = "draw it anew: .venv/bin/python -m tests.architecture.diagram docs/explanation/architecture.md"
    page = PAGE.read_text(encoding="utf-8")
    assert page == renewed(page), told
