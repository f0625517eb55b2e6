"""Every message that the pages can show, gathered from templates and modules; ``python -m`` prints those untranslated."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from trackifi_accounting_adapters import web

WEB = Path(web.__path__[0])
FOLDER = WEB / "design"
Message = str | tuple[str, ...]


def used() -> Iterator[Message]:
    found = extract_from_dir(
        FOLDER / "templates",
        method_map=[("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"trimmed": "true"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return (message for _, _, message, _, _ in found)


def translated() -> dict[str, str | tuple[str, ...]]:
    with (FOLDER / "translations" / "fi.po").open("rb") as source:
        catalogue = read_po(source, locale="fi")
    made: dict[str, str | tuple[str, ...]] = {}
    for one in catalogue:
        if one.id:
            made[one.id if isinstance(one.id, str) else one.id[0]] = one.string
    return made


def key_of(message: Message) -> str:
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    known = translated()
    for message in dict.fromkeys(used()):
        if not known.get(key_of(message)):
            sys.stdout.write(f"{message!r}\n")
