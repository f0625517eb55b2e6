"""What the pages show in Python runs as it stands, and is typed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from trackifi_accounting.ports.host import Host
from trackifi_accounting_adapters.container import Container

ROOT = Path(__file__).parents[1]
RUN = ("README.md", "docs/how-to/embed.md")
EMBED = (ROOT / "docs" / "how-to" / "embed.md").read_text(encoding="utf-8")
READ_METHODS = sorted(name for name in vars(Host) if not name.startswith("_"))


def shown(page: str) -> str:
    """The page's only block of Python."""
    [block] = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return str(block)


@pytest.mark.parametrize("page", RUN)
def test_what_is_shown_runs_in_an_empty_folder(page, tmp_path):
    settings = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", shown(page)]
    ran = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_what_is_shown_is_typed(tmp_path):
    files = [tmp_path / f"{number}.py" for number, _ in enumerate(RUN)]
    for file, page in zip(files, RUN, strict=True):
        file.write_text(shown(page), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", *map(str, files)]
    places = {**os.environ, "MYPYPATH": os.pathsep.join(("core", "adapters"))}
    ran = subprocess.run(command, cwd=ROOT, env=places, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("method", READ_METHODS)
def test_every_method_of_the_host_is_described(method):
    assert f"### `{method}`\n" in EMBED


@pytest.mark.parametrize("page", RUN)
def test_what_is_said_of_the_container_is_there(page):
    named = set(re.findall(r"\bcontainer\.(\w+)", (ROOT / page).read_text(encoding="utf-8")))
    assert {name for name in named if not hasattr(Container, name)} == set()
    assert named
