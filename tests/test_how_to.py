"""The pages that say how to add something are true: their changes apply, their snippets run, what they name is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs" / "how-to").glob("add-*.md"))
COPIED = ("core", "adapters", "plugins", "tests/procountor")
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)+/?")
NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def blocks(page: Path, language: str) -> list[tuple[str, str]]:
    """The page's blocks in a language, each with the file that it is, empty when it is none."""
    return [(name, text) for found, name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if found == language]


def named(page: Path) -> list[str]:
    """What stands in backticks outside of blocks."""
    return QUOTED.findall(BLOCK.sub("", page.read_text(encoding="utf-8")))


def new_files(page: Path) -> dict[str, str]:
    return {name: text for kind in ("python", "html") for name, text in blocks(page, kind) if name}


@pytest.fixture
def changed(page, tmp_path):
    """A copy of the product with the page's changes."""
    for part in COPIED:
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
        )
    for _, change in blocks(page, "diff"):
        command = ["git", "apply", "--unidiff-zero", "-"]
        applied = subprocess.run(command, cwd=tmp_path, input=change, capture_output=True, text=True, check=False)
        assert applied.returncode == 0, applied.stderr
    for name, text in new_files(page).items():
        assert not (ROOT / name).exists()
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@every_page
def test_what_is_shown_runs_with_the_changes_made(page, changed, tmp_path_factory):
    [(_, code)] = [block for block in blocks(page, "python") if not block[0]]
    [(_, told)] = blocks(page, "text")
    distributions = [
        changed / "core",
        changed / "adapters",
        *changed.glob("plugins/*"),
        *changed.glob("plugins/*/sandbox"),
    ]
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(map(str, distributions))}
    folder = tmp_path_factory.mktemp("empty")
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    assert (ran.stderr, ran.stdout) == ("", told)


@every_page
def test_every_path_that_is_named_is_there(page):
    paths = [one for one in named(page) if PATH.fullmatch(one)]
    assert [one for one in paths if not (ROOT / one).exists()] == []
    assert paths


@every_page
def test_every_name_stands_in_what_the_page_names(page):
    files = [ROOT / one for one in named(page) if PATH.fullmatch(one)]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    texts += [text for _, _, text in BLOCK.findall(page.read_text(encoding="utf-8"))]
    words = set(re.findall(r"\w+", "\n".join(texts)))
    names = [one for one in named(page) if NAME.fullmatch(one) and not PATH.fullmatch(one) and one != "Makefile"]
    assert [name for name in names if not set(name.split(".")) <= words] == []


@every_page
def test_the_last_thing_to_do_is_the_quick_check(page):
    assert page.read_text(encoding="utf-8").endswith("```sh\nmake quick\n```\n")


def test_there_is_a_page_for_each_thing_one_adds():
    assert {page.stem for page in PAGES} == {"add-a-page", "add-a-problem", "add-a-provider", "add-an-invoice-field"}
