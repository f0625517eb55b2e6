"""Translations: gettext catalogues, read from their .po files when they are first needed."""

import gettext
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from trackifi_accounting_adapters.web.language import Language

FOLDER: Final = files("trackifi_accounting_adapters.web.pages") / "translations"
LOCALE: Final = {"en": "en_FI", "fi": "fi_FI"}
Say = Callable[..., str]


@lru_cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The catalogue; English words are the messages themselves."""
    if language == "en":
        return gettext.NullTranslations()
    with (FOLDER / f"{language}.po").open("rb") as source:
        read = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache
def speaking(language: Language) -> Say:
    """A function that says a message in this language; names in braces are filled in."""
    known = catalogue(language)

    def say(message: str, /, **facts: object) -> str:
        words = known.gettext(message)
        return words.format_map({name: str(fact) for name, fact in facts.items()}) if facts else words

    return say
