"""Translations: gettext catalogues, read from their .po files when they are first needed."""

import gettext
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from trackifi_accounting_adapters.web.problems.language import Language

FOLDER: Final = files("trackifi_accounting_adapters.web.design") / "translations"
LOCALE: Final = {"en": "en_FI", "fi": "fi_FI"}


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
