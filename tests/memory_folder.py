"""Folders for real files in memory where the system has such a place: thousands of commits would wait for a disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

MEMORY = Path("/dev/shm")  # private folders are made in it


@contextmanager
def memory_folder() -> Iterator[Path]:
    """Give a folder that nobody else has, and take it away afterwards. What a power cut does is tested elsewhere."""
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as made:
        yield Path(made)
