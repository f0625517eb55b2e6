"""What Procountor answers becomes an error in the plugin's errors room, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import trackifi_procountor
from trackifi_accounting import errors

ROOM = Path(trackifi_procountor.__file__).parent
LEAVES = frozenset(
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.AccountingError)
) | {"SettingInvalid"}

NO_ANSWER_YET = {
    "vault.py": {"CredentialsRejected"},  # a pasted key, looked at before anything is sent
    "settings.py": {"SettingInvalid"},  # the installation's own settings
    "codes/vat_periods.py": {"SettingInvalid"},  # the same
    "invoices/translate.py": {"InvoiceRejected"},  # our own checks of an invoice
    "documents.py": {"DocumentRejected"},  # our own checks of a PDF and of the form it goes with
}
"""What is refused by ourselves: no call has been made."""


def made(tree: ast.AST) -> Iterator[ast.Call | ast.Name]:
    """Where an error of the tree is made, or raised as a class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LEAVES:
            yield node
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name) and node.exc.id in LEAVES:
            yield node.exc


def name_of(node: ast.Call | ast.Name) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    assert isinstance(called, ast.Name)
    return called.id


def elsewhere(source: str, place: str) -> list[str]:
    """The errors that a module makes although it is not its place."""
    found = (node for node in made(ast.parse(source)) if name_of(node) not in NO_ANSWER_YET.get(place, set()))
    return [f"{place}:{node.lineno} {name_of(node)}" for node in found]


def modules() -> Iterator[tuple[str, str]]:
    for file in sorted(ROOM.rglob("*.py")):
        yield file.relative_to(ROOM).as_posix(), file.read_text(encoding="utf-8")


def test_answers_become_errors_in_the_errors_room_only():
    made_elsewhere = [
        one for place, source in modules() if not place.startswith("errors/") for one in elsewhere(source, place)
    ]
    assert not made_elsewhere, f"move to errors/translate.py: {', '.join(made_elsewhere)}"


@pytest.mark.parametrize("place", sorted(NO_ANSWER_YET))
def test_each_exception_is_needed(place):
    source = dict(modules())[place]
    assert {name_of(node) for node in made(ast.parse(source))} == NO_ANSWER_YET[place]


@pytest.mark.parametrize("planted", ["raise UnexpectedAnswer('x')", "raise FeatureDisabled", "failure = RateLimited()"])
def test_an_error_that_is_made_elsewhere_is_seen(planted):
    assert elsewhere(planted, "partners/registers.py")
    assert elsewhere(planted, "vault.py")
