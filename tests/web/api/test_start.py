"""What a server's process reads before its first answer."""

import subprocess
import sys
from pathlib import Path

FOR_LATER = ["alembic", "babel", "dbos", "jinja2", "sqlalchemy.dialects.postgresql"]
"""Migrations, pages, the worker's engine, the other database."""
PROBE = """
import asyncio, sys
from pathlib import Path
import httpx
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.settings import Settings
from trackifi_accounting_adapters.web.app import create_app

async def ask(app):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        return await client.get("/health")

app = create_app(Container(settings=Settings(data_dir=Path(sys.argv[1]))))
print(asyncio.run(ask(app)).status_code, *(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_what_the_first_answer_does_not_need_is_not_read(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path), *FOR_LATER], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["200"]
