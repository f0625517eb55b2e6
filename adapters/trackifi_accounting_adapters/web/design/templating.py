"""Jinja, once for each language."""

from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from trackifi_accounting_adapters.web.design.formats import Formats
from trackifi_accounting_adapters.web.design.translating import LOCALE, catalogue
from trackifi_accounting_adapters.web.problems.language import Language


@lru_cache
def environment(language: Language) -> Environment:
    """Jinja for one language; everything that is put in is escaped."""
    made = Environment(
        loader=PackageLoader("trackifi_accounting_adapters.web.design"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    # The extension adds this method to the environment.
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    for name in ("day", "moment", "money", "number", "size"):
        made.filters[name] = getattr(formats_of(language), name)
    return made


def formats_of(language: Language) -> Formats:
    """How its readers write dates and amounts."""
    return Formats(LOCALE[language])
