"""The pages' words: all of them translated, and none of them a provider's name."""

import re
from importlib.metadata import entry_points

from tests.web.pages.messages import WEB, key_of, translated, used

SLOT = re.compile(r"%\(\w+\)s")


def test_every_message_is_in_finnish() -> None:
    known = translated()
    assert [message for message in used() if not known.get(key_of(message))] == []


def test_translations_fill_in_what_their_messages_do() -> None:
    wrong = [
        message
        for message, words in translated().items()
        for one in ((words,) if isinstance(words, str) else words)
        if set(SLOT.findall(one)) != set(SLOT.findall(message))
    ]
    assert wrong == []


def test_no_translation_is_left_over() -> None:
    assert translated().keys() - {key_of(message) for message in used()} == set()


def test_no_provider_is_named_in_the_pages() -> None:
    names = {point.name for point in entry_points(group="trackifi_accounting.plugins")}
    files = [path for path in WEB.rglob("*.*") if path.suffix in {".py", ".html", ".js", ".css", ".po"}]
    assert len(files) > 50
    assert [path.name for path in files for name in names if name in path.read_text(encoding="utf-8").lower()] == []
