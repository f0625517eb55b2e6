"""Runs one side of a comparison in a process of its own, so that its memory is its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEY = "bench-key-0123456789"


def child(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module that prints one JSON object as its last line."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@contextmanager
def sandbox(*, partners: int) -> Iterator[str]:
    """A local Procountor in its own process; gives its address."""
    command = [str(Path(sys.executable).with_name("procountor-sandbox")), "serve", "--port", "0", "--api-key", KEY]
    with subprocess.Popen([*command, "--partners", str(partners)], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ready = process.stdout.readline()
            yield next(word for word in ready.split() if word.startswith("http"))
        finally:
            process.terminate()
