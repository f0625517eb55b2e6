"""Draws the layers of every distribution from its import contracts: ``python -m tests.architecture.diagram PAGE``.

What stands between the page's markers is written anew; a test holds the page to the contracts.
"""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tests.architecture.contracts import Table, gathered

BEGIN, END = "<!-- layers: drawn from the import contracts -->", "<!-- end of layers -->"


def drawn() -> str:
    """A diagram for each layers contract, the upper layer above, in Mermaid's words."""
    layered = [one for one in gathered()["contracts"] if one["type"] == "layers" and one.get("exhaustive")]
    return "\n".join(line for contract in layered for line in _diagram(contract))


def _diagram(contract: Table) -> Iterator[str]:
    [container] = contract["containers"]
    yield f"### `{container}`\n"
    yield "```mermaid\nflowchart TD"
    floors = [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]
    for number, rooms in enumerate(floors):
        yield f'    f{number}["{" · ".join(rooms)}"]'
    for upper, _ in pairwise(range(len(floors))):
        yield f"    f{upper} --> f{upper + 1}"
    yield "```\n"


def renewed(page: str) -> str:
    """The page with its diagrams drawn anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{drawn()}\n{END}{after}"


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8")
