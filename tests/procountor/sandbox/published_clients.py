"""Clients that others published: where each is looked for, how it is started, what it then reports."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from procountor_sandbox.values import data

FOREIGN = Path(__file__).parent / "foreign"
DEBIAN_GO = "/usr/share/gocode"


@dataclass(frozen=True, kw_only=True)
class PublishedClient:
    """``variable`` names the folder, ``proof`` a file of the client in it, ``expected`` what the driver prints."""

    variable: str
    proof: str
    command: tuple[str, ...]
    expected: dict[str, object]

    @property
    def folder(self) -> str:
        return os.environ.get(self.variable, "")

    @property
    def missing(self) -> str:
        """Why it cannot be run here; empty when it can."""
        if not self.folder or not (Path(self.folder) / self.proof).is_file():
            return (
                f"{self.variable} names no folder with {self.proof} in it (docs/reference/certification.md tells how)"
            )
        return "" if shutil.which(self.command[0]) else f"this machine has no {self.command[0]}"

    @property
    def environment(self) -> dict[str, str]:
        return {"PYTHONPATH": self.folder, "GOPATH": f"{self.folder}:{DEBIAN_GO}", "GO111MODULE": "off"}


def _driver(*program: str, ending: str, name: str = "published_client") -> tuple[str, ...]:
    return (*program, str(FOREIGN / f"{name}.{ending}"))


_ALL = {"company": data.FIRST_COMPANY_ID, "partners": 20, "accounts": 3, "late": 401, "file": "lasku.pdf", "found": 1}
_PRODUCTS = {"products": 11}  # the twelfth is a travel product, which must be asked for

PYTHON = PublishedClient(
    variable="PROCOUNTOR_PYTHON_CLIENT",
    proof="procountor/client.py",
    command=_driver(sys.executable, ending="py"),
    expected=_ALL
    | _PRODUCTS
    | {"vats": 200, "user": 200, "currencies": 200, "years": 200, "renewed": True, "attached": 200}
    | {"old": "Not found api endpoint. Please, check your API version."},
)
NEWER_PYTHON = PublishedClient(
    variable="PROCOUNTOR_PYTHON_TRANSPORT",
    proof="procountor/transport.py",
    command=_driver(sys.executable, ending="py", name="published_transport"),
    expected=_ALL
    | _PRODUCTS
    | {"renewed": True, "attached": 200, "read": True, "refused": 400, "logout": 200}
    | {"old": "Not found api endpoint. Please, check your API version."},
)
NODE = PublishedClient(
    variable="PROCOUNTOR_NODE_CLIENT",
    proof="dist/index.js",
    command=_driver("node", ending="cjs"),
    expected=_ALL
    | _PRODUCTS
    | {"rates": True, "user": 200, "attached": 200, "old": 404}
    | {"refused": "Procountor HTTP error 400 (Bad Request"},
)
PHP = PublishedClient(
    variable="PROCOUNTOR_PHP_CLIENT",
    proof="src/Procountor/Client.php",
    command=_driver("php", ending="php"),
    expected=_ALL | _PRODUCTS | {"saved": "UNFINISHED", "attached": "lasku.pdf", "old": 404},
)
GO = PublishedClient(
    variable="PROCOUNTOR_GO_CLIENT",
    proof="src/github.com/omniboost/go-procountor/client.go",
    command=_driver("go", "run", ending="go"),
    # Its rows hold whole numbers, Procountor repeats 10 as 10.00 (API 26.04, trailing zeros): it reads 0 and says nothing.
    expected=_ALL | {"rates": True, "saved": "UNFINISHED", "percent": 0, "attached": 200, "old": True},
)
