"""Which of the two languages a caller reads."""

from typing import Annotated, Literal

from fastapi import Depends, Header

Language = Literal["en", "fi"]


def preferred(accept_language: str) -> Language:
    """The better liked of Finnish and English by the header Accept-Language; English when it names neither."""
    liked: dict[str, float] = {}
    for part in accept_language.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        liked[language] = max(liked.get(language, 0.0), _weight(weight))
    return "fi" if liked.get("fi", 0.0) > liked.get("en", 0.0) else "en"


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return min(max(float(value), 0.0), 1.0) if name == "q" else 1.0
    except ValueError:
        return 0.0


async def language_of(
    accept_language: Annotated[
        str, Header(description="Language of the words for people: en or fi.", examples=["fi, en;q=0.8"])
    ] = "en",
) -> Language:
    """The caller's language."""
    return preferred(accept_language)


Reader = Annotated[Language, Depends(language_of)]
