"""The distribution's version, and which of its extras brings a package that is missing."""

import re
from importlib.metadata import requires, version
from typing import Final

DISTRIBUTION: Final = "trackifi-accounting-adapters"
MODULES: Final = {"fpdf2": "fpdf"}
"""What is imported by another name than it is installed by."""
_EXTRA: Final = re.compile(r"""^(?P<name>[\w-]+).*extra == ["'](?P<extra>[\w-]+)["']""")


def installed_version() -> str:
    """The version, as the package says."""
    return version(DISTRIBUTION)


def extra_with(module: str) -> str | None:
    """The extra that brings a module, or None when no extra does."""
    for requirement in requires(DISTRIBUTION) or ():
        found = _EXTRA.match(requirement)
        if found and MODULES.get(found["name"], found["name"].replace("-", "_")) == module.partition(".")[0]:
            return found["extra"]
    return None
