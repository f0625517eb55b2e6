"""Clients that share no line with us: HTTP stacks of others in the four known styles, and published clients as they are."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

from tests.procountor.sandbox.conftest import KEY
from tests.procountor.sandbox.published_clients import GO, NEWER_PYTHON, NODE, PHP, PYTHON, PublishedClient

Body = Callable[..., dict[str, Any]]
HERE = Path(__file__).parent / "foreign"
STACKS = {
    "node: fetch on bare /api": ("node", "fetch_style.mjs"),
    "php: libcurl on /latest/api": ("curl", "curl_style.sh"),
    "go: the standard library on /latest/api": (sys.executable, "urllib_style.py"),
}


def run(command: list[str], **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=180, env=os.environ | environment
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("style", STACKS)
def test_a_stack_of_others_gets_from_a_token_to_an_uploaded_file(sandbox: RunningSandbox, sales: Body, style: str):
    program, script = STACKS[style]
    if shutil.which(program) is None:
        pytest.skip(f"this machine has no {program}")
    shell = "sh" if script.endswith(".sh") else program
    got = run([shell, str(HERE / script), sandbox.url, KEY, json.dumps(sales())])
    assert (got["company"], got["file"], got["old"]) == (data.FIRST_COMPANY_ID, "lasku.pdf", 404)
    assert got["partners"] > 10
    assert got.get("tokens", 2) == 2
    assert got.get("late", 401) == 401


@pytest.mark.parametrize(
    "client", [PYTHON, NEWER_PYTHON, NODE, PHP, GO], ids=["python", "newer python", "node", "php", "go"]
)
def test_a_published_client_works_unchanged(sandbox: RunningSandbox, sales: Body, client: PublishedClient):
    if client.missing:
        pytest.skip(client.missing)
    got = run([*client.command, sandbox.url, KEY, json.dumps(sales())], **client.environment)
    assert got == client.expected
    assert not [entry for entry in sandbox.state.journal if entry.status >= 500]
