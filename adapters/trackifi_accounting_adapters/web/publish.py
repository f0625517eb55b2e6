"""Writes the API's description: ``python -m trackifi_accounting_adapters.web.publish docs/reference/openapi.json``."""

import json
import sys
from pathlib import Path

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.app import create_app


def document() -> str:
    """The description as a text to keep: whoever changes the API sees in the difference what changes for callers."""
    return json.dumps(create_app(Container()).openapi(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
