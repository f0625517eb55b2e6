"""A class's docstring begins with what the class is: a noun with its article, not with what it does or when."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOES = re.compile(
    "(Add|Allow|Ask|Attach|Book|Build|Call|Check|Collect|Compare|Count|Decide|Do|Edit|Find|Give|Go|Grant|Keep|Know|Let|Limit|Look"
    "|Make|Match|Move|Open|Pass|Put|Read|Refuse|Remove|Save|Say|Send|Show|Stream|Take|Tell|Trie|Walk|Watch|Write)(s|es)"
)
WHEN = re.compile("After|Also|Any|Before|From|Idempotent|Intent|It|Made|Nothing|Once|Pressing|Step|Twice|Until|When")
ROOMS = (
    "adapters/trackifi_accounting_adapters",
    "core/trackifi_accounting/domain",
    "core/trackifi_accounting/ports",
    "core/trackifi_accounting/plugins",
    "core/trackifi_accounting/queries",
    "core/trackifi_accounting/use_cases",
    "plugins/procountor/trackifi_procountor",
)


def public_classes(room: Path) -> Iterator[tuple[str, str]]:
    """Each public class of the room with the first word of its docstring."""
    for module in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                told = (ast.get_docstring(node) or "").split()
                yield node.name, told[0].strip(",.:;") if told else ""


def describes(word: str) -> bool:
    return word[:1].isalpha() and not DOES.fullmatch(word) and not WHEN.fullmatch(word)


@pytest.mark.parametrize("room", ROOMS)
def test_a_docstring_begins_with_what_the_class_is(room):
    begun = dict(public_classes(ROOT / room))
    assert {name: word for name, word in begun.items() if not describes(word)} == {}


@pytest.mark.parametrize("word", ["", "``read``", "Reads", "Tries", "Pressing"])
def test_a_docstring_that_begins_with_something_else_is_noticed(word):
    assert not describes(word)
