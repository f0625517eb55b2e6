"""Clients that share no line with us: HTTP stacks of others in the four known styles, and a published client as it is."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from trackifi_procountor.sandbox import data
from trackifi_procountor.sandbox.server import RunningSandbox

from tests.procountor.sandbox.conftest import KEY

Body = Callable[..., dict[str, Any]]
HERE = Path(__file__).parent / "foreign"
STACKS = {
    "node: fetch on bare /api": ("node", "fetch_style.mjs"),
    "php: libcurl on /latest/api": ("curl", "curl_style.sh"),
    "go: the standard library on /latest/api": (sys.executable, "urllib_style.py"),
}
PUBLISHED = os.environ.get("PROCOUNTOR_PYTHON_CLIENT", "")


def run(command: list[str], **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=60, env=os.environ | environment
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


@pytest.mark.skipif(
    not (Path(PUBLISHED) / "procountor" / "client.py").is_file(),
    reason="PROCOUNTOR_PYTHON_CLIENT names no folder with the package Procountor in it (docs/certification.md tells how)",
)
def test_the_published_python_client_works_unchanged(sandbox: RunningSandbox, sales: Body):
    arguments = [str(HERE / "published_client.py"), sandbox.url, KEY, json.dumps(sales())]
    got = run([sys.executable, *arguments], PYTHONPATH=PUBLISHED)
    assert got == {
        "company": data.FIRST_COMPANY_ID,
        "partners": 20,
        "products": 11,  # the twelfth is a travel product, which must be asked for
        "vats": 200,
        "accounts": 3,
        "user": 200,
        "currencies": 200,
        "years": 200,
        "late": 401,
        "renewed": True,
        "attached": 200,
        "file": "lasku.pdf",
        "found": 1,
        "old": "Not found api endpoint. Please, check your API version.",
    }
    assert not [entry for entry in sandbox.state.journal if entry.status >= 500]
