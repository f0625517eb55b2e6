"""Where Procountor's API document and its cases lie on this machine; the repository has none of them."""

import os
from pathlib import Path

ABSENT = "PROCOUNTOR_MATERIAL names no folder with Procountor's API document and cases"


def material(name: str) -> Path:
    """A file or folder of the material, whether it is there or not."""
    return Path(os.environ.get("PROCOUNTOR_MATERIAL", "/nowhere")) / name
