"""Providers and problem types, as they go out."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field
from trackifi_accounting.domain.problems.problems import Place, Who
from trackifi_accounting.plugins.offer import ProviderPlugin

from trackifi_accounting_adapters.web.http.values import Outgoing


class TextOut(Outgoing):
    """Words in both languages."""

    en: str
    fi: str


class CredentialFieldOut(Outgoing):
    """A field of the activation form."""

    name: str
    label: TextOut
    secret: Annotated[bool, Field(description="Never shown again once it was sent.")]


class GuideStepOut(Outgoing):
    """One step that an administrator takes at the provider."""

    title: TextOut
    menu: Annotated[list[str], Field(description="The way through the provider's menus.")]
    todo: list[TextOut]
    values: Annotated[Mapping[str, str], Field(description="What to copy into the provider's fields.")]
    note: TextOut | None
    optional: bool


class ProviderOut(Outgoing):
    """An installed provider."""

    name: str
    title: str
    fields: list[CredentialFieldOut]
    guide: list[GuideStepOut]
    document_limit: Annotated[int, Field(description="Bytes of the largest PDF it takes.")]

    @classmethod
    def made_of(cls, plugin: ProviderPlugin) -> Self:
        """Make it of what the plugin declares."""
        return cls.model_validate(plugin)


class ProviderList(Outgoing):
    """Every installed provider, by name."""

    items: list[ProviderOut]


class WordsOut(Outgoing):
    """What happened, what was done, what to do; names in braces are filled in by the facts of each case."""

    happened: str
    did: str
    todo: str


class ProblemTypeOut(Outgoing):
    """One cause that a problem may have."""

    code: str
    who: Who
    place: Place
    retry_helps: bool
    en: WordsOut
    fi: WordsOut
