"""How long `serve` takes to its first answer, beside an empty FastAPI and SQLModel application."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import httpx
from rich.table import Table
from trackifi_accounting_adapters.settings import PREFIX

EMPTY = """
import sys
import uvicorn
from fastapi import FastAPI
from sqlmodel import Field, SQLModel, create_engine

class Thing(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)

SQLModel.metadata.create_all(create_engine("sqlite:///" + sys.argv[2]))
app = FastAPI()

@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
"""


def table(folder: Path, *, repeat: int) -> Table:
    folder.mkdir(exist_ok=True)
    (folder / "empty.py").write_text(EMPTY)
    serve = str(Path(sys.executable).with_name("trackifi-accounting"))
    ours, floor = [], []
    for turn in range(repeat + 1):
        port = _free_port()
        floor.append(
            _first_answer([sys.executable, str(folder / "empty.py"), str(port), str(folder / "e.db")], port, {})
        )
        port = _free_port()
        environment = {f"{PREFIX}DATA_DIR": str(folder / "serve"), f"{PREFIX}LOG_LEVEL": "WARNING"}
        ours.append(_first_answer([serve, "serve", "--port", str(port)], port, environment))
        if turn == 0:  # the first start writes bytecode and makes the database
            ours.clear()
            floor.clear()
    shown = Table(title="Start to first answer")
    for column in ("", "serve", "empty application", "ratio"):
        shown.add_column(column, justify="right")
    mine, bare = median(ours), median(floor)
    shown.add_row("seconds (median)", f"{mine:.2f}", f"{bare:.2f}", f"{mine / bare:.2f}")
    return shown


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first_answer(command: list[str], port: int, environment: dict[str, str]) -> float:
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env={**_inherited(), **environment}, stdout=quiet, stderr=quiet) as process:
        try:
            while time.perf_counter() - began < 60:
                try:
                    if httpx.get(f"http://127.0.0.1:{port}/health").is_success:
                        return time.perf_counter() - began
                except httpx.TransportError:
                    time.sleep(0.01)
            raise RuntimeError(f"no answer from {command}")
        finally:
            process.terminate()


def _inherited() -> dict[str, str]:
    import os  # noqa: PLC0415 - a benchmark hands its environment to its children

    return dict(os.environ)
